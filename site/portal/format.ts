/** Dates, instants and money as the page's language writes them, in the provider's time zone. */
import { dayOf, formatDay, formatInstant, formatTime } from '#shared/calendar'
import { formatRupiah } from '#shared/money'
import { facts, language } from './page.ts'

export const day = (on: string): string => formatDay(on, language)
export const instant = (at: number): string => formatInstant(at, language, facts.timeZone, facts.zone)
export const dayAt = (at: number): string => formatDay(dayOf(at, facts.timeZone), language)
export const rupiah = (amount: number): string => formatRupiah(amount, language)

/** “10.32.05 WIB”: a time of today, with seconds, for short waits. */
export function clock(at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: facts.timeZone,
    hour: 'numeric',
    minute: 'numeric',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
  const separator = language === 'id' ? '.' : ':'
  const [time, ...zone] = formatTime(Number(of('hour')), Number(of('minute')), language, facts.zone).split(' ')
  return `${time}${separator}${of('second')} ${zone.join(' ')}`
}
