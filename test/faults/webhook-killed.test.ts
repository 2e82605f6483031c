import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CUSTOMER } from '../support/accounts.ts'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { type PersistedWorker, startPersisted } from '../support/persisted.ts'

/** 10 in `npm test`; 200 by `npm run faults`. */
const KILLS = Number(process.env['KILLS'] ?? 10)
const PAYMENTS = 20 * KILLS
const HOUR = 3_600_000

const folder = mkdtempSync(join(tmpdir(), 'mufakat-webhooks-'))
const state = join(folder, 'state')
const notify = { midtrans: '', xendit: '' }
let gateway: LocalGateway
let worker: PersistedWorker

/** @param outbox `held`, or empty: what is ordered is carried out. */
async function live(outbox: 'held' | ''): Promise<void> {
  const urls = { MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url }
  worker = await startPersisted(state, { ...LOCAL_GATEWAY_KEYS, ...urls, OUTBOX_HELD: outbox })
  notify.midtrans = new URL('/api/webhooks/midtrans', worker.url).href
  notify.xendit = new URL('/api/webhooks/xendit', worker.url).href
}

beforeAll(async () => {
  gateway = await startLocalGateway({ notify })
  await live('held')
})
afterAll(async () => {
  await worker.kill()
  await gateway.close()
  rmSync(folder, { recursive: true, force: true })
})

const count = async (of: string) => (await worker.query<{ n: number }>(`SELECT count(*) AS n FROM ${of}`))[0]?.n
const gatewayOf = (n: number) => (n % 2 === 0 ? 'midtrans' : 'xendit')

/** Invoices that wait for their payment at one of the two gateways. */
async function openPages(): Promise<void> {
  await worker.seed({ name: 'w', accounts: PAYMENTS, dueOn: '2090-01-01' })
  await worker.query(
    `INSERT INTO auth_user (id, name, email, username, created_at, updated_at) VALUES ('usr_1', 'Sari', 'sari@example.com', 'sari', 0, 0)`,
  )
  await worker.query(
    `INSERT INTO memberships (customer, user, role, created_at, commit_id) VALUES ('${CUSTOMER}', 'usr_1', 'owner', 0, 'com_seed')`,
  )
  await worker.query(`INSERT INTO gateway_orders (order_id, gateway, invoice, attempt, amount, state, reference, pay_url, expires_at, created_at, commit_id)
    SELECT id || '-1', iif(CAST(substr(id, 7) AS INTEGER) % 2 = 0, 'midtrans', 'xendit'), id, 1, amount, 'open', id || '-1', 'http://x', 4102444800000, 0, 'com_seed'
    FROM invoices`)
  for (let n = 1; n <= PAYMENTS; n++) gateway.add({ gateway: gatewayOf(n), orderId: `inv_aw${n}-1`, amount: 500_000, begun: true })
}

test(`${KILLS} times workerd is killed while gateways tell of payments: each is booked once, and its mail goes out once`, {
  timeout: 120_000 + KILLS * 20_000,
}, async () => {
  await openPages()
  gateway.faults.copies = 3
  let untold = Array.from({ length: PAYMENTS }, (_, n) => n + 1)
  let interrupted = 0
  for (let kills = 0; kills < KILLS; kills++) {
    const told = untold.slice(0, 40).map(async (n) => {
      const order = `inv_aw${n}-1`
      const paid = gateway.payment(order).paidAt !== null
      return { n, statuses: await (paid ? gateway.notify(order, 'settlement') : gateway.move(order, 'settlement')) }
    })
    // Longer with each kill, so that some fall into the first words and some between the last.
    await new Promise((wait) => setTimeout(wait, 20 + Math.random() * 1_500))
    await worker.kill()
    const answers = await Promise.all(told)
    // A gateway repeats what nobody confirmed; what was confirmed once is never told again.
    const heard = new Set(answers.flatMap(({ n, statuses }) => (statuses.includes(200) ? [n] : [])))
    if (answers.some(({ statuses }) => statuses.includes(0))) interrupted++
    untold = untold.filter((n) => !heard.has(n))
    await live('held')
  }
  expect(interrupted).toBeGreaterThan(0)
  for (let n = untold.pop(); n !== undefined; n = untold.pop()) {
    const order = `inv_aw${n}-1`
    await (gateway.payment(order).paidAt === null ? gateway.move(order, 'settlement') : gateway.notify(order, 'settlement'))
  }
  // What was stored and never applied is applied by the sweep, two of them at once.
  const later = new Date(Date.now() + 25 * HOUR).toISOString()
  for (let left = await waiting(); left !== 0; left = await waiting()) {
    await Promise.all([worker.sweep(later), worker.sweep(later)])
    expect(await waiting()).toBeLessThan(left ?? 0)
  }
  await expectEachOnce()
  await expectDrained()
})

const waiting = () => count('gateway_notifications WHERE applied_at IS NULL')

async function expectEachOnce(): Promise<void> {
  expect(await count('payments')).toBe(PAYMENTS)
  expect(await count(`invoices WHERE state = 'paid' AND paid_amount = amount`)).toBe(PAYMENTS)
  expect(await count(`events WHERE type = 'account.paid'`)).toBe(PAYMENTS)
  expect(await count(`gateway_transactions WHERE state = 'settled' AND booked_paid = amount`)).toBe(PAYMENTS)
  expect(await count('unmatched_payments')).toBe(0)
  expect(await count('accounts a WHERE a.version - 1 <> (SELECT count(*) FROM events e WHERE e.entity = a.id)')).toBe(0)
  expect(await count(`notices WHERE kind = 'paid'`)).toBe(PAYMENTS)
  expect(await count(`outbox WHERE kind = 'mail'`)).toBe(PAYMENTS)
}

async function expectDrained(): Promise<void> {
  const ordered = (await count('outbox')) ?? 0
  await worker.kill()
  await live('')
  await worker.sweep(new Date().toISOString())
  expect(await count('outbox')).toBe(0)
  expect(await count(`deliveries WHERE kind = 'mail' AND outcome = 'accepted'`)).toBe(PAYMENTS)
  expect(await count('sent_mail')).toBe(PAYMENTS)
  expect(await count('deliveries')).toBe(ordered)
}
