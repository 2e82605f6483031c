/** What changed for a customer between the version they accepted and one that asks for their decision, clause by clause (P5). Pure. */
import type { Language, Localized } from '../../../content/schema.ts'
import { type ClauseJson, comparedIn, differences } from '../../policies/rules/differences.ts'
import { type TermChange, termChanges } from '../../policies/rules/term-changes.ts'
import type { PolicyVersion } from '../../policies/rules/version.ts'

export interface ChangedClause {
  /** Null: the document as a whole, with every changed term. */
  readonly clause: string | null
  readonly title: Localized | null
  readonly change: 'added' | 'removed' | 'moved' | 'reworded'
  /** What the versions on the way say about it in plain words, oldest first; empty where they say nothing. */
  readonly texts: { readonly id: string[]; readonly en: string[] }
  readonly terms: { readonly id: TermChange[]; readonly en: TermChange[] }
}

/** The clauses of both versions as published, if they could be read; without them only what the versions say of themselves is known. */
export interface Texts {
  readonly before: ClauseJson
  readonly after: ClauseJson
}

const NO_TERMS = { id: [], en: [] }

/**
 * @param path the versions after the accepted one up to and with the target, oldest first: whoever skipped a version
 * is told its changes too.
 */
export function changedSince(accepted: PolicyVersion, path: readonly PolicyVersion[], texts?: Texts): ChangedClause[] {
  const target = path.at(-1)
  if (!target) return []
  const titles = new Map([...accepted.clauses, ...target.clauses].map((clause) => [clause.id, clause.title]))
  const said = (clause: string | undefined, language: Language) =>
    path.flatMap((version) => version.changes[language].filter((one) => one.clause === clause).map((one) => one.text))
  const changes = texts ? comparedChanges(texts) : toldChanges(accepted, target, path)
  const clauses = changes.map(({ id, change }): ChangedClause => {
    return { clause: id, title: titles.get(id) ?? null, change, texts: { id: said(id, 'id'), en: said(id, 'en') }, terms: NO_TERMS }
  })
  const whole = { id: said(undefined, 'id'), en: said(undefined, 'en') }
  const terms = { id: termChanges(accepted.terms, target.terms, 'id'), en: termChanges(accepted.terms, target.terms, 'en') }
  if (whole.id.length + terms.id.length === 0) return clauses
  return [...clauses, { clause: null, title: null, change: 'reworded', texts: whole, terms }]
}

interface Change {
  readonly id: string
  readonly change: ChangedClause['change']
}

/** Word by word in the governing language: what is only differently translated did not change. */
function comparedChanges({ before, after }: Texts): Change[] {
  return differences(comparedIn(before, 'id'), comparedIn(after, 'id'), 'id').clauses.flatMap(({ id, change }) =>
    change === 'unchanged' ? [] : [{ id, change }],
  )
}

function toldChanges(accepted: PolicyVersion, target: PolicyVersion, path: readonly PolicyVersion[]): Change[] {
  const before = new Set(accepted.clauses.map((clause) => clause.id))
  const after = new Set(target.clauses.map((clause) => clause.id))
  const told = new Set(path.flatMap((version) => version.changes.id.flatMap((one) => one.clause ?? [])))
  const kept = [...after].flatMap((id): Change[] => {
    if (!before.has(id)) return [{ id, change: 'added' }]
    return told.has(id) ? [{ id, change: 'reworded' }] : []
  })
  return [...kept, ...[...before].filter((id) => !after.has(id)).map((id) => ({ id, change: 'removed' as const }))]
}
