/**
 * Midtrans: Snap for the pay page, the Core API for everything after it (docs.midtrans.com).
 *
 * Its signature covers order, status code and amount, but neither the transaction's id nor its status: an authentic notification
 * is therefore only a reason to ask, as Midtrans' own libraries do, and money moves on the answer.
 */
import * as z from 'zod'
import { fail, ok, type Result } from '../../shared/result.ts'
import { instantOf, jakartaTimeOf, midtransState, rupiahOf } from '../rules/gateway-values.ts'
import { type Answer, call, read, sameText } from './call.ts'
import type { Gateway, GatewayFailure, GatewayNotification, GatewayOrder, GatewayStatus, NotificationFailure } from './gateway.ts'

export interface MidtransSettings {
  /** Of the Core API: `https://api.midtrans.com`, or `https://api.sandbox.midtrans.com`. Snap lives on `app.` beside it. */
  readonly url: string
  readonly serverKey: string
  readonly timeoutMilliseconds?: number
}

const Rupiahs = z.union([z.string(), z.number()]).transform((amount, context) => {
  const rupiah = rupiahOf(amount)
  if (rupiah === null) context.addIssue({ code: 'custom', message: 'whole rupiah' })
  return rupiah ?? 0
})
const Time = z.string().transform((text, context) => {
  const at = instantOf(text)
  if (at === null) context.addIssue({ code: 'custom', message: 'a time' })
  return at ?? 0
})

const Created = z.object({ redirect_url: z.url() })
const Refused = z.object({ error_messages: z.array(z.string()).optional(), status_message: z.string().optional() })
const StatusCode = z.object({ status_code: z.string() })

const Notification = z.object({
  order_id: z.string().min(1).max(50),
  transaction_id: z.string().min(1).max(80),
  transaction_status: z.string().min(1).max(40),
  status_code: z.string().max(8),
  gross_amount: z.string().max(30),
  signature_key: z.string().max(200),
  fraud_status: z.string().optional(),
})

const Status = z.object({
  order_id: z.string().min(1),
  transaction_id: z.string().min(1),
  transaction_status: z.string(),
  fraud_status: z.string().optional(),
  payment_type: z.string().optional(),
  gross_amount: Rupiahs,
  currency: z.literal('IDR').optional(),
  transaction_time: Time.optional(),
  settlement_time: Time.optional(),
  refund_amount: Rupiahs.optional(),
  refunds: z.array(z.object({ refund_amount: Rupiahs })).optional(),
})

/** The answer bears an HTTP status, and one of its own in the body; where they differ the body's is meant. */
function codeOf(answer: Answer): number {
  const own = StatusCode.safeParse(answer.json)
  return own.success ? Number(own.data.status_code) : answer.status
}

function refusal(answer: Answer): Result<never, GatewayFailure> {
  const code = codeOf(answer)
  if (code >= 500 || code === 429) return fail({ reason: 'gateway_unavailable', status: code })
  const words = Refused.safeParse(answer.json)
  const message = words.success ? (words.data.error_messages?.[0] ?? words.data.status_message) : undefined
  if (message && /order_id.*(already been taken|sudah digunakan)/i.test(message)) return fail({ reason: 'order_id_taken' })
  return code === 404 ? fail({ reason: 'payment_unknown' }) : fail({ reason: 'gateway_refused', status: code, code: message ?? 'unknown' })
}

function snapRequest(order: GatewayOrder) {
  const minutes = Math.max(1, Math.floor((order.expiresAt - order.now) / 60_000))
  return {
    transaction_details: { order_id: order.orderId, gross_amount: order.amountRupiah },
    item_details: [{ id: order.orderId, price: order.amountRupiah, quantity: 1, name: order.description.slice(0, 50) }],
    ...(order.payer ? { customer_details: { first_name: order.payer.name, email: order.payer.email } } : {}),
    // The page closes together with the code to pay by; otherwise a code could still be drawn after the deadline.
    page_expiry: { duration: minutes, unit: 'minute' },
    expiry: { start_time: jakartaTimeOf(order.now), duration: minutes, unit: 'minute' },
    callbacks: { finish: order.returnUrl },
    credit_card: { secure: true },
  }
}

/** What went back so far: the total if it is given, else the sum of the list; a full refund or chargeback needs neither. */
function reversedOf(status: z.infer<typeof Status>) {
  const kind = status.transaction_status
  const told = status.refund_amount ?? status.refunds?.reduce((sum, refund) => sum + refund.refund_amount, 0)
  if (kind === 'refund') return { refundedRupiah: told ?? status.gross_amount, chargedBackRupiah: 0 }
  if (kind === 'partial_refund') return { refundedRupiah: told ?? null, chargedBackRupiah: 0 }
  if (kind === 'chargeback') return { refundedRupiah: 0, chargedBackRupiah: status.gross_amount }
  // How Midtrans tells the sum of a partial chargeback is not documented.
  if (kind === 'partial_chargeback') return { refundedRupiah: 0, chargedBackRupiah: null }
  return { refundedRupiah: 0, chargedBackRupiah: 0 }
}

