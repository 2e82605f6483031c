/** “Your due date is …”: reading the question, and the account’s future by the very rules the sweep uses (S13, S14). */
import type { Provider } from '../../../content/schema.ts'
import { BILLING_TERMS, type BillingTerm, type LatePromise, nextDueOn } from '../../accounts/rules/state.ts'
import { type TimelinePoint, timelineFromDueDay } from '../../accounts/rules/timeline.ts'
import type { Day, Instant } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { inForceAt } from './in-force.ts'
import { type PolicyVersion, type VersionOf, versionNamed } from './version.ts'

/** As asked: query parameters, unread. */
export interface Question {
  readonly dueOn: string | undefined
  readonly term: string | undefined
  readonly version: string | undefined
}

export type WrongField =
  | { readonly field: 'dueOn'; readonly reason: 'missing' | 'not_a_day' | 'out_of_range' }
  | { readonly field: 'term' | 'version'; readonly reason: 'unknown' }

export interface Forecast {
  readonly version: VersionOf<'terms'>
  readonly dueOn: Day
  readonly points: readonly TimelinePoint[]
  /** The due date after this one if it is paid in time; only where the length of the term was told. */
  readonly next: { readonly term: BillingTerm; readonly dueOn: Day } | undefined
}

const FIRST_YEAR = 2000
const LAST_YEAR = 2199

/** What the terms do from a due day on. Every wrong field is told, not only the first. */
export function forecast(
  question: Question,
  versions: readonly PolicyVersion[],
  now: Instant,
  provider: Pick<Provider, 'timeZone' | 'zoneAbbreviation'>,
): Result<Forecast, { reason: 'wrong_fields'; fields: readonly WrongField[] }> {
  const version = question.version
    ? versionNamed(versions, 'terms', question.version)
    : inForceAt(versions, 'terms', now, 'new', provider.timeZone)
  const day = readDay(question.dueOn)
  const term = BILLING_TERMS.find((known) => known === question.term)
  const fields: WrongField[] = [
    ...(typeof day === 'string' ? [] : [{ field: 'dueOn' as const, reason: day.reason }]),
    ...(question.term && term === undefined ? [{ field: 'term' as const, reason: 'unknown' as const }] : []),
    ...(version === undefined ? [{ field: 'version' as const, reason: 'unknown' as const }] : []),
  ]
  if (typeof day !== 'string' || version === undefined || fields.length > 0) return fail({ reason: 'wrong_fields', fields })
  const promise = promiseOf(version, provider)
  const next = term && { term, dueOn: nextDueOn(day, term, Number(day.slice(8))) }
  return ok({ version, dueOn: day, points: timelineFromDueDay(day, promise), next })
}

function promiseOf(
  version: VersionOf<'terms'>,
  { timeZone, zoneAbbreviation }: Pick<Provider, 'timeZone' | 'zoneAbbreviation'>,
): LatePromise {
  return { version: version.version, late: version.terms.late, timeZone, zoneAbbreviation }
}

/** An ISO day that exists, or why it is none. */
function readDay(text: string | undefined): Day | { readonly reason: 'missing' | 'not_a_day' | 'out_of_range' } {
  const day = text?.trim() ?? ''
  if (day === '') return { reason: 'missing' }
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  // A day that does not exist (30 February) is moved on by the parser, and shows by that.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) return { reason: 'not_a_day' }
  const year = Number(day.slice(0, 4))
  return year < FIRST_YEAR || year > LAST_YEAR ? { reason: 'out_of_range' } : day
}
