/** What changed for a customer between the version they accepted and one that asks for their decision, clause by clause (P5). Pure. */

import type { Localized } from '../../../content/schema.ts'
import type { PolicyVersion } from '../../policies/rules/version.ts'

export interface ChangedTerm {
  /** Dotted path in the terms. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

export interface ChangedClause {
  /** Null: the document as a whole. */
  readonly clause: string | null
  readonly title: Localized | null
  readonly change: 'added' | 'removed' | 'changed'
  /** What the versions on the way say about it, oldest first. */
  readonly texts: { readonly id: string[]; readonly en: string[] }
  readonly terms: ChangedTerm[]
}

/**
 * @param path the versions after the accepted one up to and with the target, oldest first: whoever skipped a version
 * is told its changes too.
 */
export function changedSince(accepted: PolicyVersion, path: readonly PolicyVersion[]): ChangedClause[] {
  const target = path.at(-1)
  if (!target) return []
  const before = new Map(accepted.clauses.map((clause) => [clause.id, clause.title]))
  const after = new Map(target.clauses.map((clause) => [clause.id, clause.title]))
  const said = (clause: string | undefined, language: 'id' | 'en') =>
    path.flatMap((version) => version.changes[language].filter((one) => one.clause === clause).map((one) => one.text))
  const mentioned = path.flatMap((version) => version.changes.id.flatMap((one) => one.clause ?? []))
  const gone = [...before.keys()].filter((id) => !after.has(id))
  const told = [...after.keys()].filter((id) => !before.has(id) || mentioned.includes(id))
  const clauses = [...told, ...gone].map((id): ChangedClause => {
    const change = !before.has(id) ? 'added' : after.has(id) ? 'changed' : 'removed'
    return {
      clause: id,
      title: after.get(id) ?? before.get(id) ?? null,
      change,
      texts: { id: said(id, 'id'), en: said(id, 'en') },
      terms: [],
    }
  })
  const whole = { id: said(undefined, 'id'), en: said(undefined, 'en') }
  const terms = changedTerms(accepted.terms, target.terms)
  if (whole.id.length + terms.length === 0) return clauses
  return [...clauses, { clause: null, title: null, change: 'changed', texts: whole, terms }]
}

/** Every leaf that differs. Lists are compared as wholes: an entry's place in one means nothing. */
export function changedTerms(before: unknown, after: unknown, path = ''): ChangedTerm[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => changedTerms(before[key], after[key], path === '' ? key : `${path}.${key}`))
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
