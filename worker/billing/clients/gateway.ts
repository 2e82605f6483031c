/** What we ask of a payment gateway, whichever it is. Every answer is checked at the door; failures are facts. */

import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import type { Result } from '../../shared/result.ts'
import type { Sighting } from '../rules/gateway.ts'

export const GATEWAYS = ['midtrans', 'xendit'] as const
export type GatewayName = (typeof GATEWAYS)[number]

export interface GatewayOrder {
  /** Ours, and used for one attempt to pay only: at most 50 letters, digits and `-_~.`. */
  readonly orderId: string
  readonly amountRupiah: Rupiah
  /** Seen by the customer on the gateway's page. */
  readonly description: string
  /** Only what the chosen way of paying needs; nothing is sent that is not given. */
  readonly payer?: { readonly name: string; readonly email: string }
  readonly now: Instant
  /** From then on the gateway takes no payment for this order. */
  readonly expiresAt: Instant
  readonly returnUrl: string
  /** Where the gateway is to send its notifications, if it takes that with an order. */
  readonly notifyUrl?: string
}

export interface CreatedPayment {
  /** The gateway's name for it, to ask about it or void it. */
  readonly reference: string
  readonly payUrl: string
}

export interface GatewayStatus extends Sighting {
  readonly orderId: string
  readonly transactionId: string
  /** The gateway's own word. */
  readonly rawStatus: string
  /** The answer as it came. */
  readonly raw: string
}

/** A verified message. It only says that there is something to look at: money moves on the gateway's answer when asked. */
export interface GatewayNotification {
  readonly orderId: string
  readonly transactionId: string
  /** To ask about it. */
  readonly reference: string
  /** The gateway's own word; what can come twice, as partial refunds do, has something after a colon that tells them apart. */
  readonly status: string
  /** Nothing can have moved. */
  readonly pending: boolean
}

export type GatewayFailure =
  /** No answer in time, or a connection that broke: it may or may not have been done. */
  | { readonly reason: 'gateway_silent'; readonly afterMilliseconds: number }
  /** 5xx, or too many requests. */
  | { readonly reason: 'gateway_unavailable'; readonly status: number }
  /** It answers, and does not do it: wrong key, wrong data, or a payment that is past voiding. */
  | { readonly reason: 'gateway_refused'; readonly status: number; readonly code: string }
  /** The order id was used before and its pay page cannot be had again: take a new one. */
  | { readonly reason: 'order_id_taken' }
  /** Nothing by that name. */
  | { readonly reason: 'payment_unknown' }
  /** Not in the documented form, such as an amount with cents. */
  | { readonly reason: 'answer_not_understood'; readonly field: string }

export type NotificationFailure =
  | { readonly reason: 'not_authentic' }
  /** Authentic, but not in the documented form. */
  | { readonly reason: 'notification_not_understood'; readonly field: string }

export interface Gateway {
  readonly name: GatewayName
  /** What “pending” says: somebody chose a way to pay and may be paying now, or only that the page is open, which can be closed. */
  readonly pendingMeans: 'being_paid' | 'page_open'
  /** Idempotent by `orderId`: asked twice, at most one page can be paid. */
  createPayment(order: GatewayOrder): Promise<Result<CreatedPayment, GatewayFailure>>
  /** Ends a payment nobody has made. `gateway_refused` when it was made meanwhile; one already over counts as voided. */
  voidPayment(reference: string): Promise<Result<{ readonly voided: true }, GatewayFailure>>
  status(reference: string): Promise<Result<GatewayStatus, GatewayFailure>>
  parseWebhook(body: string, headers: Headers): Promise<Result<GatewayNotification, NotificationFailure>>
}
