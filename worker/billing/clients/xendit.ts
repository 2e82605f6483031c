/**
 * Xendit's Invoice API (api.xendit.co): invoice page, callback with a fixed token, and the invoice itself to ask back.
 * The token is the same in every callback and covers nothing of its content, so the content is only a reason to ask.
 */
import * as z from 'zod'
import { fail, ok, type Result } from '../../shared/result.ts'
import { instantOf, rupiahOf, xenditState } from '../rules/gateway-values.ts'
import { type Answer, call, read, sameText } from './call.ts'
import type {
  CreatedPayment,
  Gateway,
  GatewayFailure,
  GatewayNotification,
  GatewayOrder,
  GatewayStatus,
  NotificationFailure,
} from './gateway.ts'

export interface XenditSettings {
  /** `https://api.xendit.co`. */
  readonly url: string
  readonly secretKey: string
  readonly callbackToken: string
  readonly timeoutMilliseconds?: number
}

const Rupiahs = z.number().transform((amount, context) => {
  const rupiah = rupiahOf(amount)
  if (rupiah === null) context.addIssue({ code: 'custom', message: 'whole rupiah' })
  return rupiah ?? 0
})
const Time = z.string().transform((text, context) => {
  const at = instantOf(text)
  if (at === null) context.addIssue({ code: 'custom', message: 'a time' })
  return at ?? 0
})

const Invoice = z.object({
  id: z.string().min(1).max(80),
  external_id: z.string().min(1),
  status: z.string(),
  amount: Rupiahs,
  currency: z.literal('IDR').optional(),
  invoice_url: z.url().optional(),
  paid_amount: Rupiahs.nullish(),
  paid_at: Time.nullish(),
})
type Invoice = z.infer<typeof Invoice>

/** Of a callback only what is needed to ask back. */
const Callback = z.object({ id: z.string().min(1).max(80), external_id: z.string().min(1).max(200), status: z.string().min(1).max(40) })
const Refused = z.object({ error_code: z.string().optional() })

function refusal(answer: Answer): Result<never, GatewayFailure> {
  if (answer.status === 404) return fail({ reason: 'payment_unknown' })
  const words = Refused.safeParse(answer.json)
  return fail({ reason: 'gateway_refused', status: answer.status, code: (words.success && words.data.error_code) || 'unknown' })
}

function statusOf(invoice: Invoice, raw: string): Result<GatewayStatus, GatewayFailure> {
  const state = xenditState(invoice.status)
  // Without the time of payment nothing can be judged by it.
  if (state === 'settled' && invoice.paid_at == null) return fail({ reason: 'answer_not_understood', field: 'paid_at' })
  return ok({
    orderId: invoice.external_id,
    transactionId: invoice.id,
    state,
    amountRupiah: state === 'settled' ? (invoice.paid_amount ?? invoice.amount) : invoice.amount,
    settledAt: state === 'settled' ? (invoice.paid_at ?? null) : null,
    provisional: false,
    // Refunds are another product of Xendit's, which an invoice says nothing about.
    refundedRupiah: 0,
    chargedBackRupiah: 0,
    rawStatus: invoice.status,
    raw,
  })
}

function parseWebhook(body: string, headers: Headers, token: string): Result<GatewayNotification, NotificationFailure> {
  if (!sameText(token, headers.get('x-callback-token') ?? '')) return fail({ reason: 'not_authentic' })
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return fail({ reason: 'notification_not_understood', field: 'body' })
  }
  const parsed = Callback.safeParse(json)
  if (!parsed.success) return fail({ reason: 'notification_not_understood', field: parsed.error.issues[0]?.path.join('.') || 'body' })
  const { id, external_id, status } = parsed.data
  return ok({ orderId: external_id, transactionId: id, reference: id, status, pending: xenditState(status) === 'pending' })
}

type Ask = (method: 'GET' | 'POST', path: string, body?: object) => ReturnType<typeof call>

/** Xendit lets several invoices bear the same `external_id`: an open one of an earlier, unanswered attempt is taken up again. */
async function findOpen(ask: Ask, order: GatewayOrder): Promise<Result<CreatedPayment | null, GatewayFailure>> {
  const answer = await ask('GET', `/v2/invoices?external_id=${encodeURIComponent(order.orderId)}`)
  if (!answer.ok) return answer
  if (answer.value.status !== 200) return refusal(answer.value)
  const found = read(z.array(Invoice), answer.value.json)
  if (!found.ok) return found
  const [last] = found.value
  if (last === undefined) return ok(null)
  if (last.status !== 'PENDING' || last.amount !== order.amountRupiah || last.invoice_url === undefined)
    return fail({ reason: 'order_id_taken' })
  return ok({ reference: last.id, payUrl: last.invoice_url })
}

const invoiceRequest = (order: GatewayOrder) => ({
  external_id: order.orderId,
  amount: order.amountRupiah,
  currency: 'IDR',
  description: order.description,
  invoice_duration: Math.max(60, Math.floor((order.expiresAt - order.now) / 1000)),
  success_redirect_url: order.returnUrl,
  failure_redirect_url: order.returnUrl,
  ...(order.payer ? { payer_email: order.payer.email } : {}),
})

async function createPayment(ask: Ask, order: GatewayOrder): Promise<Result<CreatedPayment, GatewayFailure>> {
  const open = await findOpen(ask, order)
  if (!open.ok) return open
  if (open.value !== null) return ok(open.value)
  const answer = await ask('POST', '/v2/invoices', invoiceRequest(order))
  if (!answer.ok) return answer
  if (answer.value.status !== 200 && answer.value.status !== 201) return refusal(answer.value)
  const created = read(Invoice.required({ invoice_url: true }), answer.value.json)
  return created.ok ? ok({ reference: created.value.id, payUrl: created.value.invoice_url }) : created
}

async function readStatus(ask: Ask, reference: string): Promise<Result<GatewayStatus, GatewayFailure>> {
  const answer = await ask('GET', `/v2/invoices/${encodeURIComponent(reference)}`)
  if (!answer.ok) return answer
  if (answer.value.status !== 200) return refusal(answer.value)
  const invoice = read(Invoice, answer.value.json)
  return invoice.ok ? statusOf(invoice.value, answer.value.text) : invoice
}

/** Xendit refuses to expire what is over, whichever way: the invoice itself says which. */
async function voidPayment(ask: Ask, reference: string): Promise<Result<{ voided: true }, GatewayFailure>> {
  const answer = await ask('POST', `/invoices/${encodeURIComponent(reference)}/expire!`)
  if (!answer.ok) return answer
  if (answer.value.status === 200) return ok({ voided: true })
  const now = await readStatus(ask, reference)
  if (!now.ok) return now
  return now.value.state === 'expired' ? ok({ voided: true }) : refusal(answer.value)
}

export function createXendit({ url, secretKey, callbackToken, timeoutMilliseconds }: XenditSettings): Gateway {
  const base = url.replace(/\/$/, '')
  const ask: Ask = (method, path, body) =>
    call({ method, url: base + path, key: secretKey, timeoutMilliseconds, ...(body ? { body } : {}) })
  return {
    name: 'xendit',
    pendingMeans: 'page_open',
    createPayment: (order) => createPayment(ask, order),
    voidPayment: (reference) => voidPayment(ask, reference),
    status: (reference) => readStatus(ask, reference),
    parseWebhook: async (body, headers) => parseWebhook(body, headers, callbackToken),
  }
}
