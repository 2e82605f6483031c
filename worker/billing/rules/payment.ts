/**
 * What a payment does (S13, S14, S16 and the reading “Payment instant”): it counts at the time the gateway or bank says it was
 * paid, never at the time we hear of it. Paid before the deadline and heard after it, the suspension or termination is undone.
 */
import type { AccountState } from '../../accounts/rules/state.ts'
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'

export const PAYMENT_EFFECTS = [
  'part_paid',
  'paid',
  'reactivated',
  'suspension_undone',
  'termination_undone',
  'paid_after_termination',
  'credited',
] as const
export type PaymentEffect = (typeof PAYMENT_EFFECTS)[number]

export interface Payment {
  readonly amount: Rupiah
  readonly paidAt: Instant
}

export interface PaymentFacts {
  readonly state: AccountState
  readonly suspendedAt: Instant | null
  readonly terminatedAt: Instant | null
  readonly invoiceAmount: Rupiah
  readonly invoiceSettled: boolean
  /** Payments recorded against the invoice so far. */
  readonly earlier: readonly Payment[]
}

export interface PaymentVerdict {
  readonly effect: PaymentEffect
  /** Whether the invoice is now paid in full. */
  readonly settles: boolean
  /** Whether the account is, or is again, in good standing. */
  readonly restores: boolean
  /** The part above what was owed; kept for the customer. */
  readonly credit: Rupiah
  /** Clause of the terms that says so. */
  readonly clause: 'S13' | 'S14' | 'S16'
}

const CLAUSE_OF = {
  part_paid: 'S13',
  paid: 'S13',
  credited: 'S13',
  reactivated: 'S14',
  suspension_undone: 'S13',
  termination_undone: 'S13',
  paid_after_termination: 'S16',
} as const

/**
 * The instant at which payments, in the order in which they were paid, first cover the amount; null while they do not.
 * The order in which they were recorded plays no part.
 */
export function settledAt(amount: Rupiah, payments: readonly Payment[]): Instant | null {
  let sum = 0
  for (const payment of payments.toSorted((a, b) => a.paidAt - b.paidAt)) {
    sum += payment.amount
    if (sum >= amount) return payment.paidAt
  }
  return null
}

/**
 * S13, S14, S16. A payment of the very instant of a suspension or termination counts as before it: an unclear term is read for
 * the customer. Money paid after termination is kept and reactivates nothing, whole or in part.
 */
export function judgePayment(facts: PaymentFacts, payment: Payment): PaymentVerdict {
  const verdict = (effect: PaymentEffect, settles: boolean, restores: boolean, credit: Rupiah): PaymentVerdict => ({
    effect,
    settles,
    restores,
    credit,
    clause: CLAUSE_OF[effect],
  })
  const paidBefore = facts.earlier.reduce((sum, { amount }) => sum + amount, 0)
  const owed = facts.invoiceSettled ? 0 : Math.max(0, facts.invoiceAmount - paidBefore)
  const credit = Math.max(0, payment.amount - owed)
  const closedAt = facts.state === 'terminated' ? facts.terminatedAt : null
  const settled = settledAt(facts.invoiceAmount, [...facts.earlier, payment])

  if (closedAt !== null && (settled ?? payment.paidAt) > closedAt) return verdict('paid_after_termination', settled !== null, false, 0)
  if (owed === 0) return verdict('credited', true, false, payment.amount)
  if (settled === null) return verdict('part_paid', false, false, 0)
  if (closedAt !== null) return verdict('termination_undone', true, true, credit)
  if (facts.state !== 'suspended' || facts.suspendedAt === null) return verdict('paid', true, true, credit)
  return verdict(settled <= facts.suspendedAt ? 'suspension_undone' : 'reactivated', true, true, credit)
}
