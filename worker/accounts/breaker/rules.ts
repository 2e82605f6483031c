/** S14: what the breaker has to know of the past, from the counts that are kept by the hour. */
import { addDays, DAY_OF_24_HOURS, type Day, dayOf, HOUR, type Instant } from '../../shared/calendar.ts'

/** How many terminations a day had, by hours since 1970. */
export interface DayCount {
  readonly day: Day
  readonly hours: Readonly<Record<string, number>>
}

/** Days that are read: the busiest of 28 that were over 24 hours ago, and those that the last 24 hours touch. */
export const DAYS_READ = 30

export const hourOf = (at: Instant): number => Math.floor(at / HOUR)

/** First day of those that matter at an instant. */
export const countedSince = (now: Instant, timeZone: string): Day => addDays(dayOf(now, timeZone), 1 - DAYS_READ)

/** An hour that is partly within the last 24 counts whole: the doubt is for those who would be terminated. */
export function inLast24Hours(days: readonly DayCount[], now: Instant): number {
  const since = hourOf(now - DAY_OF_24_HOURS)
  return sum(days.flatMap(({ hours }) => Object.entries(hours).flatMap(([hour, count]) => (Number(hour) >= since ? [count] : []))))
}

/** A day that the last 24 hours touch makes nothing ordinary yet: a mass of yesterday would excuse the one of today. */
export function busiestDay(days: readonly DayCount[], now: Instant, timeZone: string): number {
  const recent = dayOf(now - DAY_OF_24_HOURS, timeZone)
  return Math.max(0, ...days.filter(({ day }) => day < recent).map(({ hours }) => sum(Object.values(hours))))
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
