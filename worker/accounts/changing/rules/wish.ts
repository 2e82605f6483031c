/**
 * S17: a wish for another package or term waits beside the account (`next…`) until its renewal. The invoice of that renewal is for
 * what is wished; the account has it from the first day of that term. One change at a time: another one waits until it is taken back.
 */

import type { InvoiceLine } from '../../../billing/rules/invoice.ts'
import type { PaidTerm } from '../../../billing/rules/proration.ts'
import { addMonths, type Day } from '../../../shared/calendar.ts'
import type { OrderItem } from '../../rules/order.ts'
import { MONTHS_OF } from '../../rules/renewal.ts'
import type { BillingTerm } from '../../rules/state.ts'

export interface Wish extends OrderItem {
  /** First day of the term from which it holds. */
  readonly from: Day
}

interface WishColumns {
  readonly nextPackage: string | null
  readonly nextTerm: BillingTerm | null
  readonly nextFrom: Day | null
}

export function wishOf({ nextPackage, nextTerm, nextFrom }: WishColumns): Wish | null {
  return nextPackage === null || nextTerm === null || nextFrom === null ? null : { package: nextPackage, term: nextTerm, from: nextFrom }
}

/** S17: a wish whose term is paid for already stays: that term is sold. */
export const wishIsPaid = ({ from }: Wish, dueOn: Day): boolean => dueOn > from

/**
 * S17: the terms paid for that have not passed, for `upgradeCharge`. Where the books know nothing of the term that runs (an account
 * brought from elsewhere), it is the one that ends where they begin; days that were given (S20) cost nothing.
 */
export function paidTerms(
  paid: readonly { readonly periodFrom: Day; readonly periodTo: Day }[],
  account: { readonly term: BillingTerm; readonly anniversaryDay: number; readonly dueOn: Day },
  on: Day,
): PaidTerm[] {
  const known = paid.filter(({ periodTo }) => periodTo > on).map(({ periodFrom, periodTo }) => ({ from: periodFrom, to: periodTo }))
  const to = known.reduce((first, { from }) => (from < first ? from : first), account.dueOn)
  if (to <= on || paid.some(({ periodFrom }) => periodFrom <= on)) return known
  return [{ from: addMonths(to, -MONTHS_OF[account.term], account.anniversaryDay), to }, ...known]
}

/** S17: the package that an upgrade's invoice is for: its line names it. */
export function upgradeOf(lines: string): string | null {
  const [line] = JSON.parse(lines) as InvoiceLine[]
  return line?.item ?? null
}
