/** Credit that pays an invoice which is open already, when its owner asks (S13): as money of that amount, paid at that instant. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordPayment } from '../../worker/billing/actions.ts'
import { recordGatewayReversal } from '../../worker/billing/reversals/actions.ts'
import { createContext, type Env } from '../../worker/context.ts'
import { type Client, customerOf } from '../support/client.ts'
import { historyOf, noticesOf, rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker, TEST_SECRETS } from '../support/worker.ts'

const MORNING = '2027-03-01T02:00:00Z'
/** Due 10 March: late from 11 March, 00:00 WIB, suspended two days later. */
const LATE = '2027-03-10T17:00:00Z'
const SUSPENDED = '2027-03-12T17:00:00Z'
const TERMINATED = '2027-03-19T17:00:00Z'
const AMOUNT = 200_000

interface Opened {
  readonly account: string
  readonly invoice: string
}

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
let made: Opened

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MORNING)
  staff = await staffOf(worker, Date.parse(MORNING))
})
afterAll(() => worker.close())
beforeEach(async () => {
  await worker.setClock(MORNING)
  customer = await customerOf(worker, Date.parse(MORNING))
  made = await open()
})

let keys = 0
async function open(dueOn = '2027-03-10'): Promise<Opened> {
  const input = { customer: customer.customerId, domain: `toko${++keys}.example`, package: 'hosting-mulai', term: 'yearly', dueOn }
  const response = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify(input) })
  return (await response.json()) as Opened
}
const pay = async ({ invoice }: Opened, amountRupiah: number, paidAt = MORNING) =>
  (
    await staff.post(
      `/api/v1/staff/invoices/${invoice}/payments`,
      { paidAt, amountRupiah, method: 'bank_transfer', reference: `CPY-${++keys}` },
      { 'idempotency-key': `credit-pays-${++keys}` },
    )
  ).body
/** Credit of so much: what is paid above another invoice. */
async function hold(amountRupiah: number): Promise<void> {
  await pay(await open('2028-01-10'), AMOUNT + amountRupiah)
}
const useCredit = ({ invoice }: Opened, key = `use-credit-${++keys}`, client = customer.client) =>
  client.post(`/api/v1/invoices/${invoice}/credit`, {}, { 'idempotency-key': key, 'accept-language': 'en' })
const balance = async () => (await customer.client.get('/api/v1/credits')).body.balanceRupiah
const one = async (table: 'accounts' | 'invoices', id: string) =>
  (await rows<Record<string, unknown>>(worker.db, `SELECT * FROM ${table} WHERE id = ?`, id))[0]
const panelOrders = ({ account }: Opened) =>
  rows(worker.db, `SELECT body ->> 'order' AS what, body ->> 'reason' AS reason FROM outbox WHERE kind = 'panel' AND subject = ?`, account)
const lastEvent = async ({ account }: Opened) => (await historyOf(worker.db, account)).at(-1)
const told = async ({ account }: Opened) => (await noticesOf(worker.db, account)).map((notice) => notice.split(' ')[0])
async function late(until: 'overdue' | 'suspended' = 'overdue') {
  await worker.tick(LATE)
  if (until === 'suspended') await worker.tick(SUSPENDED)
  await worker.db.prepare('DELETE FROM outbox').run()
  await worker.setClock(until === 'suspended' ? '2027-03-13T03:00:00Z' : '2027-03-11T03:00:00Z')
}

