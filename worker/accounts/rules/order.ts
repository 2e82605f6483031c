/**
 * S2, S13, S16: an order is the purchase click; unpaid, it never becomes a service. “Within 2 days” is read for the customer: until
 * the end of the second calendar day after the order's own. Ordered Monday 10:00, cancelled Thursday 00:00.
 */
import type { Catalog, Terms } from '../../../content/schema.ts'
import { addDays, type Day, dayOf, HOUR, type Instant, startOfDay } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { ANSWER_FRESH_HOURS, type GatewayAnswer } from './purge.ts'
import type { BillingTerm } from './state.ts'

export interface OrderPromise {
  /** Label of the version of the terms that was accepted with the order. */
  readonly version: string
  readonly order: Terms['terms']['order']
  readonly timeZone: string
}

/** S13: the first instant at which an unpaid order may be cancelled, 00:00 after its last day. */
export function orderCancellableAt(orderedAt: Instant, { order, timeZone }: OrderPromise): Instant {
  return startOfDay(addDays(dayOf(orderedAt, timeZone), 1 + order.cancelAfterDays), timeZone)
}

export interface OrderFacts {
  readonly orderedAt: Instant
  /** The newest answer of the gateway about this order's payment code; null: not asked yet. */
  readonly answer: GatewayAnswer | null
}

export type OrderDecision =
  | { readonly decision: 'cancel'; readonly clause: 'S13'; readonly version: string }
  | { readonly decision: 'wait'; readonly until: Instant }
  | { readonly decision: 'ask_gateway' }
  | { readonly decision: 'enter_payment_first' }

/**
 * S13: what becomes of an unpaid order now. The gateway is asked after the deadline, since a payment may begin in its last minute;
 * while it says “pending”, or nothing at all, the order stays.
 */
export function decideOrder({ orderedAt, answer }: OrderFacts, promise: OrderPromise, now: Instant): OrderDecision {
  const from = orderCancellableAt(orderedAt, promise)
  if (now < from) return { decision: 'wait', until: from }
  if (answer === null || answer.askedAt < from || now - answer.askedAt >= ANSWER_FRESH_HOURS * HOUR) return { decision: 'ask_gateway' }
  if (answer.says === 'settled') return { decision: 'enter_payment_first' }
  if (answer.says !== 'clear') return { decision: 'wait', until: answer.askedAt + ANSWER_FRESH_HOURS * HOUR }
  return { decision: 'cancel', clause: 'S13', version: promise.version }
}

export interface OrderItem {
  readonly package: string
  readonly term: BillingTerm
}

export type OrderRefusal =
  | { readonly reason: 'unknown_package'; readonly package: string }
  | { readonly reason: 'package_not_yet_sold'; readonly package: string; readonly validFrom: Day }
  | { readonly reason: 'package_withdrawn'; readonly package: string; readonly withdrawnOn: Day }
  | { readonly reason: 'term_not_offered'; readonly package: string; readonly term: BillingTerm; readonly offered: readonly BillingTerm[] }

/** S2, S17: what is ordered must be on sale on the day of the order, for that term; the answer is its price as the catalogue states it. */
export function orderPrice(catalog: Catalog, item: OrderItem, on: Day): Result<Rupiah, OrderRefusal> {
  const found = catalog.find(({ id }) => id === item.package)
  if (found === undefined) return fail({ reason: 'unknown_package', package: item.package })
  const { validFrom, withdrawnOn, priceRupiah } = found
  if (on < validFrom) return fail({ reason: 'package_not_yet_sold', package: item.package, validFrom })
  if (withdrawnOn !== undefined && on >= withdrawnOn) return fail({ reason: 'package_withdrawn', package: item.package, withdrawnOn })
  const price = priceRupiah[item.term]
  if (price !== undefined) return ok(price)
  const offered = (['monthly', 'yearly'] as const).filter((term) => priceRupiah[term] !== undefined)
  return fail({ reason: 'term_not_offered', ...item, offered })
}
