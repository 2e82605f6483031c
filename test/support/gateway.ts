/**
 * A payment gateway of our own that speaks Midtrans' and Xendit's protocols on one port, with their faults on demand.
 * Tests steer it by its methods; in development its pay page does, and `PUT /faults` takes the same faults as JSON.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { isPaid, LOCAL_GATEWAY_KEYS, type LocalPayment, type LocalState, midtransNotification, xenditInvoice } from './gateway-payment.ts'
import { answer } from './gateway-routes.ts'

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

export interface LocalGateway {
  readonly url: string
  readonly faults: Faults
  /** “POST /v2/invoices”, in the order of their arrival. */
  readonly requests: readonly string[]
  payment(orderId: string): LocalPayment
  /** Puts a payment there that nobody here ordered. */
  add(payment: Partial<LocalPayment> & Pick<LocalPayment, 'gateway' | 'orderId' | 'amount'>): LocalPayment
  /** The payment really moves, and its notification goes out. @returns the statuses with which it was received. */
  move(orderId: string, state: LocalState, change?: { amount?: number; at?: number }): Promise<number[]>
  /** A notification alone, true or not: `pending` after a settlement, `expire` after a payment. */
  notify(orderId: string, state: LocalState): Promise<number[]>
  /** Sends what was held back, the last first. */
  release(): Promise<number[]>
  reset(): void
  close(): Promise<void>
}

export async function startLocalGateway(options: LocalGatewayOptions): Promise<LocalGateway> {
  const payments = new Map<string, LocalPayment>()
  const faults: Faults = { ...NO_FAULTS }
  const requests: string[] = []
  const held: Notice[] = []
  const hanging = new Set<ServerResponse>()
  const now = async () => (options.now ?? Date.now)()
  let origin = ''

  const find = (name: string) => payments.get(name) ?? [...payments.values()].find(({ transactionId }) => transactionId === name)
  const payment = (orderId: string) => {
    const found = find(orderId)
    if (!found) throw new Error(`no payment ${orderId}`)
    return found
  }
  const add: LocalGateway['add'] = (given) => {
    const added: LocalPayment = {
      transactionId: randomUUID(),
      returnUrl: origin,
      notifyUrl: null,
      createdAt: Date.now(),
      begun: false,
      state: 'pending',
      paidAmount: 0,
      paidAt: null,
      refunds: [],
      ...given,
    }
    payments.set(added.orderId, added)
    return added
  }

  const write = (of: LocalPayment, state: LocalState): Notice => {
    const key = LOCAL_GATEWAY_KEYS.MIDTRANS_SERVER_KEY + (faults.wrongSignature ? '-wrong' : '')
    const token = LOCAL_GATEWAY_KEYS.XENDIT_CALLBACK_TOKEN + (faults.wrongSignature ? '-wrong' : '')
    const body = of.gateway === 'midtrans' ? midtransNotification(of, state, key) : xenditInvoice(of, state, origin)
    return {
      url: of.notifyUrl ?? options.notify[of.gateway],
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(of.gateway === 'xendit' ? { 'x-callback-token': token } : {}) },
    }
  }
  const send = ({ url, body, headers }: Notice) =>
    fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(30_000) }).then(
      (response) => response.status,
      () => 0,
    )
  const notify: LocalGateway['notify'] = async (orderId, state) => {
    const notices = Array.from({ length: faults.copies }, () => write(payment(orderId), state))
    if (faults.held) held.push(...notices)
    return faults.held ? [] : Promise.all(notices.map(send))
  }
  const move: LocalGateway['move'] = async (orderId, state, { amount, at } = {}) => {
    const moved = payment(orderId)
    if (state === 'partial_refund' || state === 'refund') moved.refunds.push(amount ?? moved.paidAmount)
    else if (isPaid(state) && moved.paidAt === null) {
      moved.paidAmount = amount ?? moved.amount
      moved.paidAt = at ?? (await now())
    }
    Object.assign(moved, { state, begun: true })
    return notify(orderId, state)
  }

  const desk = { payments, faults, requests, hanging, now, find, add, move, origin: () => origin }
  const server = createServer((request, response) => {
    answer(desk, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await new Promise<void>((ready) => server.listen(options.port ?? 0, '127.0.0.1', ready))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : options.port}`

  return {
    url: origin,
    faults,
    requests,
    payment,
    add,
    move,
    notify,
    async release() {
      const statuses: number[] = []
      for (const notice of held.splice(0).reverse()) statuses.push(await send(notice))
      return statuses
    },
    reset() {
      payments.clear()
      requests.length = 0
      held.length = 0
      Object.assign(faults, NO_FAULTS)
    },
    async close() {
      for (const response of hanging) response.destroy()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
