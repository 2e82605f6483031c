/** The one next step of an account (S11, S13, S14), so that a sweep finds what is due by one indexed instant. */
import { type Instant, startOfDay } from '../../shared/calendar.ts'
import { nextLateStepUnder } from './hold.ts'
import { type EventType, endedAt, type LifecycleAccount, lateFactsOf } from './lifecycle-account.ts'
import type { LifecyclePromise } from './lifecycle-guards.ts'
import { orderCancellableAt } from './order.ts'
import { purgeableAt } from './purge.ts'
import { type RenewalPromise, renewalIssueOn } from './renewal.ts'
import type { BillingTerm } from './state.ts'

export interface NextMove {
  readonly move: Extract<EventType, 'order_expired' | 'term_ended' | 'purged'> | LateMove | 'issue_renewal'
  /** The first instant at which it may happen; what else it waits for, its condition says. */
  readonly at: Instant
}
type LateMove = NonNullable<ReturnType<typeof nextLateStepUnder>>['action']

/**
 * S11, S13, S14: what comes first if nobody does anything. A confirmed end goes before lateness of the same instant; nobody who
 * leaves is invoiced for what comes after. Null: nothing ever happens by itself, or only after a hold without a known end.
 *
 * @param promise what binds already: the version that the open invoice pins; null where none is open or the version is unknown here.
 * @param renewal the numbers of the version that binds now, which the next invoice will pin; null: not known, or none to come.
 */
export function nextMove(
  account: LifecycleAccount,
  term: BillingTerm,
  promise: LifecyclePromise | null,
  renewal: RenewalPromise | null,
): NextMove | null {
  const { standing, cancellation, hold, id } = account
  if (standing.state === 'pending_payment') {
    return promise && { move: 'order_expired', at: orderCancellableAt(account.orderedAt, promise) }
  }
  if (standing.state === 'terminated' || standing.state === 'cancelled') return { move: 'purged', at: purgeableAt(standing.endedAt) }
  if (endedAt(standing) !== null) return null
  const moves: NextMove[] = []
  if (cancellation !== null) moves.push({ move: 'term_ended', at: cancellation.endsAt })
  const facts = lateFactsOf(account)
  const late = facts && promise && nextLateStepUnder(hold, facts, promise, id)
  if (late !== null) moves.push({ move: late.action, at: late.at })
  if (renewal !== null && standing.state === 'active' && account.openInvoice === null && cancellation === null) {
    moves.push({ move: 'issue_renewal', at: startOfDay(renewalIssueOn(account.dueOn, term, renewal), renewal.timeZone) })
  }
  return moves.reduce<NextMove | null>((first, move) => (first === null || move.at < first.at ? move : first), null)
}
