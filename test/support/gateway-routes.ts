/** The HTTP side of the local gateway: both documented APIs, the pay page, and the faults that hit every request. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { add, type Desk, find, move, timeAt } from './gateway-desk.ts'
import { BUTTONS, type Button, payPage } from './gateway-page.ts'
import { isPaid, LOCAL_GATEWAY_KEYS, type LocalPayment, midtransStatus, xenditInvoice } from './gateway-payment.ts'

interface Asked {
  readonly desk: Desk
  readonly request: IncomingMessage
  readonly body: string
  readonly query: URLSearchParams
  /** What the pattern's groups matched, decoded. */
  readonly name: string
}

/** Null: the work is done and nobody is told. */
type Reply = { readonly status: number; readonly json?: unknown; readonly html?: string; readonly location?: string } | null
type Route = readonly [method: string, path: RegExp, keyed: 'midtrans' | 'xendit' | null, (asked: Asked) => Reply | Promise<Reply>]

const ROUTES: readonly Route[] = [
  ['POST', /^\/snap\/v1\/transactions$/, 'midtrans', createSnap],
  ['GET', /^\/v2\/invoices$/, 'xendit', ({ desk, query }) => ({ status: 200, json: invoicesOf(desk, query.get('external_id')) })],
  ['POST', /^\/v2\/invoices\/?$/, 'xendit', createInvoice],
  ['GET', /^\/v2\/invoices\/([^/]+)$/, 'xendit', ({ desk, name }) => invoiceAnswer(desk, find(desk, name))],
  ['POST', /^\/invoices\/([^/]+)\/expire!$/, 'xendit', expireInvoice],
  ['GET', /^\/v2\/([^/]+)\/status$/, 'midtrans', ({ desk, name }) => statusAnswer(find(desk, name))],
  ['POST', /^\/v2\/([^/]+)\/expire$/, 'midtrans', expireTransaction],
  ['GET', /^\/pay\/([^/]+)$/, null, showPage],
  ['POST', /^\/pay\/([^/]+)$/, null, pressButton],
  ['PUT', /^\/faults$/, null, ({ desk, body }) => ({ status: 200, json: Object.assign(desk.faults, JSON.parse(body)) })],
]

export async function answer(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local')
  const method = request.method ?? 'GET'
  const body = await bodyOf(request)
  desk.requests.push(`${method} ${pathname}`)
  const found = ROUTES.find(([verb, path]) => verb === method && path.test(pathname))
  const isApi = found?.[2] !== null
  if (isApi && desk.faults.silent) return hang(desk, response)
  if (isApi && desk.faults.failWith !== null) return write(response, { status: desk.faults.failWith, html: 'upstream error' })
  if (!found) return write(response, { status: 404, json: { error_code: 'NOT_FOUND' } })
  const [, path, keyed, handle] = found
  if (keyed !== null && !isKeyed(request, keyed)) return write(response, UNAUTHORIZED[keyed])
  const name = decodeURIComponent(path.exec(pathname)?.[1] ?? '')
  const reply = await handle({ desk, request, body, query: searchParams, name })
  return reply === null ? hang(desk, response) : write(response, reply)
}

const UNAUTHORIZED = {
  midtrans: { status: 401, json: { error_messages: ['Access denied due to unauthorized transaction, please check client or server key'] } },
  xendit: { status: 401, json: { error_code: 'INVALID_API_KEY', message: 'API key is not authorized' } },
}

function isKeyed(request: IncomingMessage, gateway: 'midtrans' | 'xendit'): boolean {
  const key = gateway === 'midtrans' ? LOCAL_GATEWAY_KEYS.MIDTRANS_SERVER_KEY : LOCAL_GATEWAY_KEYS.XENDIT_SECRET_KEY
  return request.headers.authorization === `Basic ${Buffer.from(`${key}:`).toString('base64')}`
}