describe('what is owed in full', () => {
  test('of an overdue account: it is active, due on the same anniversary, and nothing is counted as money that came', async () => {
    await hold(AMOUNT + 5_000)
    await late()
    expect(await useCredit(made)).toMatchObject({
      status: 201,
      body: {
        account: made.account,
        invoice: made.invoice,
        effect: 'paid',
        accountState: 'active',
        owedRupiah: 0,
        paidRupiah: AMOUNT,
        clause: { id: 'S13' },
      },
    })
    expect(await one('accounts', made.account)).toMatchObject({
      state: 'active',
      due_on: '2028-03-10',
      overdue_at: null,
      open_invoice: null,
    })
    expect(await one('invoices', made.invoice)).toMatchObject({ state: 'paid', paid_amount: AMOUNT })
    expect(await balance()).toBe(5_000)
    expect(await rows(worker.db, 'SELECT id FROM payments WHERE invoice = ?', made.invoice)).toEqual([])
    expect(await panelOrders(made)).toEqual([])
    for (const tick of [SUSPENDED, TERMINATED]) await worker.tick(tick)
    expect(await one('accounts', made.account)).toMatchObject({ state: 'active' })
  })

  test('of a suspended account: it is active again, and the panel is told', async () => {
    await hold(AMOUNT)
    await late('suspended')
    expect((await useCredit(made)).body).toMatchObject({ effect: 'reactivated', accountState: 'active', owedRupiah: 0 })
    expect(await one('accounts', made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10', suspended_at: null })
    expect(await panelOrders(made)).toEqual([{ what: 'align', reason: 'terms 2026-12-15 S14' }])
  })

  test('of an order: it runs from now on', async () => {
    const wish = { package: 'hosting-mulai', term: 'yearly', domain: 'pesan.example', page: '/akun/pesanan/baru' }
    const placed = (await customer.client.post('/api/v1/orders', wish, { 'idempotency-key': `credit-order-${++keys}` })).body as Opened
    await hold(AMOUNT)
    expect((await useCredit(placed)).body).toMatchObject({ effect: 'order_paid', accountState: 'active' })
    expect(await one('accounts', placed.account)).toMatchObject({ state: 'active', due_on: '2028-03-01' })
    expect(await panelOrders(placed)).toEqual([{ what: 'align', reason: 'terms 2026-12-15 S13' }])
  })

  test('of an upgrade: the larger package is active at once, and the term stays', async () => {
    await pay(made, AMOUNT)
    await worker.setClock('2027-04-01T02:00:00Z')
    const wish = { package: 'hosting-tumbuh', term: 'yearly' }
    const path = `/api/v1/accounts/${made.account}/changes`
    const asked = (await customer.client.post(path, wish, { 'idempotency-key': `credit-upgrade-${++keys}` })).body
    const upgrade = { account: made.account, invoice: String(asked.invoice) }
    await hold(1_000_000)
    expect((await useCredit(upgrade)).body).toMatchObject({ effect: 'paid', owedRupiah: 0 })
    expect(await one('accounts', made.account)).toMatchObject({ package: 'hosting-tumbuh', due_on: '2028-03-10' })
  })

  test('names the credit and no payment, in the event and in what the customer reads', async () => {
    await hold(AMOUNT)
    await late('suspended')
    await useCredit(made)
    const [credit] = await rows<{ id: string }>(worker.db, 'SELECT id FROM credits WHERE customer = ?', customer.customerId)
    const event = await lastEvent(made)
    expect(event).toMatchObject({
      type: 'account.reactivated',
      body: {
        invoice: made.invoice,
        credits: [{ credit: credit?.id, amount: AMOUNT }],
        amountRupiah: AMOUNT,
        creditRupiah: 0,
        owedRupiah: 0,
      },
    })
    expect(event?.body).not.toHaveProperty('payment')
    expect(await told(made)).toContain('reactivated')
    const notices = (await customer.client.get('/api/v1/notices', { 'accept-language': 'en' })).body
    const notice = (notices as { kind: string; text: string }[]).find(({ kind }) => kind === 'reactivated')
    expect(notice?.text).toMatch(/^We used Rp\s200,000 of your credit and reactivated your service\./)
  })

  test('takes twenty credits in one commit', async () => {
    const other = await open('2028-01-10')
    await pay(other, AMOUNT)
    for (let n = 0; n < 20; n++) await pay(other, AMOUNT / 20)
    expect((await useCredit(made)).body).toMatchObject({ effect: 'paid', owedRupiah: 0, paidRupiah: AMOUNT })
    expect(await rows(worker.db, `SELECT count(*) AS n FROM credit_uses WHERE subject = ? AND use = 'invoice'`, made.invoice)).toEqual([
      { n: 20 },
    ])
    expect(await balance()).toBe(0)
  })
})

describe('a part', () => {
  test('counts, and the account stays late until the rest is paid; money on top is credit again', async () => {
    await hold(50_000)
    await late()
    expect((await useCredit(made)).body).toMatchObject({
      effect: 'part_paid',
      accountState: 'overdue',
      owedRupiah: 150_000,
      paidRupiah: 50_000,
    })
    expect(await one('accounts', made.account)).toMatchObject({ state: 'overdue', due_on: '2027-03-10', open_invoice: made.invoice })
    expect(await one('invoices', made.invoice)).toMatchObject({ state: 'issued', paid_amount: 50_000 })
    expect(await pay(made, 170_000, '2027-03-11T02:00:00Z')).toMatchObject({ effect: 'paid', accountState: 'active', creditRupiah: 20_000 })
    expect(await balance()).toBe(20_000)
    expect((await customer.client.get(`/api/v1/invoices/${made.invoice}`)).body).toMatchObject({
      owedRupiah: 0,
      credits: [{ amountRupiah: 50_000 }],
      payments: [{ amountRupiah: 170_000, creditRupiah: 20_000 }],
    })
  })
})

test('what is paid on top of an invoice that credit covered is credit whole', async () => {
  await hold(AMOUNT)
  await useCredit(made)
  expect(await pay(made, AMOUNT)).toMatchObject({ effect: 'credited', creditRupiah: AMOUNT, accountState: 'active' })
  expect(await balance()).toBe(AMOUNT)
  expect(await one('accounts', made.account)).toMatchObject({ due_on: '2028-03-10' })
})

test('a payment heard of later that was made before the suspension becomes credit, and the credit stays spent', async () => {
  await hold(AMOUNT)
  await late('suspended')
  await useCredit(made)
  expect(await pay(made, AMOUNT, '2027-03-11T02:00:00Z')).toMatchObject({ effect: 'credited', creditRupiah: AMOUNT })
  expect(await one('accounts', made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10' })
})

test('a bank that takes the other part back leaves just that part owed, which further credit can pay', async () => {
  const now = Date.parse(MORNING)
  const env = { ...TEST_SECRETS, DB: worker.db } as unknown as Env
  const transactionId = `tx-credit-${++keys}`
  const input = { paidAt: MORNING, amountRupiah: 150_000, method: 'digital' as const, reference: `midtrans:${transactionId}` }
  await recordPayment(createContext(env, now, 'id', now), 'gateway:midtrans', made.invoice, input, transactionId)
  await hold(60_000)
  expect((await useCredit(made)).body).toMatchObject({ effect: 'paid', paidRupiah: 50_000 })
  const heard = Date.parse('2027-03-20T02:00:00Z')
  const entry = { kind: 'chargeback' as const, amountRupiah: -150_000, paidAt: null, totalRupiah: 150_000 }
  const reversal = { gateway: 'midtrans' as const, transactionId, invoice: made.invoice, entry }
  await recordGatewayReversal(createContext(env, heard, 'id', heard), reversal)
  expect(await one('invoices', made.invoice)).toMatchObject({ state: 'issued', paid_amount: 50_000, due_on: '2027-03-20' })
  expect(await one('accounts', made.account)).toMatchObject({ state: 'active', due_on: '2027-03-10', open_invoice: made.invoice })
  await worker.setClock('2027-03-20T03:00:00Z')
  expect((await useCredit(made)).body).toMatchObject({ effect: 'part_paid', paidRupiah: 10_000, owedRupiah: 140_000 })
  expect(await pay(made, 140_000, '2027-03-20T03:00:00Z')).toMatchObject({ effect: 'paid', creditRupiah: 0 })
  expect(await one('accounts', made.account)).toMatchObject({ state: 'active', due_on: '2028-03-10', open_invoice: null })
})

describe('asked again', () => {
  test('with the same key it is the same answer, and the credit is spent once', async () => {
    await hold(50_000)
    const first = await useCredit(made, 'the-same-credit')
    await hold(50_000)
    expect(await useCredit(made, 'the-same-credit')).toMatchObject({ status: 201, body: first.body })
    expect(await balance()).toBe(50_000)
    expect((await historyOf(worker.db, made.account)).filter(({ type }) => type === 'account.part_paid')).toHaveLength(1)
  })

  test('five at once pay it once', async () => {
    await hold(AMOUNT + 50_000)
    const answers = await Promise.all(Array.from({ length: 5 }, () => useCredit(made)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(4).fill('nothing_owed'))
    expect(await balance()).toBe(50_000)
  })

  test('for two accounts at once one credit is spent once', async () => {
    const second = await open()
    await hold(AMOUNT)
    const answers = await Promise.all([useCredit(made), useCredit(second)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('no_credit')
    expect(await balance()).toBe(0)
  })
})

describe('is refused', () => {
  const refusals = async (opened: Opened, client = customer.client) => (await useCredit(opened, undefined, client)).body.code

  test('for another customer’s invoice as for one that does not exist, and nobody’s credit moves', async () => {
    await hold(AMOUNT)
    const other = await customerOf(worker, Date.parse(MORNING))
    expect(await useCredit(made, undefined, other.client)).toMatchObject({ status: 404, body: { code: 'invoice_not_found' } })
    expect(await useCredit({ ...made, invoice: 'inv_none' })).toMatchObject({ status: 404, body: { code: 'invoice_not_found' } })
    expect(await balance()).toBe(AMOUNT)
  })

  test('where nothing is owed: paid, or of an account that has ended', async () => {
    await hold(AMOUNT)
    const paid = await open()
    await pay(paid, AMOUNT)
    expect(await useCredit(paid)).toMatchObject({ status: 409, body: { code: 'nothing_owed' } })
    for (const tick of [LATE, SUSPENDED, TERMINATED]) await worker.tick(tick)
    expect(await one('accounts', made.account)).toMatchObject({ state: 'terminated' })
    expect(await refusals(made)).toBe('nothing_owed')
    expect(await balance()).toBe(AMOUNT)
  })

  test('without credit, and without a key', async () => {
    expect(await useCredit(made)).toMatchObject({ status: 409, body: { code: 'no_credit', title: 'No credit' } })
    const keyless = await customer.client.post(`/api/v1/invoices/${made.invoice}/credit`, {})
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } })
  })
})
