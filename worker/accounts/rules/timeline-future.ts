/** What comes of an account if its customer does nothing, and what a payment today would change, under all that stands beside its state. */
import { DAY_OF_24_HOURS, type Day, type Instant, startOfDay } from '../../shared/calendar.ts'
import { type Foreseen, forecast } from './forecast.ts'
import { firstTerm } from './paid.ts'
import type { PromiseBook } from './promise.ts'
import type { Outlook } from './schedule.ts'
import { type LatePromise, nextDueOn } from './state.ts'
import { KIND_OF, pointAt, pointOn, type TimelinePoint } from './timeline.ts'
import type { PointKind } from './timeline-words.ts'

export interface Future {
  readonly next: readonly TimelinePoint[]
  readonly ifPaidToday: readonly TimelinePoint[]
}

export interface FutureFacts {
  readonly outlook: Outlook
  readonly anniversaryDay: number
  /** First day after the period that the open invoice is for. */
  readonly periodTo: Day | null
  /** Whether money is still missing on the invoice with which the account runs or ended. */
  readonly owed: boolean
  /** When an order that waits for its payment ends by itself; a gateway that says “pending” moves it. */
  readonly orderEndsAt: Instant | null
}

/** By which version the sentences cite, and how their dates are written. */
export type Dated = Pick<LatePromise, 'version' | 'timeZone' | 'zoneAbbreviation'>

/** Longer than any term with its lateness. */
const HORIZON = 800 * DAY_OF_24_HOURS

const POINT_OF: Partial<Record<Foreseen['action'], PointKind>> = {
  ...KIND_OF,
  issue_invoice: 'invoice_issued',
  apply_change: 'change_begun',
  end_term: 'term_ended',
  purge: 'purge_begun',
}

/** S11, S13, S14, S16, S17. */
export function futureOf(facts: FutureFacts, promises: PromiseBook, dated: Dated, now: Instant): Future {
  const { state } = facts.outlook.account.standing
  if (state === 'pending_payment') return unlessPaid(facts, dated, now)
  return { next: ifNothingIsDone(facts, promises, dated, now), ifPaidToday: ifPaid(facts, dated, now) }
}

/** S13: an order that waits for its payment ends by itself, and is a service as soon as it is paid. */
function unlessPaid({ orderEndsAt, outlook }: FutureFacts, dated: Dated, now: Instant): Future {
  if (orderEndsAt === null) return { next: [], ifPaidToday: [] }
  const { to } = firstTerm(now, outlook.term, dated.timeZone)
  const next = [pointAt('order_cancelled', Math.max(orderEndsAt, now), dated)]
  return { next, ifPaidToday: [pointAt('order_paid', now, dated), pointOn('due', to, dated)] }
}

/**
 * An account that owes nothing is told up to its next due day: what follows it, the invoice will tell. The deletion after an end is
 * a point of its own only where the sentence of the end does not speak of it yet.
 */
function ifNothingIsDone({ outlook, anniversaryDay }: FutureFacts, promises: PromiseBook, dated: Dated, now: Instant): TimelinePoint[] {
  const { account } = outlook
  const steps = forecast(outlook, anniversaryDay, promises, now, now + HORIZON)
  const issued = steps.findIndex(({ action }) => action === 'issue_invoice')
  const told = issued < 0 ? steps : steps.slice(0, issued + 1)
  const terminates = told.some(({ action }) => action === 'terminate')
  const points = told.flatMap(({ action, at }) => {
    const kind = terminates && action === 'purge' ? undefined : POINT_OF[action]
    return kind === undefined ? [] : [pointAt(kind, at, dated)]
  })
  const dueOn = account.openInvoice?.dueOn ?? account.dueOn
  const isDue = account.standing.state === 'active' && account.cancellation === null && startOfDay(dueOn, dated.timeZone) >= now
  return [...points, ...(isDue ? [pointOn('due', dueOn, dated)] : [])].toSorted((a, b) => a.at - b.at)
}

/** S13, S16, S18: after the end money is kept and brings nothing back; a declared violation is not lifted by it. */
function ifPaid({ outlook, anniversaryDay, periodTo, owed }: FutureFacts, dated: Dated, now: Instant): TimelinePoint[] {
  const { account, term, wish, timeZone } = outlook
  const { state } = account.standing
  if (state === 'terminated') return owed ? [pointAt('paid_after_termination', now, dated)] : []
  if (account.openInvoice === null) return []
  const kind = account.violation !== null ? 'paid_in_violation' : state === 'suspended' ? 'reactivated' : 'paid'
  const due = pointOn('due', periodTo ?? nextDueOn(account.dueOn, term, anniversaryDay), dated)
  const begins = wish !== null && startOfDay(wish.from, timeZone) >= now ? [pointOn('change_begun', wish.from, dated)] : []
  return [pointAt(kind, now, dated), ...begins, due]
}
