/** The local gateway's memory and voice: its payments, the faults it is told to have, and the notifications it sends. */
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { isPaid, LOCAL_GATEWAY_KEYS, type LocalPayment, type LocalState, midtransNotification, xenditInvoice } from './gateway-payment.ts'

export interface Faults {
  /** Requests are never answered. */
  silent: boolean
  /** Every request is answered with this status. */
  failWith: number | null
  /** A payment is created, and nothing is answered. */
  createHangs: boolean
  /** Each notification is sent so many times, all at once. */
  copies: number
  wrongSignature: boolean
  /** Notifications wait, and `release` sends the last first. */
  held: boolean
}

const NO_FAULTS: Faults = { silent: false, failWith: null, createHangs: false, copies: 1, wrongSignature: false, held: false }

export interface LocalGatewayOptions {
  readonly port?: number
  /** Where notifications go that no order names an address for. */
  readonly notify: { readonly midtrans: string; readonly xendit: string }
  /** The gateway's clock; development lends it its own. */
  readonly now?: () => number | Promise<number>
}

interface Notice {
  readonly url: string
  readonly body: string
  readonly headers: Record<string, string>
}

export interface Desk {
  readonly options: LocalGatewayOptions
  readonly payments: Map<string, LocalPayment>
  readonly faults: Faults
  /** “POST /v2/invoices”, in the order of their arrival. */
  readonly requests: string[]
  readonly held: Notice[]
  readonly hanging: Set<ServerResponse>
  origin: string
}

export const createDesk = (options: LocalGatewayOptions): Desk => ({
  options,
  payments: new Map(),
  faults: { ...NO_FAULTS },
  requests: [],
  held: [],
  hanging: new Set(),
  origin: '',
})

export function clear(desk: Desk): void {
  desk.payments.clear()
  desk.requests.length = 0
  desk.held.length = 0
  Object.assign(desk.faults, NO_FAULTS)
}

export const timeAt = async ({ options }: Desk): Promise<number> => (options.now ?? Date.now)()

/** By its order or by its transaction. */
export const find = ({ payments }: Desk, name: string): LocalPayment | undefined =>
  payments.get(name) ?? [...payments.values()].find(({ transactionId }) => transactionId === name)

export function paymentOf(desk: Desk, name: string): LocalPayment {
  const found = find(desk, name)
  if (!found) throw new Error(`no payment ${name}`)
  return found
}

export type NewPayment = Partial<LocalPayment> & Pick<LocalPayment, 'gateway' | 'orderId' | 'amount'>

export function add(desk: Desk, given: NewPayment): LocalPayment {
  const added: LocalPayment = {
    transactionId: randomUUID(),
    returnUrl: desk.origin,
    notifyUrl: null,
    createdAt: Date.now(),
    begun: false,
    state: 'pending',
    paidAmount: 0,
    paidAt: null,
    refunds: [],
    ...given,
  }
  desk.payments.set(added.orderId, added)
  return added
}

function write({ faults, options, origin }: Desk, payment: LocalPayment, state: LocalState): Notice {
  const wrong = faults.wrongSignature ? '-wrong' : ''
  const { MIDTRANS_SERVER_KEY, XENDIT_CALLBACK_TOKEN } = LOCAL_GATEWAY_KEYS
  const isMidtrans = payment.gateway === 'midtrans'
  const body = isMidtrans ? midtransNotification(payment, state, MIDTRANS_SERVER_KEY + wrong) : xenditInvoice(payment, state, origin)
  return {
    url: payment.notifyUrl ?? options.notify[payment.gateway],
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(isMidtrans ? {} : { 'x-callback-token': XENDIT_CALLBACK_TOKEN + wrong }) },
  }
}

/** @returns the status with which it was received; 0: it was not. */
const send = ({ url, body, headers }: Notice): Promise<number> =>
  fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(30_000) }).then(
    (response) => response.status,
    () => 0,
  )

export async function notify(desk: Desk, name: string, state: LocalState): Promise<number[]> {
  const notices = Array.from({ length: desk.faults.copies }, () => write(desk, paymentOf(desk, name), state))
  if (!desk.faults.held) return Promise.all(notices.map(send))
  desk.held.push(...notices)
  return []
}

export async function release({ held }: Desk): Promise<number[]> {
  const statuses: number[] = []
  for (const notice of held.splice(0).reverse()) statuses.push(await send(notice))
  return statuses
}

export async function move(
  desk: Desk,
  name: string,
  state: LocalState,
  { amount, at }: { amount?: number; at?: number } = {},
): Promise<number[]> {
  const payment = paymentOf(desk, name)
  if (state === 'partial_refund' || state === 'refund') payment.refunds.push(amount ?? payment.paidAmount)
  else if (isPaid(state) && payment.paidAt === null) {
    payment.paidAmount = amount ?? payment.amount
    payment.paidAt = at ?? (await timeAt(desk))
  }
  Object.assign(payment, { state, begun: true })
  return notify(desk, name, state)
}
