/** A provider's pack copied to a temporary folder, where a test may break one thing. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { checkContent } from '../../site/build/check.ts'
import { type Finding, readContent } from '../../site/build/load.ts'

export interface Pack {
  readonly dir: string
  readonly path: (file: string) => string
  readonly read: (file: string) => string
  readonly write: (file: string, text: string) => void
  /** Replaces every occurrence; throws where there is none, so that a test cannot pass by not having broken anything. */
  readonly edit: (file: string, from: string | RegExp, to: string) => void
  readonly remove: (file: string) => void
}

export function copyPack(source: string): Pack {
  const dir = mkdtempSync(join(tmpdir(), 'mufakat-pack-'))
  cpSync(source, dir, { recursive: true })
  const path = (file: string) => join(dir, file)
  const read = (file: string) => readFileSync(path(file), 'utf8')
  const write = (file: string, text: string) => writeFileSync(path(file), text)
  return {
    dir,
    path,
    read,
    write,
    edit: (file, from, to) => {
      const before = read(file)
      const after = before.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), to)
      if (after === before) throw new Error(`${file} does not contain ${String(from)}`)
      write(file, after)
    },
    remove: (file) => rmSync(path(file), { recursive: true }),
  }
}

/** The smallest good pack: two versions of the terms, one of the privacy policy. */
export const MINIMAL = resolve('test/fixtures/minimal')
export const OLD = 'terms/2024-01-01'
export const NEW = 'terms/2025-01-01'
export const PRIVACY = 'privacy/2024-01-01'

/** What breaks one promise of a good pack, and the finding that must name file and field. */
export interface BrokenCase {
  readonly promise: string
  readonly breakIt: (pack: Pack) => void
  readonly file: string
  readonly field: string
  readonly message: RegExp
}

const opened: string[] = []

/** A copy of the minimal pack, broken, and what the checks find in it on 1 June 2025. */
export function broken(breakIt: (pack: Pack) => void): { readonly pack: Pack; readonly findings: readonly Finding[] } {
  const pack = copyPack(MINIMAL)
  opened.push(pack.dir)
  breakIt(pack)
  const { content, findings } = readContent(pack.dir)
  return { pack, findings: content === undefined ? findings : checkContent(content, { today: '2025-06-01', worker: pack.path('worker') }) }
}

export function removePacks(): void {
  for (const dir of opened.splice(0)) rmSync(dir, { recursive: true })
}