function statusOf(status: z.infer<typeof Status>, raw: string): Result<GatewayStatus, GatewayFailure> {
  const state = midtransState(status.transaction_status, status.fraud_status)
  const paid = state === 'settled' || state === 'refunded' || state === 'charged_back'
  // A card is charged when the customer pays and settled to the provider a day later; of a transfer the start says nothing.
  const settled =
    status.payment_type === 'credit_card'
      ? (status.transaction_time ?? status.settlement_time)
      : (status.settlement_time ?? status.transaction_time)
  // Without the time of payment nothing can be judged by it.
  if (paid && settled === undefined) return fail({ reason: 'answer_not_understood', field: 'settlement_time' })
  return ok({
    orderId: status.order_id,
    transactionId: status.transaction_id,
    state,
    amountRupiah: status.gross_amount,
    settledAt: paid ? (settled ?? null) : null,
    provisional: state === 'settled' && status.transaction_status === 'capture',
    ...reversedOf(status),
    rawStatus: status.transaction_status,
    raw,
  })
}

/** SHA-512 over order, status code, amount as written, and our key; hex. */
async function midtransSignature(orderId: string, statusCode: string, grossAmount: string, serverKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-512', new TextEncoder().encode(orderId + statusCode + grossAmount + serverKey))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest).slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function parseWebhook(body: string, serverKey: string): Promise<Result<GatewayNotification, NotificationFailure>> {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return fail({ reason: 'not_authentic' })
  }
  const parsed = Notification.safeParse(json)
  if (!parsed.success) return fail({ reason: 'not_authentic' })
  const { order_id, transaction_id, transaction_status, status_code, gross_amount, signature_key, fraud_status } = parsed.data
  const expected = await midtransSignature(order_id, status_code, gross_amount, serverKey)
  if (!sameText(expected, signature_key.toLowerCase())) return fail({ reason: 'not_authentic' })
  const pending = midtransState(transaction_status, fraud_status) === 'pending'
  const repeats = transaction_status.startsWith('partial_')
  // A card that fraud detection holds back is captured a second time when it is let go.
  const held = transaction_status === 'capture' && pending
  return ok({
    orderId: order_id,
    transactionId: transaction_id,
    reference: transaction_id,
    status: repeats ? `${transaction_status}:${await digestOf(body)}` : held ? 'capture:held' : transaction_status,
    pending,
  })
}

export function createMidtrans({ url, serverKey, timeoutMilliseconds }: MidtransSettings): Gateway {
  const core = url.replace(/\/$/, '')
  const snap = core.replace(/^(https?:\/\/)api\./, '$1app.')
  const ask = (method: 'GET' | 'POST', address: string, more: { body?: object; headers?: Record<string, string> } = {}) =>
    call({ method, url: address, key: serverKey, timeoutMilliseconds, ...more })
  const of = (reference: string, verb: string) => `${core}/v2/${encodeURIComponent(reference)}/${verb}`
  return {
    name: 'midtrans',
    pendingMeans: 'being_paid',
    async createPayment(order) {
      const headers: Record<string, string> = order.notifyUrl ? { 'X-Override-Notification': order.notifyUrl } : {}
      const answer = await ask('POST', `${snap}/snap/v1/transactions`, { body: snapRequest(order), headers })
      if (!answer.ok) return answer
      if (answer.value.status !== 201 && answer.value.status !== 200) return refusal(answer.value)
      const created = read(Created, answer.value.json)
      return created.ok ? ok({ reference: order.orderId, payUrl: created.value.redirect_url }) : created
    },
    // `expire` ends what is still pending; `cancel` would also take back a card payment that was made meanwhile.
    async voidPayment(reference) {
      const answer = await ask('POST', of(reference, 'expire'))
      if (!answer.ok) return answer
      const code = codeOf(answer.value)
      // 404: nobody chose a way to pay; the page itself closes at its expiry.
      return code === 200 || code === 407 || code === 404 ? ok({ voided: true }) : refusal(answer.value)
    },
    async status(reference) {
      const answer = await ask('GET', of(reference, 'status'))
      if (!answer.ok) return answer
      // An expired or denied transaction bears a code of its own (407, 202) and is an answer like any other.
      const status = read(Status, answer.value.json)
      if (status.ok && answer.value.status === 200) return statusOf(status.value, answer.value.text)
      return answer.value.status !== 200 || codeOf(answer.value) >= 400 || status.ok ? refusal(answer.value) : status
    },
    parseWebhook: (body) => parseWebhook(body, serverKey),
  }
}
