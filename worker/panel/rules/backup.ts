/**
 * S7: a backup on request, at most so many a week, Monday to Sunday in the provider's zone, of an account within both caps; each one
 * overwrites the last. S15: none while the account is suspended for lateness.
 */
import type { Terms } from '../../../content/schema.ts'
import { isAlive, type LifecycleState } from '../../accounts/rules/lifecycle-state.ts'
import { addDays, type Day, dayOf, daysBetween, type Instant } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'

/** Decimal: GB = 10^9 bytes. */
export const GIGABYTE = 1_000_000_000

/** 5 January 1970 was a Monday. */
const A_MONDAY = '1970-01-05'

export interface BackupFacts {
  readonly state: LifecycleState
  readonly openInvoice: string | null
  /** What the panel reports now; null: it does not say, so the caps cannot be checked. */
  readonly usage: { readonly bytes: number; readonly inodes: number } | null
  /** Days on which backups were accepted. One that failed through no fault of the customer's is not among them. */
  readonly acceptedOn: readonly Day[]
  /** The backup that a new one would overwrite. */
  readonly last: string | null
}

export type BackupRefusal =
  | { readonly reason: 'no_running_account'; readonly state: LifecycleState; readonly clause: 'S7' }
  | { readonly reason: 'suspended_as_overdue'; readonly clause: 'S15'; readonly invoice: string | null }
  | {
      readonly reason: 'backup_quota_used'
      readonly clause: 'S7'
      readonly used: number
      readonly perWeek: number
      readonly nextAllowedOn: Day
    }
  | { readonly reason: 'usage_unknown'; readonly clause: 'S7' }
  | ({ readonly reason: 'too_large' } & OverCap)
  | ({ readonly reason: 'too_many_inodes' } & OverCap)

/** `nextAllowedOn` is the first day on which the week allows one; it is accepted then only if the account has shrunk below the cap. */
interface OverCap {
  readonly clause: 'S7'
  /** In bytes, or a count of inodes. */
  readonly is: number
  readonly most: number
  readonly nextAllowedOn: Day
}

/** S7: the Monday that begins the week of a day. */
export function weekStartOn(day: Day): Day {
  const sinceMonday = ((daysBetween(A_MONDAY, day) % 7) + 7) % 7
  return addDays(day, -sinceMonday)
}

/** S7, S15: whether a request made now is accepted, and which backup it overwrites. A version that allows none refuses every week. */
export function decideBackup(
  facts: BackupFacts,
  backup: Terms['sla']['backup'],
  now: Instant,
  timeZone: string,
): Result<{ overwrites: string | null }, BackupRefusal> {
  const { state, usage, acceptedOn, openInvoice } = facts
  if (!isAlive(state)) return fail({ reason: 'no_running_account', state, clause: 'S7' })
  if (state === 'suspended') return fail({ reason: 'suspended_as_overdue', clause: 'S15', invoice: openInvoice })
  const today = dayOf(now, timeZone)
  const monday = weekStartOn(today)
  const used = acceptedOn.filter((day) => day >= monday && day <= today).length
  if (used >= backup.perWeek) {
    return fail({ reason: 'backup_quota_used', clause: 'S7', used, perWeek: backup.perWeek, nextAllowedOn: addDays(monday, 7) })
  }
  if (usage === null) return fail({ reason: 'usage_unknown', clause: 'S7' })
  const cap = { clause: 'S7', nextAllowedOn: today } as const
  const mostBytes = backup.maxGigabytes * GIGABYTE
  if (usage.bytes > mostBytes) return fail({ reason: 'too_large', is: usage.bytes, most: mostBytes, ...cap })
  if (usage.inodes > backup.maxInodes) return fail({ reason: 'too_many_inodes', is: usage.inodes, most: backup.maxInodes, ...cap })
  return ok({ overwrites: facts.last })
}
