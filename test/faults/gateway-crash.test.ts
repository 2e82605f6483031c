import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyNotification, storeNotification } from '../../worker/billing/gateways/actions/notifications.ts'
import { openPayment } from '../../worker/billing/gateways/actions/orders.ts'
import { deskOf } from '../../worker/billing/gateways/desk.ts'
import { createContext, type Env } from '../../worker/context.ts'
import { accountId, invoiceId, seedAccounts } from '../support/accounts.ts'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { type Death, mortal } from '../support/gateway-crash.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { type RunningWorker, startWorker, TEST_SECRETS } from '../support/worker.ts'

const NOW = Date.parse('2027-03-10T03:00:00Z')
const HOUR = 3_600_000

let worker: RunningWorker
let gateway: LocalGateway
let keys: Record<string, string>

beforeAll(async () => {
  const notify = { midtrans: '', xendit: '' }
  gateway = await startLocalGateway({ notify, now: () => NOW })
  keys = { ...TEST_SECRETS, ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url }
  worker = await startWorker('development', keys)
  notify.midtrans = new URL('/api/webhooks/midtrans', worker.url).href
  await worker.setClock(NOW)
})
afterAll(async () => {
  await worker.close()
  await gateway.close()
})

const contextWith = (db: RunningWorker['db']) => createContext({ DB: db, ...keys } as unknown as Env, NOW, 'id')
const count = async (query: string, ...values: string[]) =>
  (
    await worker.db
      .prepare(`SELECT count(*) AS n FROM ${query}`)
      .bind(...values)
      .first<{ n: number }>()
  )?.n

/** What the webhook does, by a process that dies over it. @returns whether it died. */
async function receive(orderId: string, death: Death): Promise<boolean> {
  const { db, died } = mortal(worker.db, death)
  const context = contextWith(db)
  const { transactionId } = gateway.payment(orderId)
  const notification = { orderId, transactionId, reference: transactionId, status: 'settlement', pending: false }
  try {
    const { waiting } = await storeNotification(context, deskOf(context), 'midtrans', notification, '{}')
    await applyNotification(context, deskOf(context), waiting)
  } catch (error) {
    if (!died()) throw error
  }
  return died()
}

test.each([
  ['before', false],
  ['right after', true],
])('killed %s any of its transactions, a notification is one payment in the end', async (_, landed) => {
  let deaths = 0
  for (let atTransaction = 0; ; atTransaction++) {
    const name = `K${landed ? 'L' : 'B'}${String.fromCharCode(65 + atTransaction)}`
    await seedAccounts(worker.db, { name, accounts: 1, dueOn: '2027-03-10' })
    const invoice = invoiceId(name, 1)
    const context = contextWith(worker.db)
    const wish = { invoice, gateway: 'midtrans', description: 'x', returnUrl: 'https://x.example', expiresAt: NOW + HOUR } as const
    await openPayment(context, deskOf(context), wish)
    const orderId = `${invoice}-1`
    gateway.faults.held = true
    await gateway.move(orderId, 'settlement')
    const died = await receive(orderId, { atTransaction, landed })
    if (died) deaths++

    // Nobody answered 200, so the gateway tells it again; and after a day without a sweep two ticks come at once.
    gateway.faults.held = false
    await gateway.release()
    await Promise.all([worker.tick(NOW + 25 * HOUR), worker.tick(NOW + 25 * HOUR)])

    expect(await count('payments WHERE invoice = ?', invoice)).toBe(1)
    expect(await count(`invoices WHERE id = ? AND state = 'paid' AND paid_amount = amount`, invoice)).toBe(1)
    expect(await count(`events WHERE entity = ? AND type = 'account.paid'`, accountId(name, 1))).toBe(1)
    expect(await count('gateway_notifications WHERE order_id = ? AND applied_at IS NULL', orderId)).toBe(0)
    expect(await count(`gateway_transactions WHERE order_id = ? AND state = 'settled' AND booked_paid = amount`, orderId)).toBe(1)
    expect(await count('unmatched_payments WHERE order_id = ?', orderId)).toBe(0)
    if (!died) break
  }
  // Stored; read; the invoice read, paid; applied.
  expect(deaths).toBeGreaterThanOrEqual(5)
})
