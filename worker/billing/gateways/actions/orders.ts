/** Opening a way to pay an invoice at a gateway, and closing it again (S13). */
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { GatewayFailure, GatewayName, GatewayOrder } from '../../clients/gateway.ts'
import { insertOrder, moveOrder } from '../changes.ts'
import type { GatewayDesk } from '../desk.ts'
import { type GatewayOrderRow, type InvoiceOrders, readInvoiceOrders } from '../reads.ts'

export interface PaymentWish {
  readonly invoice: string
  readonly gateway: GatewayName
  readonly description: string
  readonly payer?: GatewayOrder['payer']
  readonly expiresAt: number
  readonly returnUrl: string
  readonly notifyUrl?: string
}

export type OpenPaymentFailure =
  | GatewayFailure
  | { readonly reason: 'gateway_not_configured' }
  | { readonly reason: 'invoice_not_found' }
  | { readonly reason: 'nothing_owed' }
  /** Another request is just opening it, or an earlier page was paid a moment ago: the answer is on its way. */
  | { readonly reason: 'payment_under_way'; readonly orderId: string }

export interface OpenPayment {
  readonly orderId: string
  readonly payUrl: string
}

/** Whoever asked a gateway has this long to hear from it before somebody else asks again. */
const LEASE_MS = 60_000
/** A page that closes sooner is not handed out again. */
const LEAST_LEFT_MS = 5 * 60_000

/**
 * A page on which what is still owed can be paid. Asked twice it gives the same page; a gateway that fell silent over an order is
 * asked about the same order again, and a new one is begun only where the first cannot be paid by anybody.
 */
export async function openPayment(
  context: Context,
  desk: GatewayDesk,
  wish: PaymentWish,
): Promise<Result<OpenPayment, OpenPaymentFailure>> {
  if (desk.gateways[wish.gateway] === undefined) return fail({ reason: 'gateway_not_configured' })
  const found = await readInvoiceOrders(context.db, wish.invoice)
  if (found === undefined) return fail({ reason: 'invoice_not_found' })
  if (found.owedRupiah <= 0) return fail({ reason: 'nothing_owed' })
  for (const order of found.orders) {
    const kept = await keepOrClose(context, desk, wish, found, order)
    if (kept !== null) return kept
  }
  return openNew(context, desk, wish, found)
}

const fits = (order: GatewayOrderRow, { gateway }: PaymentWish, owedRupiah: number) =>
  order.gateway === gateway && order.amount === owedRupiah

/** Null: this order stands in nobody's way. */
async function keepOrClose(
  context: Context,
  desk: GatewayDesk,
  wish: PaymentWish,
  { owedRupiah }: InvoiceOrders,
  order: GatewayOrderRow,
): Promise<Result<OpenPayment, OpenPaymentFailure> | null> {
  const { now } = context
  const { orderId, state, payUrl, reference } = order
  if (order.expiresAt <= now || state === 'closed' || state === 'paid') return null
  if (state === 'asked') {
    if (now - order.createdAt < LEASE_MS) return fail({ reason: 'payment_under_way', orderId })
    const again = fits(order, wish, owedRupiah) ? await ask(context, desk, wish, order) : null
    return again?.ok === false && again.failure.reason === 'order_id_taken' ? null : again
  }
  if (fits(order, wish, owedRupiah) && payUrl !== null && order.expiresAt - now >= LEAST_LEFT_MS) return ok({ orderId, payUrl })
  const voided = await desk.gateways[order.gateway]?.voidPayment(reference ?? orderId)
  if (voided?.ok) await move(context, desk, orderId, { state: 'closed' })
  // A gateway that is down must not keep anybody from paying through another; what is paid twice becomes credit.
  return voided?.ok === false && voided.failure.reason === 'gateway_refused' ? fail({ reason: 'payment_under_way', orderId }) : null
}

async function openNew(context: Context, desk: GatewayDesk, wish: PaymentWish, { owedRupiah, orders }: InvoiceOrders) {
  const { db, now } = context
  const attempt = (orders[0]?.attempt ?? 0) + 1
  const orderId = `${wish.invoice}-${attempt}`
  const commitId = desk.newCommitId()
  const order = { orderId, attempt, invoice: wish.invoice, gateway: wish.gateway, amount: owedRupiah, expiresAt: wish.expiresAt }
  const write = insertOrder(db, { ...order, state: 'asked', createdAt: now, commitId })
  const reserved = await commit(db, { id: commitId, at: now, writes: [write] })
  if (!reserved.ok) return fail({ reason: 'payment_under_way' as const, orderId })
  return ask(context, desk, wish, order)
}

/** The order stands in our books before the gateway hears of it: money that comes for it can always be told whose it is. */
async function ask(
  context: Context,
  desk: GatewayDesk,
  wish: PaymentWish,
  order: Pick<GatewayOrderRow, 'orderId' | 'amount' | 'expiresAt'>,
): Promise<Result<OpenPayment, OpenPaymentFailure>> {
  const gateway = desk.gateways[wish.gateway]
  if (gateway === undefined) return fail({ reason: 'gateway_not_configured' })
  const { orderId, amount: amountRupiah, expiresAt } = order
  const { description, payer, returnUrl, notifyUrl } = wish
  const more = { ...(payer ? { payer } : {}), ...(notifyUrl ? { notifyUrl } : {}) }
  const created = await gateway.createPayment({ orderId, amountRupiah, description, now: context.now, expiresAt, returnUrl, ...more })
  if (created.ok) {
    await move(context, desk, orderId, { state: 'open', ...created.value })
    return ok({ orderId, payUrl: created.value.payUrl })
  }
  const { reason } = created.failure
  const done = reason === 'gateway_refused' || reason === 'order_id_taken' || reason === 'payment_unknown'
  if (done) await move(context, desk, orderId, { state: 'closed' })
  return created
}

async function move(context: Context, desk: GatewayDesk, orderId: string, change: Parameters<typeof moveOrder>[2]): Promise<void> {
  const id = desk.newCommitId()
  await commit(context.db, { id, at: context.now, writes: [moveOrder(context.db, orderId, change, id)] })
}

/**
 * Closes every open page of an invoice that is to be cancelled (S13).
 * @returns the orders that could not be closed: paid meanwhile, or their gateway does not answer. Do not cancel while there are any.
 */
export async function closePayments(
  context: Context,
  desk: GatewayDesk,
  invoice: string,
): Promise<{ readonly stillOpen: readonly string[] }> {
  const found = await readInvoiceOrders(context.db, invoice)
  const stillOpen: string[] = []
  for (const order of found?.orders ?? []) {
    if (order.state === 'closed' || order.state === 'paid') continue
    const voided = await desk.gateways[order.gateway]?.voidPayment(order.reference ?? order.orderId)
    const gone = voided?.ok || (voided?.failure.reason === 'payment_unknown' && order.expiresAt <= context.now)
    if (gone) await move(context, desk, order.orderId, { state: 'closed' })
    else stillOpen.push(order.orderId)
  }
  return { stillOpen }
}
