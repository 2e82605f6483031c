/**
 * What an account is at one moment (S2, S11, S13, S14, S16): its standing, and what may stand beside it. The types allow no other
 * combination: a suspended account has the instant of its suspension, and an ended one the instant of its end.
 */
import type { Day, Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import type { Cancellation } from './cancel.ts'
import type { Hold } from './hold.ts'
import type { LateAction, LateFacts } from './late.ts'
import { isAlive, type LifecycleState } from './lifecycle-state.ts'
import type { GatewayAnswer, PurgeBlock } from './purge.ts'

export type Standing =
  | { readonly state: 'pending_payment' | 'active' }
  | { readonly state: 'overdue'; readonly overdueAt: Instant }
  | { readonly state: 'suspended'; readonly suspendedAt: Instant }
  | { readonly state: 'terminated' | 'cancelled' | 'order_cancelled'; readonly endedAt: Instant }
  | { readonly state: 'purged'; readonly endedAt: Instant; readonly purgedAt: Instant }

/** Abuse of the service, declared by staff with reason and evidence. The service is off until staff lift it; no payment does. */
export interface Violation {
  readonly declaredAt: Instant
  readonly reason: string
  readonly evidence: string
}

export interface LifecycleAccount {
  readonly id: string
  readonly standing: Standing
  readonly orderedAt: Instant
  /** First day not yet paid for. */
  readonly dueOn: Day
  /** The invoice of the order, or for the period that begins on `dueOn`, and its notices; null: none is open. */
  readonly openInvoice: { readonly dueOn: Day; readonly overdueNoticeFrom: Instant | null; readonly warningFrom: Instant | null } | null
  readonly hold: Hold | null
  readonly violation: Violation | null
  readonly purgeBlocks: readonly PurgeBlock[]
  readonly cancellation: Cancellation | null
}

/** What can happen to an account. Money arrives here only as a verdict of the billing rules (`settle.ts`). */
export type LifecycleEvent =
  | { readonly type: LateAction }
  | { readonly type: 'paid'; readonly stillOwed: Rupiah; readonly nextDueOn: Day }
  | { readonly type: 'paid_before_end'; readonly settledAt: Instant; readonly stillOwed: Rupiah; readonly nextDueOn: Day }
  | { readonly type: 'paid_after_end'; readonly settledAt: Instant }
  | { readonly type: 'payment_reversed'; readonly stillOwed: Rupiah; readonly periodFrom: Day; readonly dueOn: Day }
  | { readonly type: 'term_extended'; readonly dueOn: Day }
  | { readonly type: 'lateness_cured'; readonly dueOn: Day }
  | { readonly type: 'order_expired'; readonly answer: GatewayAnswer | null }
  | { readonly type: 'term_ended' }
  | { readonly type: 'purged'; readonly answer: GatewayAnswer | null }
export type EventType = LifecycleEvent['type']
export type EventOf<T extends EventType> = Extract<LifecycleEvent, { readonly type: T }>

/** S14, S18: whether the panel must have the service on. A declared violation keeps it off whatever is paid. */
export function serviceRuns({
  standing,
  violation,
}: {
  readonly standing: { readonly state: LifecycleState }
  readonly violation: Violation | null
}): boolean {
  return violation === null && (standing.state === 'active' || standing.state === 'overdue')
}

/** S11, S16: the instant at which the contract ended; null while it has not. */
export function endedAt(standing: Standing): Instant | null {
  return 'endedAt' in standing ? standing.endedAt : null
}

/** S14: the account as the rules of lateness see it; null in states in which nobody can be late. */
export function lateFactsOf({ standing, dueOn, openInvoice }: LifecycleAccount): LateFacts | null {
  const { state } = standing
  if (!isAlive(state)) return null
  return {
    state,
    dueOn: openInvoice?.dueOn ?? dueOn,
    unpaid: openInvoice !== null,
    overdueNoticeFrom: state === 'overdue' ? (openInvoice?.overdueNoticeFrom ?? null) : null,
    warningFrom: state === 'suspended' ? (openInvoice?.warningFrom ?? null) : null,
    suspendedAt: standing.state === 'suspended' ? standing.suspendedAt : null,
  }
}
