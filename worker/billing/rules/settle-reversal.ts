/**
 * Money that goes back (S13, S16): a refund by the provider or a chargeback by the customer's bank. Both are new negative entries;
 * what was recorded stays. A refund is the provider's own decision and never makes the customer late; a chargeback leaves the invoice
 * owed again, with a due day that has not passed.
 */
import { type Day, dayOf, type Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Payment } from './payment.ts'

export interface Entry {
  readonly id: string
  readonly kind: 'payment' | 'refund' | 'chargeback'
  /** Positive for a payment, negative for what went back. */
  readonly amount: Rupiah
  /** When it was paid, as the gateway or bank says; of what went back, when we heard of it. */
  readonly at: Instant
  /** The payment that it reverses; null for a payment. */
  readonly of: string | null
}

/** S13: each payment less what went back of it, with its own instant; what went back whole counts no more. */
export function standingPayments(entries: readonly Entry[]): readonly Payment[] {
  const back = new Map<string, Rupiah>()
  for (const { of, amount } of entries) if (of !== null) back.set(of, (back.get(of) ?? 0) + amount)
  return entries
    .filter(({ kind }) => kind === 'payment')
    .map(({ id, amount, at }) => ({ amount: amount + (back.get(id) ?? 0), paidAt: at }))
    .filter(({ amount }) => amount > 0)
}

/** S13: what stands on an invoice: all entries, less what of them became credit. Negative: more was spent or went back than came in. */
export function standsOn(entries: readonly Entry[], creditOut: Rupiah): Rupiah {
  return entries.reduce((sum, { amount }) => sum + amount, -creditOut)
}

export interface ReversalFacts {
  /** All entries of the invoice. */
  readonly entries: readonly Entry[]
  readonly payment: string
  readonly invoiceAmount: Rupiah
  readonly invoiceDueOn: Day
  /** Credit behind this payment that was not spent yet. */
  readonly unspentCredit: Rupiah
  /** Of the entries, what became credit, spent or not, and stands on the invoice no more. */
  readonly creditOut: Rupiah
  /** What must be refunded because the data was gone (`refundOwed`). */
  readonly refundOwed: Rupiah
}

export interface Reversal {
  /** Negative. */
  readonly amount: Rupiah
  /** Of a refund: owed, the customer's own credit, or staff's decision (S16: kept money may still be refunded). */
  readonly basis: 'owed' | 'credit' | 'decision' | 'chargeback'
  /** Credit that goes with it. */
  readonly creditTaken: Rupiah
  /** What the invoice lacks now; 0 for a refund, which asks for nothing again. */
  readonly stillOwed: Rupiah
  /** Due day of the invoice that is owed again; null: it is not. The clock of lateness starts after it, with notices of its own. */
  readonly reopensDueOn: Day | null
  readonly clause: 'S13' | 'S16'
}

export type ReversalRefusal =
  | { readonly reason: 'no_such_payment'; readonly payment: string }
  | { readonly reason: 'amount_not_positive'; readonly amount: Rupiah }
  | { readonly reason: 'more_than_was_paid'; readonly paid: Rupiah; readonly alreadyBack: Rupiah; readonly asked: Rupiah }

/** S13, S16: `amount` is positive, the part of the payment that goes back. */
export function judgeReversal(
  kind: 'refund' | 'chargeback',
  amount: Rupiah,
  facts: ReversalFacts,
  now: Instant,
  timeZone: string,
): Result<Reversal, ReversalRefusal> {
  const payment = facts.entries.find(({ id, kind }) => id === facts.payment && kind === 'payment')
  if (payment === undefined) return fail({ reason: 'no_such_payment', payment: facts.payment })
  if (!Number.isSafeInteger(amount) || amount <= 0) return fail({ reason: 'amount_not_positive', amount })
  const alreadyBack = facts.entries.reduce((sum, entry) => (entry.of === payment.id ? sum - entry.amount : sum), 0)
  if (amount > payment.amount - alreadyBack) {
    return fail({ reason: 'more_than_was_paid', paid: payment.amount, alreadyBack, asked: amount })
  }
  const creditTaken = Math.min(amount, facts.unspentCredit)
  if (kind === 'refund') return ok({ ...refund(amount, facts), creditTaken, stillOwed: 0, reopensDueOn: null })

  const standing = standsOn(facts.entries, facts.creditOut) - amount + creditTaken
  const stillOwed = Math.min(facts.invoiceAmount, Math.max(0, facts.invoiceAmount - standing))
  const heardOn = dayOf(now, timeZone)
  const dueOn = heardOn > facts.invoiceDueOn ? heardOn : facts.invoiceDueOn
  return ok({ amount: -amount, basis: 'chargeback', creditTaken, stillOwed, reopensDueOn: stillOwed > 0 ? dueOn : null, clause: 'S13' })
}

function refund(amount: Rupiah, { refundOwed, unspentCredit }: ReversalFacts): Pick<Reversal, 'amount' | 'basis' | 'clause'> {
  if (amount <= refundOwed) return { amount: -amount, basis: 'owed', clause: 'S13' }
  return amount <= unspentCredit
    ? { amount: -amount, basis: 'credit', clause: 'S13' }
    : { amount: -amount, basis: 'decision', clause: 'S16' }
}
