/** S13: reminders before the due date. No clause promises their number; they take nothing away and are a courtesy. */
import { addDays, type Day, type Instant, startOfDay } from '../../shared/calendar.ts'

/** Whole days before the due day on whose 00:00 a reminder goes out. */
export const REMINDER_DAYS = [7, 3, 0] as const

export interface ReminderFacts {
  /** Last day, counted whole, on which the open invoice is paid in time. */
  readonly dueOn: Day
  readonly issuedAt: Instant
  /** Neither paid nor void, and its customer does not leave at the end of the term. */
  readonly unpaid: boolean
  /** Days-before of the reminders already given for this invoice. */
  readonly given: readonly number[]
}

export type ReminderDecision = { readonly remind: number } | { readonly until: Instant } | null

/**
 * S13: the reminder that is due now, else the instant of the next, else null. Of several that were missed only the nearest to the
 * due day goes out, none follows the invoice on the same day, and none comes once the due day is over: then lateness speaks.
 */
export function decideReminder({ dueOn, issuedAt, unpaid, given }: ReminderFacts, timeZone: string, now: Instant): ReminderDecision {
  if (!unpaid || now >= startOfDay(addDays(dueOn, 1), timeZone)) return null
  const nearest = Math.min(...given)
  const planned = REMINDER_DAYS.map((days) => ({ days, at: startOfDay(addDays(dueOn, -days), timeZone) }))
  const open = planned.filter(({ days, at }) => days < nearest && at > issuedAt)
  const due = open.filter(({ at }) => at <= now).at(-1)
  if (due !== undefined) return { remind: due.days }
  const next = open[0]
  return next === undefined ? null : { until: next.at }
}
