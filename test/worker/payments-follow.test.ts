/** What follows a payment beside the books: the panel, staff, and what stood in the account’s way (S13, S14, S16, S18). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, customerOf } from '../support/client.ts'
import { rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MORNING = '2027-03-01T02:00:00Z'
const LATE = '2027-03-10T17:00:00Z'
const SUSPENDED = '2027-03-12T17:00:00Z'
const AMOUNT = 200_000

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
let account = ''
let invoice = ''

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MORNING)
  staff = await staffOf(worker, Date.parse(MORNING))
  customer = await customerOf(worker, Date.parse(MORNING))
})
afterAll(() => worker.close())

beforeEach(async () => {
  await worker.setClock(MORNING)
  const input = { customer: customer.customerId, domain: 'toko.example', package: 'hosting-mulai', term: 'yearly', dueOn: '2027-03-10' }
  const response = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify(input) })
  ;({ account, invoice } = (await response.json()) as { account: string; invoice: string })
})

let keys = 0
const pay = async (paidAt: string, to = invoice, amountRupiah = AMOUNT) =>
  (
    await staff.post(
      `/api/v1/staff/invoices/${to}/payments`,
      { paidAt, amountRupiah, method: 'bank_transfer', reference: `FLW-${++keys}` },
      { 'idempotency-key': `follow-payment-${++keys}` },
    )
  ).body
const set = (assignments: string) =>
  worker.db
    .prepare(`UPDATE accounts SET ${assignments}, version = version + 1, commit_id = 'com_test${++keys}' WHERE id = ?`)
    .bind(account)
    .run()
const panelOrders = () =>
  rows(worker.db, `SELECT body ->> 'order' AS what, body ->> 'reason' AS reason FROM outbox WHERE kind = 'panel' AND subject = ?`, account)
const row = async () => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', account))[0]
const tasks = () => rows(worker.db, 'SELECT kind FROM tasks WHERE subject = ?', account)

describe('the panel', () => {
  test('is told nothing where the service ran all the while', async () => {
    await worker.tick(LATE)
    await worker.setClock('2027-03-11T00:00:00Z')
    expect(await pay('2027-03-10T18:00:00Z')).toMatchObject({ effect: 'paid' })
    expect(await panelOrders()).toEqual([])
  })

  test('switches a suspended service on again, by the clause that says so', async () => {
    for (const tick of [LATE, SUSPENDED]) await worker.tick(tick)
    await worker.db.prepare('DELETE FROM outbox').run()
    await worker.setClock('2027-03-14T00:00:00Z')
    expect(await pay('2027-03-13T00:00:00Z')).toMatchObject({ effect: 'reactivated' })
    expect(await panelOrders()).toEqual([{ what: 'align', reason: 'terms 2026-12-15 S14' }])
  })

  test('makes what an order paid for', async () => {
    const wish = { package: 'hosting-mulai', term: 'yearly', domain: 'baru.example', page: '/akun/pesanan/baru' }
    const placed = (await customer.client.post('/api/v1/orders', wish, { 'idempotency-key': `follow-order-${++keys}` })).body
    account = placed.account
    expect(await pay(MORNING, placed.invoice)).toMatchObject({ effect: 'order_paid' })
    expect(await panelOrders()).toEqual([{ what: 'align', reason: 'terms 2026-12-15 S13' }])
  })
})

test('an account in violation is late no more once it is paid, and stays off all the same', async () => {
  for (const tick of [LATE, SUSPENDED]) await worker.tick(tick)
  await set(`violation_at = 1, violation_reason = 'spam', violation_evidence = 'log'`)
  await worker.setClock('2027-03-14T00:00:00Z')
  expect(await pay('2027-03-13T00:00:00Z')).toMatchObject({ effect: 'paid', accountState: 'active' })
  expect(await row()).toMatchObject({ state: 'active', due_on: '2028-03-10', violation_at: 1 })
})

describe('an account that its customer ended', () => {
  const end = async () => {
    await set(`state = 'cancelled', ended_at = ${Date.parse(LATE)}, cancel_confirmed_at = 1, cancel_ends_at = ${Date.parse(LATE)}`)
    await worker.setClock('2027-03-11T00:00:00Z')
  }

  test('goes on where it was paid before its end, and staff know', async () => {
    await end()
    expect(await pay('2027-03-10T16:59:59Z')).toMatchObject({ effect: 'cancellation_undone', accountState: 'active' })
    expect(await row()).toMatchObject({ state: 'active', due_on: '2028-03-10', ended_at: null, cancel_ends_at: null })
    expect(await panelOrders()).toHaveLength(1)
    expect(await tasks()).toEqual([{ kind: 'end_undone' }])
  })

  test('stays ended where it was paid later: the money is kept, and both are told (S16)', async () => {
    await end()
    expect(await pay('2027-03-10T17:00:01Z')).toMatchObject({
      effect: 'paid_after_cancellation',
      accountState: 'cancelled',
      clause: { id: 'S16' },
    })
    expect(await tasks()).toEqual([{ kind: 'money_kept' }])
    const inbox = (await customer.client.get('/api/v1/notices')).body as { kind: string; subject: string }[]
    expect(inbox.filter(({ subject }) => subject === account).map(({ kind }) => kind)).toContain('paid_after_cancellation')
  })
})

describe('an invoice beside the terms', () => {
  async function beside(kind: 'upgrade' | 'restore') {
    const id = `inv_aBESIDE${++keys}`
    await worker.db
      .prepare(
        `INSERT INTO invoices (id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount, state, terms_version,
           issued_at, lines, commit_id)
         SELECT ?1, shard, year, serial + 1000 + ?4, account, customer, ?2, '2027-03-05', '2027-04-06', '2027-04-05', 30000, 'issued',
           terms_version, 0, '[]', 'com_test' FROM invoices WHERE id = ?3`,
      )
      .bind(id, kind, invoice, keys)
      .run()
    return id
  }

  test.each(['upgrade', 'restore'] as const)('for an %s moves neither the term nor the state', async (kind) => {
    const id = await beside(kind)
    for (const tick of [LATE, SUSPENDED]) await worker.tick(tick)
    await worker.setClock('2027-03-14T00:00:00Z')
    expect(await pay('2027-03-13T00:00:00Z', id, 30_000)).toMatchObject({ effect: 'paid', accountState: 'suspended', owedRupiah: 0 })
    expect(await row()).toMatchObject({ state: 'suspended', due_on: '2027-03-10', open_invoice: invoice })
  })

  test('paid in part asks for the rest, and above it leaves credit', async () => {
    const id = await beside('restore')
    expect(await pay(MORNING, id, 10_000)).toMatchObject({ effect: 'part_paid', owedRupiah: 20_000 })
    expect(await pay(MORNING, id, 25_000)).toMatchObject({ effect: 'paid', creditRupiah: 5_000 })
  })
})
