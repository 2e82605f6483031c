/**
 * Parts of a price (S17, S20). Money is integer rupiah: every division rounds once, at its end, in the customer's favour: down for
 * what the customer pays, up for what the customer gets.
 */
import { type Day, daysBetween } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { InvoiceLine } from './invoice.ts'

/** A term that is paid for; `to` is its first day no more. */
export interface PaidTerm {
  readonly from: Day
  readonly to: Day
}

/** ⌊a × b ÷ c⌋ and ⌈a × b ÷ c⌉, exact however large the product is; none of them is negative. */
export const shareDown = (a: number, b: number, c: number): number => Number((BigInt(a) * BigInt(b)) / BigInt(c))
const shareUp = (a: number, b: number, c: number): number => Number((BigInt(a) * BigInt(b) + BigInt(c) - 1n) / BigInt(c))

/**
 * S17: an upgrade costs the difference of the two prices for the days that still lie ahead in each paid term, rounded down to the
 * rupiah. The day of the upgrade is free. Prices are those of one term, as the catalogue states them.
 *
 * @param on the day of the upgrade in the provider's zone.
 */
export function upgradeCharge(
  price: { readonly has: Rupiah; readonly wanted: Rupiah },
  paidTerms: readonly PaidTerm[],
  on: Day,
): Result<Rupiah, { reason: 'not_an_upgrade'; has: Rupiah; wanted: Rupiah }> {
  const { has, wanted } = price
  if (wanted < has) return fail({ reason: 'not_an_upgrade', has, wanted })
  return ok(paidTerms.reduce((sum, term) => sum + shareDown(wanted - has, daysAhead(term, on), daysBetween(term.from, term.to)), 0))
}

/** Whole days of the term after `on`. */
function daysAhead({ from, to }: PaidTerm, on: Day): number {
  return on < from ? daysBetween(from, to) : Math.max(0, daysBetween(on, to) - 1)
}

/** S20: what was paid for hosting: the lines of the customer's own packages, tax as paid, no domains and no extras. */
export function hostingPaid(lines: readonly InvoiceLine[], isHosting: (item: string) => boolean): Rupiah {
  return lines.reduce((sum, { item, gross }) => (isHosting(item) ? sum + gross : sum), 0)
}

/**
 * S20: a month's hosting fee: what was paid ÷ the months of the term, rounded up to the rupiah, times the months that the version
 * promises. Rp 500,000 a year: Rp 41,667.
 */
export function indemnityAmount(paid: Rupiah, monthsOfTerm: number, months: number): Rupiah {
  return shareUp(paid, 1, monthsOfTerm) * months
}
