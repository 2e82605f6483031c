/** Invoice numbers (S13): per shard and year of the provider's calendar, counted from 1 without a gap. A void invoice keeps its number. */
import { dayOf, type Instant } from '../../shared/calendar.ts'

export interface InvoiceNumber {
  readonly shard: string
  readonly year: number
  readonly serial: number
}

/** The year in which an invoice is numbered: that of its issue in the provider's zone. */
export function invoiceYear(issuedAt: Instant, timeZone: string): number {
  return Number(dayOf(issuedAt, timeZone).slice(0, 4))
}

/**
 * S13: the next numbers, for as many invoices as are issued in one commit. The commit takes them and the last serial together, so
 * that a number is used up only by an invoice that was written.
 *
 * @param lastSerial the last serial used in the shard and year of `issuedAt`; 0 where there is none.
 */
export function nextNumbers(count: number, lastSerial: number, shard: string, issuedAt: Instant, timeZone: string): InvoiceNumber[] {
  const year = invoiceYear(issuedAt, timeZone)
  return Array.from({ length: count }, (_, index) => ({ shard, year, serial: lastSerial + 1 + index }))
}

/** The serials that are missing, for the books' own check: empty where numbers are gapless. */
export function missingSerials(serials: readonly number[]): number[] {
  const used = new Set(serials)
  const last = serials.reduce((most, serial) => Math.max(most, serial), 0)
  return Array.from({ length: last }, (_, index) => index + 1).filter((serial) => !used.has(serial))
}
