/** Money that goes back (S13, S16): refunds by staff, chargebacks by a bank. One Worker for all, hence the length. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { recordPayment } from '../../worker/billing/actions.ts'
import { applyNotification, storeNotification } from '../../worker/billing/gateways/actions/notifications.ts'
import { openPayment } from '../../worker/billing/gateways/actions/orders.ts'
import { deskOf } from '../../worker/billing/gateways/desk.ts'
import { createContext, type Env } from '../../worker/context.ts'
import { type Client, customerOf } from '../support/client.ts'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { type Death, mortal } from '../support/gateway-crash.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { historyOf, noticesOf, rows, stateOf } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker, TEST_SECRETS } from '../support/worker.ts'

const PAID = '2027-03-05T03:00:00Z'
/** 1 June 2027, 10:00 WIB. */
const HEARD = '2027-06-01T03:00:00Z'
const TERMINATED = '2027-03-19T17:00:00Z'
const AMOUNT = 200_000
const at = (iso: string) => Date.parse(iso)

let worker: RunningWorker
let gateway: LocalGateway
let keys: Record<string, string>
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>

beforeAll(async () => {
  const notify = { midtrans: '', xendit: '' }
  gateway = await startLocalGateway({ notify, now: () => at(PAID) })
  keys = { ...TEST_SECRETS, ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url, GATEWAY_TIMEOUT: '2000' }
  worker = await startWorker('development', keys)
  notify.midtrans = new URL('/api/webhooks/midtrans', worker.url).href
  notify.xendit = new URL('/api/webhooks/xendit', worker.url).href
  await worker.setClock(PAID)
  staff = await staffOf(worker, at(PAID))
  customer = await customerOf(worker, at(PAID))
})
afterEach(async () => {
  gateway.reset()
  await worker.setClock(PAID)
})
afterAll(async () => {
  await worker.close()
  await gateway.close()
})

interface Opened {
  readonly account: string
  readonly invoice: string
}

async function open(dueOn = '2027-03-10'): Promise<Opened> {
  const input = { customer: customer.customerId, domain: 'toko.example', package: 'hosting-mulai', term: 'yearly', dueOn }
  const response = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify(input) })
  return (await response.json()) as Opened
}

let keyed = 0
const pay = async ({ invoice }: Opened, amountRupiah = AMOUNT, paidAt = PAID) =>
  (
    await staff.post(
      `/api/v1/staff/invoices/${invoice}/payments`,
      { paidAt, amountRupiah, method: 'bank_transfer', reference: `REV-${++keyed}` },
      { 'idempotency-key': `reversal-payment-${++keyed}` },
    )
  ).body
const refund = (payment: string, body: Record<string, unknown> = {}, key = `refund-key-${++keyed}`) =>
  staff.post(
    `/api/v1/staff/payments/${payment}/refunds`,
    { amountRupiah: AMOUNT, reason: 'Pelanggan membayar dua kali', reference: `BACK-${++keyed}`, ...body },
    { 'idempotency-key': key },
  )
const accountRow = async (id: string) => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', id))[0]
const invoiceRow = async (id: string) => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM invoices WHERE id = ?', id))[0]
const tasksOf = (account: string) =>
  rows<{ kind: string; done: number }>(
    worker.db,
    'SELECT kind, done_at IS NOT NULL AS done FROM tasks WHERE subject = ? ORDER BY kind',
    account,
  )
const kindsTold = async (account: string) => (await noticesOf(worker.db, account)).map((notice) => notice.split(' ')[0])