async function createSnap({ desk, request, body }: Asked): Promise<Reply> {
  const { transaction_details: details, callbacks } = JSON.parse(body) as {
    transaction_details: { order_id: string; gross_amount: number }
    callbacks?: { finish?: string }
  }
  if (!Number.isInteger(details.gross_amount) || !/^[\w.~-]{1,50}$/.test(details.order_id))
    return { status: 400, json: { error_messages: ['transaction_details is invalid'] } }
  if (desk.payments.has(details.order_id))
    return { status: 400, json: { error_messages: ['transaction_details.order_id has already been taken'] } }
  const notifyUrl = request.headers['x-override-notification']
  const { orderId } = add(desk, {
    gateway: 'midtrans',
    orderId: details.order_id,
    amount: details.gross_amount,
    returnUrl: callbacks?.finish ?? desk.origin,
    notifyUrl: typeof notifyUrl === 'string' ? notifyUrl : null,
    createdAt: await timeAt(desk),
  })
  if (desk.faults.createHangs) return null
  return { status: 201, json: { token: `token-${orderId}`, redirect_url: `${desk.origin}/pay/${orderId}` } }
}

async function createInvoice({ desk, body }: Asked): Promise<Reply> {
  const asked = JSON.parse(body) as { external_id: string; amount: number; success_redirect_url?: string }
  const added = add(desk, {
    gateway: 'xendit',
    orderId: asked.external_id,
    amount: asked.amount,
    returnUrl: asked.success_redirect_url ?? desk.origin,
    createdAt: await timeAt(desk),
  })
  return desk.faults.createHangs ? null : { status: 200, json: xenditInvoice(added, 'pending', desk.origin) }
}

const invoicesOf = (desk: Desk, externalId: string | null) =>
  [...desk.payments.values()]
    .filter((payment) => payment.gateway === 'xendit' && payment.orderId === externalId)
    .map((payment) => xenditInvoice(payment, payment.state, desk.origin))

function invoiceAnswer(desk: Desk, payment: LocalPayment | undefined): Reply {
  if (payment?.gateway !== 'xendit') return { status: 404, json: { error_code: 'INVOICE_NOT_FOUND_ERROR' } }
  return { status: 200, json: xenditInvoice(payment, payment.state, desk.origin) }
}

function expireInvoice({ desk, name }: Asked): Reply {
  const payment = find(desk, name)
  if (payment?.gateway !== 'xendit') return { status: 404, json: { error_code: 'INVOICE_NOT_FOUND_ERROR' } }
  if (isPaid(payment.state)) return { status: 400, json: { error_code: 'INVOICE_ALREADY_PAID' } }
  if (payment.state === 'expire') return { status: 400, json: { error_code: 'INVOICE_ALREADY_EXPIRED' } }
  payment.state = 'expire'
  return invoiceAnswer(desk, payment)
}

/** HTTP 200 whatever it says: Midtrans' own status stands in the body. */
function statusAnswer(payment: LocalPayment | undefined): Reply {
  if (payment?.gateway !== 'midtrans' || !payment.begun)
    return { status: 200, json: { status_code: '404', status_message: "Transaction doesn't exist." } }
  return { status: 200, json: midtransStatus(payment) }
}

function expireTransaction({ desk, name }: Asked): Reply {
  const payment = find(desk, name)
  if (payment?.gateway !== 'midtrans' || !payment.begun) return statusAnswer(undefined)
  if (payment.state !== 'pending' && payment.state !== 'expire')
    return { status: 200, json: { status_code: '412', status_message: 'Merchant cannot modify the status of the transaction' } }
  payment.state = 'expire'
  return { status: 200, json: { ...midtransStatus(payment), status_code: '407', status_message: 'Success, transaction has expired' } }
}

function showPage({ desk, name }: Asked): Reply {
  const payment = find(desk, name)
  if (!payment) return { status: 404, html: 'Tidak ditemukan' }
  payment.begun = true
  return { status: 200, html: payPage(payment) }
}

async function pressButton({ desk, name, body }: Asked): Promise<Reply> {
  const payment = find(desk, name)
  const button = new URLSearchParams(body).get('action') ?? ''
  if (!payment || !Object.hasOwn(BUTTONS, button)) return { status: 404, html: 'Tidak ditemukan' }
  await move(desk, payment.orderId, BUTTONS[button as Button])
  return { status: 303, location: payment.returnUrl }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function hang(desk: Desk, response: ServerResponse): void {
  desk.hanging.add(response)
}

function write(response: ServerResponse, reply: Exclude<Reply, null>): void {
  const type = reply.html === undefined ? 'application/json' : 'text/html; charset=utf-8'
  response.writeHead(reply.status, { 'content-type': type, ...(reply.location ? { location: reply.location } : {}) })
  response.end(reply.html ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)))
}
