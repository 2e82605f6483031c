/** Checks that the Worker cites promises that exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ClauseId } from '#content/schema'
import { type Content, type Finding, shownPath } from '../load.ts'

interface Citation {
  readonly file: string
  readonly line: number
  readonly id: string
}

/** Every clause or article that the Worker's code names is in a published version or in law.yaml. */
export function citationsExist({ versions, law }: Content, worker: string): Finding[] {
  const published = versions.filter(({ bytes }) => bytes.id !== undefined)
  const known = new Set([...published.flatMap(({ front }) => front.clauses), ...law.map(({ id }) => id)])
  return sources(worker)
    .flatMap((path) => citationsIn(readFileSync(path, 'utf8'), shownPath(path)))
    .filter(({ id }) => !known.has(id))
    .map(({ file, line, id }) => ({
      file,
      field: `line ${line}`,
      message: `cites ${id}, expected a clause of a published version or a key of law.yaml`,
    }))
}

/** Clause ids and keys of articles written as literals inside `cite(…)`, or as the value of a `clause` or `clauseId` field. */
function citationsIn(source: string, file: string): Citation[] {
  const citation = (index: number, id: string): Citation => ({ file, line: source.slice(0, index).split('\n').length, id })
  const fields = [...source.matchAll(/\bclause(?:Id)?:\s*'([^'\n]*)'/g)]
    .filter(([, id = '']) => ClauseId.safeParse(id).success)
    .map((match) => citation(match.index, match[1] ?? ''))
  const calls = [...source.matchAll(/\bcite\(/g)].flatMap((match) => {
    const call = callAt(source, match.index + match[0].length)
    return [...call.matchAll(/'([^'\n]*)'/g)]
      .map(([, id = '']) => id)
      .filter((id) => ClauseId.safeParse(id).success || /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id))
      .map((id) => citation(match.index, id))
  })
  return [...calls, ...fields]
}

/** The arguments of a call, up to its closing bracket. */
function callAt(source: string, start: number): string {
  let depth = 1
  for (let index = start; index < source.length; index += 1) {
    if (source[index] === '(') depth += 1
    if (source[index] === ')') depth -= 1
    if (depth === 0) return source.slice(start, index)
  }
  return source.slice(start)
}

function sources(worker: string): string[] {
  if (!existsSync(worker)) return []
  return readdirSync(worker, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('generated.ts'))
    .map((name) => join(worker, name))
    .sort()
}