describe('a refund', () => {
  test('is a new negative entry; the service and the invoice stay as they were, and the customer is told', async () => {
    const made = await open()
    const paid = await pay(made)
    const answer = await refund(paid.id, { amountRupiah: 50_000 })
    expect(answer).toMatchObject({
      status: 201,
      body: { amountRupiah: -50_000, basis: 'decision', creditTakenRupiah: 0, clause: { id: 'S16' } },
    })
    expect(await accountRow(made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10', open_invoice: null })
    expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'paid', paid_amount: AMOUNT })
    expect((await historyOf(worker.db, made.account)).at(-1)).toMatchObject({
      type: 'account.refunded',
      body: { amountRupiah: -50_000, clause: { id: 'S16' } },
    })
    expect(await kindsTold(made.account)).toContain('refunded')
    const shown = (await customer.client.get(`/api/v1/invoices/${made.invoice}`)).body
    expect(shown.reversals).toMatchObject([{ kind: 'refund', amountRupiah: -50_000 }])
    const told = JSON.stringify(await historyOf(worker.db, made.account))
    expect(told).not.toMatch(/dua kali|BACK-/)
  })

  test('ten times at once with one key is one refund', async () => {
    const paid = await pay(await open())
    const body = { amountRupiah: AMOUNT, reason: 'Sekali saja', reference: `TEN-${++keyed}` }
    const path = `/api/v1/staff/payments/${paid.id}/refunds`
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => staff.post(path, body, { 'idempotency-key': 'ten-refunds-at-once' })),
    )
    expect(new Set(answers.map(({ status, body: { id } }) => `${status} ${id}`)).size).toBe(1)
    expect(await rows(worker.db, 'SELECT count(*) AS n FROM refunds WHERE payment = ?', paid.id)).toEqual([{ n: 1 }])
  })

  test('two at once of all the money are one, and the other is told what went back', async () => {
    const paid = await pay(await open())
    const answers = await Promise.all([refund(paid.id), refund(paid.id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
    const refused = answers.find(({ status }) => status === 422)
    expect(refused?.body).toMatchObject({
      code: 'more_than_was_paid',
      paid: AMOUNT,
      alreadyBack: AMOUNT,
      errors: [{ field: 'amountRupiah' }],
    })
  })

  test('takes the credit of its payment first', async () => {
    const made = await open()
    const paid = await pay(made, AMOUNT + 30_000)
    const before = (await customer.client.get('/api/v1/credits')).body.balanceRupiah
    expect((await refund(paid.id, { amountRupiah: 30_000 })).body).toMatchObject({
      basis: 'credit',
      creditTakenRupiah: 30_000,
      clause: { id: 'S13' },
    })
    expect((await customer.client.get('/api/v1/credits')).body.balanceRupiah).toBe(before - 30_000)
  })

  test('of a part takes it off the invoice, which asks for it again', async () => {
    const made = await open()
    const paid = await pay(made, 80_000)
    await refund(paid.id, { amountRupiah: 80_000 })
    expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'issued', paid_amount: 0 })
    expect(await pay(made)).toMatchObject({ effect: 'paid', creditRupiah: 0, owedRupiah: 0 })
  })

  test('of money that was kept (S16) is staff’s decision, and does what its task asked for', async () => {
    const made = await open()
    for (const tick of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z', TERMINATED]) await worker.tick(tick)
    await worker.setClock('2027-03-25T00:00:00Z')
    const paid = await pay(made, AMOUNT, '2027-03-20T00:00:00Z')
    expect(paid).toMatchObject({ effect: 'paid_after_termination' })
    expect(await tasksOf(made.account)).toEqual([{ kind: 'money_kept', done: 0 }])
    expect((await refund(paid.id)).body).toMatchObject({ basis: 'decision', clause: { id: 'S16' } })
    expect(await tasksOf(made.account)).toEqual([{ kind: 'money_kept', done: 1 }])
    expect(await stateOf(worker.db, made.account)).toBe('terminated')
  })

  test('is owed where the data was gone before a payment in time was heard of', async () => {
    const made = await open()
    for (const tick of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z', TERMINATED]) await worker.tick(tick)
    const purge = `UPDATE accounts SET state = 'purged', purged_at = 1, next_action = NULL, next_action_at = NULL, version = version + 1,
      commit_id = 'com_purge' WHERE id = ?`
    await worker.db.prepare(purge).bind(made.account).run()
    await worker.setClock('2027-03-25T00:00:00Z')
    const paid = await pay(made, AMOUNT, '2027-03-19T16:59:59Z')
    expect(paid).toMatchObject({ effect: 'refund_owed', accountState: 'purged' })
    expect(await tasksOf(made.account)).toEqual([{ kind: 'refund_owed', done: 0 }])
    expect(await kindsTold(made.account)).toContain('refund_owed')
    expect((await refund(paid.id)).body).toMatchObject({ basis: 'owed', clause: { id: 'S13' } })
    expect(await tasksOf(made.account)).toEqual([{ kind: 'refund_owed', done: 1 }])
  })

  test('that cannot be is refused', async () => {
    const paid = await pay(await open())
    expect(await refund('pay_aNONE')).toMatchObject({ status: 404, body: { code: 'payment_not_found' } })
    expect(await refund(paid.id, { amountRupiah: 0 })).toMatchObject({ status: 422 })
    expect(await refund(paid.id, { amountRupiah: AMOUNT + 1 })).toMatchObject({ status: 422, body: { code: 'more_than_was_paid' } })
    await refund(paid.id, { amountRupiah: 1, reference: 'BACK-TWICE' })
    expect(await refund(paid.id, { amountRupiah: 1, reference: 'BACK-TWICE' })).toMatchObject({
      status: 409,
      body: { code: 'refund_reference_taken' },
    })
    const own = { amountRupiah: 1, reason: 'Saya mau', reference: 'SELF' }
    const answer = await customer.client.post(`/api/v1/staff/payments/${paid.id}/refunds`, own, { 'idempotency-key': 'refund-myself' })
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_staff' } })
  })
})

/** A yearly account due 10 March, paid at the gateway on 5 March. */
async function paidAtGateway() {
  const made = await open()
  const context = createContext({ DB: worker.db, ...keys } as unknown as Env, at(PAID), 'id')
  const wish = { gateway: 'midtrans', invoice: made.invoice, description: 'x', returnUrl: 'https://x.example' } as const
  const opened = await openPayment(context, deskOf(context), { ...wish, expiresAt: at(PAID) + 3_600_000 })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  const { orderId } = opened.value
  await gateway.move(orderId, 'settlement', { at: at(PAID) })
  return { ...made, orderId }
}

describe('a chargeback', () => {
  test('opens the invoice of the running term again, due on the day it is heard of, and the account goes by it', async () => {
    const made = await paidAtGateway()
    expect(await accountRow(made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10' })
    await worker.setClock(HEARD)
    gateway.faults.copies = 20
    await gateway.move(made.orderId, 'chargeback')
    expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'issued', paid_amount: 0, due_on: '2027-06-01' })
    expect(await accountRow(made.account)).toMatchObject({ state: 'active', due_on: '2027-03-10', open_invoice: made.invoice })
    expect(await rows(worker.db, 'SELECT amount FROM payment_reversals WHERE invoice = ?', made.invoice)).toEqual([{ amount: -AMOUNT }])
    const history = await historyOf(worker.db, made.account)
    expect(history.filter(({ type }) => type === 'account.payment_reversed')).toHaveLength(1)
    expect(await kindsTold(made.account)).toContain('payment_reversed')
    expect(await tasksOf(made.account)).toEqual([{ kind: 'chargeback', done: 0 }])

    // Lateness begins anew, with notices of its own: nobody is suspended by a bank's dispute alone.
    await worker.tick('2027-06-01T03:01:00Z')
    expect(await stateOf(worker.db, made.account)).toBe('active')
    await worker.tick('2027-06-01T17:00:00Z')
    expect(await stateOf(worker.db, made.account)).toBe('overdue')
    await worker.tick('2027-06-03T17:00:00Z')
    expect(await stateOf(worker.db, made.account)).toBe('suspended')

    // Paid again, the anniversary is the old one.
    await worker.setClock('2027-06-05T00:00:00Z')
    expect(await pay(made, AMOUNT, '2027-06-04T00:00:00Z')).toMatchObject({ effect: 'reactivated' })
    expect(await accountRow(made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10' })
  })

  test('makes a newer open invoice void, whose parts become credit', async () => {
    const made = await paidAtGateway()
    await worker.tick('2028-02-10T00:00:00Z')
    const newer = String((await accountRow(made.account))?.['open_invoice'])
    expect(newer).toMatch(/^inv_/)
    await worker.setClock('2028-02-11T00:00:00Z')
    await pay({ ...made, invoice: newer }, 1_000, '2028-02-10T12:00:00Z')
    await gateway.move(made.orderId, 'chargeback')
    expect(await invoiceRow(newer)).toMatchObject({ state: 'void' })
    expect(await accountRow(made.account)).toMatchObject({ open_invoice: made.invoice, due_on: '2027-03-10' })
    await worker.tick('2028-02-11T00:01:00Z')
    expect(await invoiceRow(newer)).toMatchObject({ state: 'void', paid_amount: 0 })
    expect(await rows(worker.db, `SELECT amount FROM credits WHERE origin = ?`, newer)).toEqual([{ amount: 1_000 }])
  })

  test('of an account that is late already moves nothing: a person decides', async () => {
    const made = await paidAtGateway()
    for (const tick of ['2028-02-10T00:00:00Z', '2028-03-10T17:00:00Z', '2028-03-12T17:00:00Z']) await worker.tick(tick)
    expect(await stateOf(worker.db, made.account)).toBe('suspended')
    await worker.setClock('2028-03-13T00:00:00Z')
    await gateway.move(made.orderId, 'chargeback')
    expect(await stateOf(worker.db, made.account)).toBe('suspended')
    expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'paid' })
    expect(await tasksOf(made.account)).toEqual([{ kind: 'chargeback', done: 0 }])
  })
})

/** What the customer has as credit, by the one door that tells. */
const balance = async () => (await customer.client.get('/api/v1/credits')).body.balanceRupiah as number
const order = async () => (await customer.client.post('/api/v1/orders', ORDERED, { 'idempotency-key': `order-key-${++keyed}` })).body
const ORDERED = { package: 'hosting-mulai', term: 'yearly', domain: 'toko.example', page: '/akun/pesan' }

describe('an invoice that was paid twice', () => {
  test('stays paid by the second payment when the bank takes the first back, and the credit goes', async () => {
    const before = await balance()
    const made = await paidAtGateway()
    expect(await pay(made)).toMatchObject({ effect: 'credited', creditRupiah: AMOUNT })
    expect(await balance()).toBe(before + AMOUNT)
    await worker.setClock(HEARD)
    await gateway.move(made.orderId, 'chargeback')
    expect(await balance()).toBe(before)
    expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'paid', paid_amount: AMOUNT })
    expect(await accountRow(made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10' })
  })

  test('gives the credit back with a refund of either payment, once', async () => {
    const before = await balance()
    const made = await open()
    const first = await pay(made)
    await pay(made)
    expect((await refund(first.id)).body).toMatchObject({ basis: 'credit', creditTakenRupiah: AMOUNT })
    expect(await balance()).toBe(before)
  })

  test('is owed again where the credit was spent elsewhere, and paid again it is paid', async () => {
    const made = await paidAtGateway()
    await pay(made)
    expect(await order()).toMatchObject({ owedRupiah: 0 })
    await worker.setClock(HEARD)
    await gateway.move(made.orderId, 'chargeback')
    expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'issued', paid_amount: 0, due_on: '2027-06-01' })
    expect(await pay(made, AMOUNT, HEARD)).toMatchObject({ effect: 'paid', creditRupiah: 0, owedRupiah: 0 })
    expect(await accountRow(made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10' })
  })
})

async function ended(): Promise<Opened> {
  const made = await open()
  for (const tick of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z', TERMINATED]) await worker.tick(tick)
  await worker.setClock('2027-03-25T00:00:00Z')
  return made
}

describe('money kept after the end (S16)', () => {
  const LATE = '2027-03-20T00:00:00Z'
  const IN_TIME = '2027-03-19T16:59:59Z'

  test('that an end undone later made credit takes it along when it goes back', async () => {
    const before = await balance()
    const made = await ended()
    const kept = await pay(made, AMOUNT, LATE)
    expect(await pay(made, AMOUNT, IN_TIME)).toMatchObject({ effect: 'termination_undone', creditRupiah: AMOUNT })
    expect((await refund(kept.id)).body).toMatchObject({ creditTakenRupiah: AMOUNT })
    expect(await balance()).toBe(before)
  })

  test('goes back without touching the credit of what was paid in time', async () => {
    const made = await open()
    await pay(made, 50_000)
    await worker.db
      .prepare(
        `UPDATE accounts SET state = 'order_cancelled', cancelled_at = ?, open_invoice = NULL, next_action = NULL, next_action_at = NULL,
          version = version + 1, commit_id = 'com_cancelled' WHERE id = ?`,
      )
      .bind(at('2027-03-19T17:00:00Z'), made.account)
      .run()
    await worker.db.prepare(`UPDATE invoices SET state = 'void', commit_id = 'com_void' WHERE id = ?`).bind(made.invoice).run()
    await worker.tick('2027-03-19T17:01:00Z')
    const before = await balance()
    await worker.setClock('2027-03-25T00:00:00Z')
    const kept = await pay(made, AMOUNT, LATE)
    expect(kept).toMatchObject({ effect: 'paid_after_cancellation' })
    expect((await refund(kept.id)).body).toMatchObject({ basis: 'decision', creditTakenRupiah: 0 })
    expect(await balance()).toBe(before)
  })
})

test('a part heard of in the instant in which the invoice of an ended account is closed leaves it void', async () => {
  const made = await ended()
  await worker.db.prepare(`UPDATE invoices SET state = 'issued', commit_id = 'com_open' WHERE id = ?`).bind(made.invoice).run()
  const close = worker.db.prepare(`UPDATE invoices SET state = 'void', commit_id = 'com_closed' WHERE id = ?`).bind(made.invoice)
  let transactions = 0
  const between = {
    prepare: (query: string) => worker.db.prepare(query),
    batch: async (statements: Parameters<typeof worker.db.batch>[0]) => {
      if (++transactions === 2) await close.run()
      return worker.db.batch(statements)
    },
  }
  const context = createContext({ DB: between, ...keys } as unknown as Env, at('2027-03-25T00:00:00Z'), 'id')
  const part = { paidAt: '2027-03-19T16:00:00Z', amountRupiah: 50_000, method: 'cash' as const, reference: `REV-${++keyed}` }
  expect(await recordPayment(context, 'usr_staff', made.invoice, part, 'between-two')).toMatchObject({ value: { effect: 'part_paid' } })
  expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'void', paid_amount: 50_000 })
})

