/**
 * A payment gateway of our own that speaks Midtrans' and Xendit's protocols on one port, with their faults on demand.
 * Tests steer it by its methods; in development its pay page does, and `PUT /faults` takes the same faults as JSON.
 */
import { createServer } from 'node:http'
import {
  add,
  clear,
  createDesk,
  type Faults,
  type LocalGatewayOptions,
  move,
  type NewPayment,
  notify,
  paymentOf,
  release,
} from './gateway-desk.ts'
import type { LocalPayment, LocalState } from './gateway-payment.ts'
import { answer } from './gateway-routes.ts'

export interface LocalGateway {
  readonly url: string
  readonly faults: Faults
  readonly requests: readonly string[]
  payment(orderId: string): LocalPayment
  /** Puts a payment there that nobody here ordered. */
  add(payment: NewPayment): LocalPayment
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
  const desk = createDesk(options)
  const server = createServer((request, response) => {
    answer(desk, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((ready) => server.listen(options.port ?? 0, '127.0.0.1', ready))
  const address = server.address()
  desk.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : options.port}`
  return {
    url: desk.origin,
    faults: desk.faults,
    requests: desk.requests,
    payment: (orderId) => paymentOf(desk, orderId),
    add: (payment) => add(desk, payment),
    move: (orderId, state, change) => move(desk, orderId, state, change),
    notify: (orderId, state) => notify(desk, orderId, state),
    release: () => release(desk),
    reset: () => clear(desk),
    async close() {
      for (const response of desk.hanging) response.destroy()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
