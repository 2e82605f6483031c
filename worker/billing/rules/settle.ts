/**
 * S13, S14, S16: money is accepted in every state and judged by the instant at which it was paid. `judgePayment` knows the states of
 * lateness; this adds unpaid orders, cancelled orders, accounts that their customer ended, and purged ones, and says which event of
 * the lifecycle follows. Every end is judged alike: paid up to its very instant, it is undone, or refunded where the data is gone.
 */
import type { EventType } from '../../accounts/rules/lifecycle-account.ts'
import { isAlive, type LifecycleState } from '../../accounts/rules/lifecycle-state.ts'
import type { AccountState } from '../../accounts/rules/state.ts'
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { judgePayment, type Payment, type PaymentEffect, settledAt } from './payment.ts'

export const SETTLEMENT_EFFECTS = [
  'part_paid',
  'paid',
  'order_paid',
  'reactivated',
  'suspension_undone',
  'order_undone',
  'cancellation_undone',
  'termination_undone',
  'refund_owed',
  'paid_after_cancellation',
  'paid_after_termination',
  'credited',
] as const
export type SettlementEffect = (typeof SETTLEMENT_EFFECTS)[number]

export interface SettleFacts {
  readonly state: LifecycleState
  readonly suspendedAt: Instant | null
  /** The end of the order or of the account; null while neither has ended. */
  readonly endedAt: Instant | null
  readonly inViolation: boolean
  readonly invoiceAmount: Rupiah
  readonly invoiceSettled: boolean
  /** What stands against the invoice so far: `standingPayments`. Credit applied to it counts as paid when it was applied. */
  readonly earlier: readonly Payment[]
}

export interface Settlement {
  readonly effect: SettlementEffect
  /** The event that the lifecycle is told; null: no state moves. */
  readonly event: Extract<EventType, 'paid' | 'paid_before_end' | 'paid_after_end'> | null
  /** When the invoice was covered, or, while it is not, when this payment was made. */
  readonly settledAt: Instant
  /** What the invoice lacks of money that counts for it; of an ended account nobody asks for it. */
  readonly stillOwed: Rupiah
  /** The part above what was owed, kept for the customer. */
  readonly credit: Rupiah
  /** Must go back to the customer: what was paid in time for data that is gone. */
  readonly refundOwed: Rupiah
  /** Kept under S16; staff may still refund it. */
  readonly kept: Rupiah
  /** A person should look: the money has no running contract to go to. */
  readonly staffLook: boolean
  readonly clause: 'S13' | 'S14' | 'S16'
}

/** What `judgePayment` calls a termination undone or money paid after it, per way of having ended. */
const UNDONE = {
  terminated: 'termination_undone',
  cancelled: 'cancellation_undone',
  order_cancelled: 'order_undone',
  purged: 'refund_owed',
} as const
const AFTER = {
  terminated: 'paid_after_termination',
  purged: 'paid_after_termination',
  cancelled: 'paid_after_cancellation',
  order_cancelled: 'paid_after_cancellation',
} as const

function effectIn({ state, inViolation }: SettleFacts, judged: PaymentEffect): SettlementEffect {
  if (state === 'pending_payment') return judged === 'paid' ? 'order_paid' : judged
  if (isAlive(state)) return inViolation && judged === 'reactivated' ? 'paid' : judged
  if (judged === 'termination_undone') return UNDONE[state]
  return judged === 'paid_after_termination' ? AFTER[state] : judged
}

function eventOf(effect: SettlementEffect): Settlement['event'] {
  switch (effect) {
    case 'part_paid':
    case 'credited':
      return null
    case 'paid':
    case 'order_paid':
    case 'reactivated':
    case 'suspension_undone':
      return 'paid'
    case 'order_undone':
    case 'cancellation_undone':
    case 'termination_undone':
    case 'refund_owed':
      return 'paid_before_end'
    case 'paid_after_cancellation':
    case 'paid_after_termination':
      return 'paid_after_end'
  }
}

const CLAUSE: { readonly [E in SettlementEffect]: Settlement['clause'] } = {
  part_paid: 'S13',
  paid: 'S13',
  order_paid: 'S13',
  reactivated: 'S14',
  suspension_undone: 'S13',
  order_undone: 'S13',
  cancellation_undone: 'S13',
  termination_undone: 'S13',
  refund_owed: 'S13',
  paid_after_cancellation: 'S16',
  paid_after_termination: 'S16',
  credited: 'S13',
}

/** An order that waits for its payment is judged as an account in time; every ended one as a terminated account. */
function asAccountState(state: LifecycleState): AccountState {
  if (state === 'pending_payment') return 'active'
  return isAlive(state) ? state : 'terminated'
}

/**
 * S13, S14, S16: what a payment does. While the order or account runs: the invoice is covered, or a part of it, and what is above it
 * becomes credit. After the end: undone if paid in time, refunded if the data is gone by then, kept (S16) if paid later. Money kept
 * earlier covers nothing, and is the customer's credit again once the end is undone.
 */
export function settle(facts: SettleFacts, payment: Payment): Settlement {
  const { suspendedAt, endedAt, invoiceAmount, invoiceSettled } = facts
  const state = asAccountState(facts.state)
  const inTime = facts.earlier.filter(({ paidAt }) => endedAt === null || paidAt <= endedAt)
  const judged = judgePayment({ state, suspendedAt, terminatedAt: endedAt, invoiceAmount, invoiceSettled, earlier: inTime }, payment)
  const late = endedAt !== null && payment.paidAt > endedAt
  const effect = effectIn(facts, late ? 'paid_after_termination' : judged.effect)
  const counted = late ? inTime : [...inTime, payment]
  const keptBefore = sumOf(facts.earlier) - sumOf(inTime)
  const isUndone = eventOf(effect) === 'paid_before_end' && effect !== 'refund_owed'
  return {
    effect,
    event: eventOf(effect),
    settledAt: (late ? null : settledAt(invoiceAmount, counted)) ?? payment.paidAt,
    stillOwed: invoiceSettled ? 0 : Math.max(0, invoiceAmount - sumOf(counted)),
    credit: late || effect === 'refund_owed' ? 0 : judged.credit + (isUndone ? keptBefore : 0),
    refundOwed: effect === 'refund_owed' ? sumOf(counted) : 0,
    kept: late ? payment.amount : 0,
    staffLook: endedAt !== null,
    clause: CLAUSE[effect],
  }
}

const sumOf = (payments: readonly Payment[]): Rupiah => payments.reduce((sum, { amount }) => sum + amount, 0)
