/**
 * Credit (S13, S20): money of the customer that the provider holds. It pays invoices when they are issued, or open ones when its owner
 * asks, and is never lost.
 */
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'

export const CREDIT_SOURCES = ['overpayment', 'void_invoice', 'indemnity'] as const

export interface Credit {
  readonly id: string
  readonly source: (typeof CREDIT_SOURCES)[number]
  readonly amount: Rupiah
  readonly spent: Rupiah
  readonly at: Instant
}

export interface AppliedCredit {
  readonly credit: string
  readonly amount: Rupiah
}

export const unspent = ({ amount, spent }: Credit): Rupiah => Math.max(0, amount - spent)

/** S13: what the customer has with the provider. */
export function creditBalance(credits: readonly Credit[]): Rupiah {
  return credits.reduce((sum, credit) => sum + unspent(credit), 0)
}

/** S20: an indemnity given as credit can be exchanged for an extension of the term as long as none of it is spent. */
export function isExchangeable({ source, amount, spent }: Credit): boolean {
  return source === 'indemnity' && spent === 0 && amount > 0
}

/**
 * S13, S20: pays from credit, oldest first, but from an indemnity last, since that alone can become something else.
 * Never more than is owed; the rest stays credit.
 */
export function applyCredits(credits: readonly Credit[], owed: Rupiah): { applied: readonly AppliedCredit[]; stillOwed: Rupiah } {
  const last = (credit: Credit) => (credit.source === 'indemnity' ? 1 : 0)
  const inOrder = credits.toSorted((a, b) => last(a) - last(b) || a.at - b.at || (a.id < b.id ? -1 : 1))
  const applied: AppliedCredit[] = []
  let stillOwed = owed
  for (const credit of inOrder) {
    const amount = Math.min(unspent(credit), stillOwed)
    if (amount <= 0) continue
    applied.push({ credit: credit.id, amount })
    stillOwed -= amount
  }
  return { applied, stillOwed }
}