test('a part that went back after it had become credit is taken off once, not twice', async () => {
  const made = await open()
  const first = await pay(made, 50_000)
  await pay(made, 30_000)
  await worker.db
    .prepare(
      `UPDATE accounts SET state = 'order_cancelled', cancelled_at = ?, open_invoice = NULL, next_action = NULL, next_action_at = NULL,
        version = version + 1, commit_id = 'com_gone' WHERE id = ?`,
    )
    .bind(at('2027-03-19T17:00:00Z'), made.account)
    .run()
  await worker.db.prepare(`UPDATE invoices SET state = 'void', commit_id = 'com_gone' WHERE id = ?`).bind(made.invoice).run()
  await worker.tick('2027-03-19T17:01:00Z')
  const before = await balance()
  await worker.setClock('2027-03-25T00:00:00Z')
  expect((await refund(first.id, { amountRupiah: 50_000 })).body).toMatchObject({ basis: 'credit', creditTakenRupiah: 50_000 })
  expect(await pay(made, AMOUNT - 30_000, '2027-03-19T16:00:00Z')).toMatchObject({ effect: 'order_undone', owedRupiah: 0 })
  expect(await balance()).toBe(before - 80_000)
})

/** What the webhook does, by a process that dies over it. @returns whether it died. */
async function tell(orderId: string, death: Death): Promise<boolean> {
  const { db, died } = mortal(worker.db, death)
  const context = createContext({ DB: db, ...keys } as unknown as Env, at(HEARD), 'id')
  const { transactionId } = gateway.payment(orderId)
  const notification = { orderId, transactionId, reference: transactionId, status: 'chargeback', pending: false }
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
])('killed %s any of its transactions, a chargeback is one entry and one reopened invoice in the end', async (_, landed) => {
  for (let atTransaction = 0; ; atTransaction++) {
    const made = await paidAtGateway()
    await worker.setClock(HEARD)
    gateway.faults.held = true
    await gateway.move(made.orderId, 'chargeback')
    const died = await tell(made.orderId, { atTransaction, landed })
    gateway.faults.held = false
    await gateway.release()
    await Promise.all([worker.tick('2027-06-01T12:00:00Z'), worker.tick('2027-06-01T12:00:00Z')])
    expect(await rows(worker.db, 'SELECT amount FROM payment_reversals WHERE invoice = ?', made.invoice)).toEqual([{ amount: -AMOUNT }])
    expect(await invoiceRow(made.invoice)).toMatchObject({ state: 'issued', paid_amount: 0 })
    const history = await historyOf(worker.db, made.account)
    expect(history.filter(({ type }) => type === 'account.payment_reversed')).toHaveLength(1)
    expect(history.map(({ version }) => version)).toEqual(history.map((_event, index) => index + 1))
    gateway.reset()
    await worker.setClock(PAID)
    if (!died) break
    expect(atTransaction).toBeLessThan(12)
  }
})
