/**
 * How long things around a backup or restore wait (S7, S8). The SLA promises none of these: a quote stands long enough to be thought
 * over and not longer than its archive, and what nobody pays for does not stand open for ever.
 */
import { addDays, DAY_OF_24_HOURS, type Day, dayOf, HOUR, type Instant, startOfDay } from '../../../shared/calendar.ts'

const MINUTE = 60_000

/** S8: a quote not taken up within 24 hours, or whose archive was overwritten before, has lapsed. */
export const quoteUntil = (quotedAt: Instant): Instant => quotedAt + DAY_OF_24_HOURS

const DAYS_TO_PAY = 7

/** S8: the last day, counted whole, on which the invoice of a restore can be paid; nothing else of the account depends on it. */
export const payableUntilOn = (acceptedAt: Instant, timeZone: string): Day => addDays(dayOf(acceptedAt, timeZone), DAYS_TO_PAY)

/** S8: the first instant at which an unpaid restore has lapsed. */
export const lapsesAt = (dueOn: Day, timeZone: string): Instant => startOfDay(addDays(dueOn, 1), timeZone)

/** A job that has not ended by then is for a person to look at. */
export const UNCLEAR_AFTER_MS = DAY_OF_24_HOURS

/** S7, S8: a short job is asked about soon, a long one rarely: after a quarter of the time that it has taken so far. */
export function nextCheckAt(startedAt: Instant, now: Instant): Instant {
  return now + Math.min(Math.max((now - startedAt) / 4, MINUTE), HOUR / 2)
}
