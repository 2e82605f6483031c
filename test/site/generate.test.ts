import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { checkContent } from '../../site/build/check.ts'
import { generate, policyVersion, publishedVersions } from '../../site/build/generate.ts'
import { type Content, readContent } from '../../site/build/load.ts'
import { bindingAt } from '../../worker/policies/rules/binding.ts'
import { copyPack, MINIMAL, NEW } from '../support/pack.ts'

const TODAY = '2026-11-21'

/** A stored set of files: what `npm run content` writes for a pack. */
function built(dir: string): { readonly content: Content; readonly root: string; readonly read: (file: string) => string } {
  const { content, findings } = readContent(resolve(dir))
  if (content === undefined) throw new Error(JSON.stringify(findings))
  const root = mkdtempSync(join(tmpdir(), 'mufakat-build-'))
  generate(content, root)
  return { content, root, read: (file) => readFileSync(join(root, file), 'utf8') }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe.each([
  { pack: 'content', name: 'the real documents', suspend: 2, terminate: 7 },
  { pack: 'test/fixtures/modulindo', name: 'another provider’s pack', suspend: 3, terminate: 10 },
])('$name', ({ pack, suspend, terminate }) => {
  let build: ReturnType<typeof built>
  beforeAll(() => {
    build = built(pack)
  })
  afterAll(() => rmSync(build.root, { recursive: true }))

  test('pass every check, what the Worker cites included', () => {
    expect(checkContent(build.content, { today: TODAY, worker: resolve('worker') })).toEqual([])
  })

  test('cover every document', () => {
    expect([...new Set(build.content.versions.map(({ document }) => document))]).toEqual(['privacy', 'sla', 'terms', 'cookies'])
  })

  test('are served as the bytes whose SHA-256 is the digest', () => {
    for (const version of publishedVersions(build.content)) {
      const policy = policyVersion(version)
      for (const language of ['id', 'en'] as const) {
        const served = build.read(`site/public${policy.paths[language]}.md`)
        expect(served).toBe(readFileSync(join(build.content.dir, version.document, version.version, `${language}.md`), 'utf8'))
        expect(policy.digests[language]).toBe(sha256(served))
      }
    }
  })

  test('reach the Worker as typed terms', async () => {
    const generated: { policies: { document: string; terms: unknown }[]; provider: unknown } = await import(
      /* @vite-ignore */ join(build.root, 'worker/policies/generated.ts')
    )
    expect(generated.provider).toEqual(build.content.provider)
    const terms = generated.policies.filter(({ document }) => document === 'terms').map((policy) => policy.terms)
    for (const found of terms) expect(found).toMatchObject({ late: { suspendAfterDays: suspend, terminateAfterDays: terminate } })
    expect(terms.length).toBeGreaterThan(0)
  })

  test('have the text of every clause in both languages for the difference of any two versions', () => {
    for (const version of publishedVersions(build.content)) {
      const json: { clauses: { id: string; text: { id: string; en: string } }[]; terms: unknown } = JSON.parse(
        build.read(`site/public/policies/${version.document}/${version.version}.json`),
      )
      expect(json.terms).toEqual(version.front.terms)
      expect(json.clauses.map(({ id }) => id)).toEqual(version.front.clauses)
      for (const { text } of json.clauses) expect(Math.min(text.id.length, text.en.length)).toBeGreaterThan(15)
    }
  })

  test('are listed in policies.json, which fits the JSON Schema published beside it', () => {
    const schema = z.fromJSONSchema(JSON.parse(build.read('site/public/schema/policies.json')))
    const json = JSON.parse(build.read('site/public/policies.json'))
    expect(schema.safeParse(json)).toMatchObject({ success: true })
    expect(json.versions.map((version: { texts: { id: { sha256: string } } }) => version.texts.id.sha256)).toEqual(
      publishedVersions(build.content).map((version) => sha256(version.bytes.id)),
    )
    expect(schema.safeParse({ ...json, versions: [{ ...json.versions[0], terms: {} }] }).success).toBe(false)
  })
})

describe('another provider’s pack', () => {
  test('brings nothing of Tnet with it', () => {
    const { root } = built('test/fixtures/modulindo')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toMatch(/tnet\b|treabiz/i)
    rmSync(root, { recursive: true })
  })

  test('finds nothing of Tnet in the code either', () => {
    const sources = ['worker', 'site'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|tsx|astro|css|sql)$/.test(name) && !name.endsWith('generated.ts'))
        .map((name) => join(folder, name)),
    )
    expect(sources.filter((file) => /tnet\.co|treabiz/i.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})

describe('what is written', () => {
  test('has no draft in it', () => {
    const pack = copyPack(MINIMAL)
    for (const file of ['id.md', 'en.md']) pack.remove(`${NEW}/${file}`)
    const build = built(pack.dir)
    expect(build.read('worker/policies/generated.ts')).not.toContain('2025-01-01')
    expect(existsSync(join(build.root, 'site/public/ketentuan/2025-01-01.md'))).toBe(false)
    for (const dir of [pack.dir, build.root]) rmSync(dir, { recursive: true })
  })

  test('leaves nothing behind of what was built before', () => {
    const { root } = built('content')
    const { content } = readContent(resolve(MINIMAL))
    if (content === undefined) throw new Error('the minimal pack does not load')
    generate(content, root)
    expect(readdirSync(join(root, 'site/public/ketentuan')).sort()).toEqual(['2024-01-01.md', '2025-01-01.md'])
    expect(existsSync(join(root, 'site/public/sla'))).toBe(false)
    rmSync(root, { recursive: true })
  })

  test('is what rules decide by: who accepted the old terms is bound by their days', () => {
    const { content } = readContent(resolve(MINIMAL))
    if (content === undefined) throw new Error('the minimal pack does not load')
    const policies = publishedVersions(content).map(policyVersion)
    const decisions = [{ document: 'terms', version: '2024-01-01', decision: 'accepted', decidedAt: Date.UTC(2024, 5, 1) }] as const
    const binding = bindingAt(policies, 'terms', decisions, Date.UTC(2025, 5, 1), 'Asia/Jakarta')
    expect(binding?.version.terms.late.suspendAfterDays).toBe(2)
  })
})
