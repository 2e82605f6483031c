/** The named conditions of the edges in `lifecycle.ts`. Each answers null where the edge may be taken, else the fact that forbids it. */
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { decideLateUnder, holdRuns } from './hold.ts'
import { type LateAction, lateStartAt } from './late.ts'
import { type EventOf, type EventType, endedAt, type LifecycleAccount, lateFactsOf } from './lifecycle-account.ts'
import { decideOrder, type OrderDecision, type OrderPromise } from './order.ts'
import { decidePurge, type PurgeDecision } from './purge.ts'
import type { LatePromise } from './state.ts'

/** The numbers that bind: lateness by the version that the open invoice pinned, the order by the one accepted with it. */
export interface LifecyclePromise extends LatePromise, OrderPromise {}

export type GuardRefusal =
  | { readonly reason: 'step_not_due'; readonly action: LateAction }
  | { readonly reason: 'still_owed'; readonly stillOwed: Rupiah }
  | { readonly reason: 'no_open_invoice' }
  | { readonly reason: 'still_covered' }
  | { readonly reason: 'paid_after_end'; readonly settledAt: Instant; readonly endedAt: Instant }
  | { readonly reason: 'paid_before_end'; readonly settledAt: Instant; readonly endedAt: Instant }
  | { readonly reason: 'not_ended' }
  | { readonly reason: 'term_not_longer' }
  | { readonly reason: 'no_longer_late' }
  | { readonly reason: 'still_late'; readonly lateSince: Instant }
  | { readonly reason: 'order_stays'; readonly decision: OrderDecision }
  | { readonly reason: 'term_not_over'; readonly endsAt: Instant | null }
  | { readonly reason: 'purge_waits'; readonly decision: PurgeDecision }

/** Methods of the table's rows, so that a row of one event is also a row of any event; `takeEdge` pairs them by name. */
export interface Guard<T extends EventType> {
  guard(account: LifecycleAccount, event: EventOf<T>, promise: LifecyclePromise, now: Instant): GuardRefusal | null
}
type Condition<T extends EventType> = Guard<T>['guard']

/** S14: the rules of lateness, with a hold taken into account, order this very step now. Who has left in an orderly way is not late. */
export const stepIsDue: Condition<LateAction> = (account, { type }, promise, now) => {
  if (account.cancellation !== null && now >= account.cancellation.endsAt) return { reason: 'step_not_due', action: type }
  const facts = lateFactsOf(account)
  const decision = facts && decideLateUnder(account.hold, facts, promise, account.id, now)
  return decision?.action === type ? null : { reason: 'step_not_due', action: type }
}

/** S13: an invoice moves the term once, and nothing is activated, kept running or switched on again by a part of what is owed. */
export const invoiceIsCovered: Condition<'paid'> = ({ openInvoice }, { stillOwed }) => {
  if (openInvoice === null) return { reason: 'no_open_invoice' }
  return stillOwed <= 0 ? null : { reason: 'still_owed', stillOwed }
}

/** S13, “Payment instant”: paid in full up to the very instant of the end, whenever we hear of it. */
export const coveredBeforeEnd: Condition<'paid_before_end'> = ({ standing }, { settledAt, stillOwed }) => {
  const end = endedAt(standing)
  if (end === null) return { reason: 'not_ended' }
  if (settledAt > end) return { reason: 'paid_after_end', settledAt, endedAt: end }
  return stillOwed <= 0 ? null : { reason: 'still_owed', stillOwed }
}

/** S16: paid after the end. */
export const paidAfterEnd: Condition<'paid_after_end'> = ({ standing }, { settledAt }) => {
  const end = endedAt(standing)
  if (end === null) return { reason: 'not_ended' }
  return settledAt > end ? null : { reason: 'paid_before_end', settledAt, endedAt: end }
}

/** S13: money that went back leaves the invoice of the running term uncovered. */
export const invoiceIsUncovered: Condition<'payment_reversed'> = (_account, { stillOwed }) =>
  stillOwed > 0 ? null : { reason: 'still_covered' }

/** S20: an extension moves the due date forward, never back; for a late account only while it stays late after all. */
export const termIsLonger: Condition<'term_extended'> = ({ standing, dueOn }, event, promise, now) => {
  if (event.dueOn <= dueOn) return { reason: 'term_not_longer' }
  const cures = standing.state !== 'active' && now < lateStartAt(event.dueOn, promise)
  return cures ? { reason: 'no_longer_late' } : null
}

/** S20: after the extension the whole due day still lies ahead, or is today. */
export const latenessIsCured: Condition<'lateness_cured'> = ({ dueOn }, event, promise, now) => {
  if (event.dueOn <= dueOn) return { reason: 'term_not_longer' }
  const lateSince = lateStartAt(event.dueOn, promise)
  return now < lateSince ? null : { reason: 'still_late', lateSince }
}

/** S13: unpaid at the end of its last day, and the gateway, asked after it, knows of nothing. */
export const orderMayExpire: Condition<'order_expired'> = ({ orderedAt }, { answer }, promise, now) => {
  const decision = decideOrder({ orderedAt, answer }, promise, now)
  return decision.decision === 'cancel' ? null : { reason: 'order_stays', decision }
}

/** S13: the customer confirmed, and the paid term is over. */
export const termIsOver: Condition<'term_ended'> = ({ cancellation }, _event, _promise, now) =>
  cancellation !== null && now >= cancellation.endsAt ? null : { reason: 'term_not_over', endsAt: cancellation?.endsAt ?? null }

/** S11: long enough after the end, the gateway asked once more, nothing in the way. */
export const purgeMayRun: Condition<'purged'> = ({ standing, hold, purgeBlocks }, { answer }, _promise, now) => {
  const end = endedAt(standing)
  if (end === null) return { reason: 'not_ended' }
  const decision = decidePurge({ endedAt: end, blocks: purgeBlocks, held: holdRuns(hold, now), answer }, now)
  return decision.decision === 'purge' ? null : { reason: 'purge_waits', decision }
}
