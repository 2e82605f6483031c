/**
 * Days are the provider's calendar days (`On`, ISO text); instants are UTC epoch milliseconds (`At`).
 * Every conversion between the two goes through here and names the time zone. No clock is read.
 */
import { Temporal } from 'temporal-polyfill'

export type Day = string
export type Instant = number

export const HOUR = 3_600_000
export const DAY_OF_24_HOURS = 24 * HOUR

/** The first instant of a calendar day, 00:00 in the zone. */
export function startOfDay(day: Day, timeZone: string): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds
}

/** The calendar day on which an instant falls in the zone. */
export function dayOf(at: Instant, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/**
 * Adds calendar months, keeping the anniversary day where the month has it and its last day otherwise:
 * 31 January + 1 month = 28 February; with `anniversaryDay` 31, 28 February + 1 month = 31 March (S13).
 */
export function addMonths(day: Day, months: number, anniversaryDay = Temporal.PlainDate.from(day).day): Day {
  const target = Temporal.PlainDate.from(day).with({ day: 1 }).add({ months })
  return target.with({ day: Math.min(anniversaryDay, target.daysInMonth) }).toString()
}

export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** Completed years of age on a day; born 29 February, a year completes on 1 March (P11). */
export function ageOn(bornOn: Day, on: Day): number {
  const born = Temporal.PlainDate.from(bornOn)
  const today = Temporal.PlainDate.from(on)
  const years = today.year - born.year
  const hadBirthday = today.month > born.month || (today.month === born.month && today.day >= born.day)
  return hadBirthday ? years : years - 1
}

export type CalendarLanguage = 'id' | 'en'
const LOCALE = { id: 'id-ID', en: 'en-GB' } as const

/** “13 Maret 2027” / “13 March 2027”. */
export function formatDay(day: Day, language: CalendarLanguage): string {
  return new Intl.DateTimeFormat(LOCALE[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    startOfDay(day, 'UTC'),
  )
}

/** “00.00 WIB” / “00:00 WIB”. */
export function formatTime(hour: number, minute: number, language: CalendarLanguage, abbreviation: string): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(hour)}${language === 'id' ? '.' : ':'}${two(minute)} ${abbreviation}`
}

/** “13 Maret 2027, 00.00 WIB” / “13 March 2027, 00:00 WIB”. */
export function formatInstant(at: Instant, language: CalendarLanguage, timeZone: string, abbreviation: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return `${formatDay(local.toPlainDate().toString(), language)}, ${formatTime(local.hour, local.minute, language, abbreviation)}`
}
