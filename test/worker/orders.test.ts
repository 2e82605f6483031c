/** Orders from the click to the first paid term, or to the end of the second day after it (S2, S13, S16), on the real Worker. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openPayment } from '../../worker/billing/gateways/actions/orders.ts'
import { deskOf } from '../../worker/billing/gateways/desk.ts'
import { createContext, type Env } from '../../worker/context.ts'
import { type Client, createClient, customerOf, rowCounts } from '../support/client.ts'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { historyOf, noticesOf, rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

/** Monday, 1 March 2027, 10:00 WIB: unpaid, the order ends Thursday 4 March, 00:00 WIB. */
const MONDAY = '2027-03-01T03:00:00Z'
const THURSDAY = '2027-03-03T17:00:00Z'
const at = (iso: string) => Date.parse(iso)

let worker: RunningWorker
let gateway: LocalGateway
let env: Env
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>

beforeAll(async () => {
  const notify = { midtrans: '', xendit: '' }
  gateway = await startLocalGateway({ notify, now: () => at(MONDAY) })
  const keys = { ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url, GATEWAY_TIMEOUT: '2000' }
  worker = await startWorker('development', keys)
  env = { DB: worker.db, ...keys } as unknown as Env
  notify.midtrans = new URL('/api/webhooks/midtrans', worker.url).href
  notify.xendit = new URL('/api/webhooks/xendit', worker.url).href
  await worker.setClock(MONDAY)
  staff = await staffOf(worker, at(MONDAY))
  customer = await customerOf(worker, at(MONDAY))
})
afterEach(async () => {
  gateway.reset()
  await worker.setClock(MONDAY)
})
afterAll(async () => {
  await worker.close()
  await gateway.close()
})

let keys = 0
const wish = (changes: Record<string, unknown> = {}) => ({
  package: 'hosting-mulai',
  term: 'yearly',
  domain: 'toko.example',
  page: '/akun/pesanan/baru',
  ...changes,
})
const order = (changes: Record<string, unknown> = {}, key = `order-key-${++keys}`, client = customer.client) =>
  client.post('/api/v1/orders', wish(changes), { 'idempotency-key': key, 'cf-connecting-ip': '203.0.113.7', 'user-agent': 'Peramban/1' })
const pay = (invoice: string, paidAt: string, amountRupiah = 200_000) =>
  staff.post(
    `/api/v1/staff/invoices/${invoice}/payments`,
    { paidAt, amountRupiah, method: 'bank_transfer', reference: `ORD-${++keys}` },
    { 'idempotency-key': `order-paid-${++keys}` },
  )
const accountRow = async (id: string) => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', id))[0]
const invoiceRow = async (id: string) => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM invoices WHERE id = ?', id))[0]

describe('the purchase click', () => {
  test('opens an account that waits for its payment, with its invoice and the proof of what was agreed', async () => {
    const placed = await order({ domain: 'Kafé.example' })
    expect(placed.status).toBe(201)
    expect(placed.body).toMatchObject({
      domain: 'xn--kaf-dma.example',
      amountRupiah: 200_000,
      termsVersion: '2026-12-15',
      payBefore: new Date(THURSDAY).toISOString(),
    })
    const { account, invoice } = placed.body
    expect(await accountRow(account)).toMatchObject({
      state: 'pending_payment',
      open_invoice: invoice,
      next_action: 'expire_order',
      next_action_at: at(THURSDAY),
    })
    expect(await invoiceRow(invoice)).toMatchObject({
      kind: 'order',
      state: 'issued',
      amount: 200_000,
      due_on: '2027-03-03',
      terms_version: '2026-12-15',
    })
    const [proof] = await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM orders WHERE id = ?', account)
    expect(proof).toMatchObject({
      package: 'hosting-mulai',
      term: 'yearly',
      price: 200_000,
      domain: 'xn--kaf-dma.example',
      ordered_at: expect.any(Number),
      method: 'portal',
    })
    expect(Math.floor(Number(proof?.['ordered_at']) / 60_000)).toBe(at(MONDAY) / 60_000)
    expect(JSON.parse(String(proof?.['documents']))).toEqual(
      ['terms', 'sla', 'privacy'].map((document) => ({ document, version: expect.any(String) })),
    )
    expect(await rows(worker.db, 'SELECT ip, user_agent FROM evidence WHERE id = ?', account)).toEqual([
      { ip: '203.0.113.7', user_agent: 'Peramban/1' },
    ])
    const [event] = await historyOf(worker.db, account)
    expect(event).toMatchObject({
      type: 'account.ordered',
      version: 1,
      body: { clause: { document: 'terms', id: 'S2', version: '2026-12-15' } },
    })
    expect(JSON.stringify(event)).not.toMatch(/\.example|203\.0\.113|Peramban/)
    expect((await noticesOf(worker.db, account)).map((notice) => notice.slice(0, 29))).toEqual(['order_placed 2027-03-01T03:00'])
  })

  test('repeated with the same key is one order; with another body the key is refused', async () => {
    const first = await order({}, 'one-order-only')
    const before = await rowCounts(worker)
    expect(await order({}, 'one-order-only')).toMatchObject({ status: 201, body: first.body })
    expect(await order({ term: 'monthly' }, 'one-order-only')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
    expect(await rowCounts(worker)).toEqual(before)
  })

  test('five times at once is one order', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => order({ domain: 'sekali.example' }, 'five-orders-at-once')))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.account}`)).size).toBe(1)
    expect(await rows(worker.db, `SELECT count(*) AS n FROM orders WHERE domain = 'sekali.example'`)).toEqual([{ n: 1 }])
  })

  test.each([
    ['a package nobody knows', { package: 'hosting-lain' }, 'unknown_package', 'package'],
    ['a term that is not offered', { package: 'domain-id', term: 'monthly' }, 'term_not_offered', 'term'],
    ['what costs nothing', { package: 'domain-forwarding' }, 'nothing_to_charge', 'package'],
    ['a name without an ending', { domain: 'toko' }, 'domain_one_label', 'domain'],
    ['an address instead of a name', { domain: 'https://toko.example/' }, 'domain_character', 'domain'],
    ['a label that begins with a hyphen', { domain: '-toko.example' }, 'domain_label', 'domain'],
    ['a field nobody knows', { coupon: 'x' }, 'invalid_input', 'coupon'],
  ])('%s is refused, names its field and leaves nothing', async (_, changes, code, field) => {
    const before = await rowCounts(worker)
    const answer = await order(changes)
    expect(answer).toMatchObject({ status: 422, body: { code } })
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field])
    expect(await rowCounts(worker)).toEqual(before)
  })

  test('needs the documents in force now, and says which are outstanding', async () => {
    await worker.setClock('2026-11-25T03:00:00Z')
    const early = await customerOf(worker, at('2026-11-25T03:00:00Z'))
    expect((await order({}, 'while-in-force', early.client)).status).toBe(201)
    await worker.setClock(MONDAY)
    const refused = await order({}, 'after-the-change', early.client)
    expect(refused).toMatchObject({ status: 409, body: { code: 'documents_outstanding' } })
    expect(refused.body.documents).toContainEqual({ document: 'terms', version: '2026-12-15' })
    expect(await rows(worker.db, 'SELECT count(*) AS n FROM orders WHERE customer = ?', early.customerId)).toEqual([{ n: 1 }])
  })

  test('without a key is 400, without a session 401; another customer does not see the account', async () => {
    expect((await customer.client.post('/api/v1/orders', wish())).status).toBe(400)
    expect((await order({}, 'nobody-signed-in', createClient(worker))).status).toBe(401)
    const { account } = (await order()).body
    const other = await customerOf(worker, at(MONDAY))
    expect((await other.client.get(`/api/v1/accounts/${account}`)).status).toBe(404)
    const mine = await customer.client.get(`/api/v1/accounts/${account}`, { 'accept-language': 'en' })
    expect(mine.body.timeline.next.map(({ kind, when }: { kind: string; when: string }) => [kind, when])).toEqual([
      ['order_cancelled', '4 March 2027, 00:00 WIB'],
    ])
    expect(mine.body.timeline.ifPaidToday.map(({ kind }: { kind: string }) => kind)).toEqual(['order_paid', 'due'])
  })
})

test('the catalogue shows what is on sale in the reader’s language', async () => {
  const shown = await createClient(worker).get('/api/v1/catalog', { 'accept-language': 'en' })
  expect(shown.body).toContainEqual(
    expect.objectContaining({
      id: 'hosting-mulai',
      priceRupiah: { monthly: 20_000, yearly: 200_000 },
      description: expect.stringContaining('profile site'),
    }),
  )
})

describe('a paid order', () => {
  test('is a service from that day on: its first term and its anniversary begin then', async () => {
    const { account, invoice } = (await order()).body
    await worker.setClock('2027-03-02T18:00:00Z')
    const paid = await pay(invoice, '2027-03-02T17:30:00Z')
    expect(paid.body).toMatchObject({ effect: 'order_paid', accountState: 'active', owedRupiah: 0, clause: { id: 'S13' } })
    expect(await accountRow(account)).toMatchObject({
      ...{ state: 'active', due_on: '2028-03-03', anniversary_day: 3, open_invoice: null },
      ...{ next_action: 'issue_invoice', next_action_at: at('2028-02-02T17:00:00Z') },
    })
    expect(await invoiceRow(invoice)).toMatchObject({ state: 'paid', period_from: '2027-03-03', period_to: '2028-03-03' })
    const inbox = (await customer.client.get('/api/v1/notices', { 'accept-language': 'en' })).body
    const told = inbox.find((notice: { subject: string; kind: string }) => notice.subject === account && notice.kind === 'order_paid')
    expect(told.text).toContain('The next due date is 3 March 2028.')
    await worker.tick(THURSDAY)
    expect(await accountRow(account)).toMatchObject({ state: 'active' })
  })

  test('in part is not active', async () => {
    const { account, invoice } = (await order()).body
    expect((await pay(invoice, MONDAY, 199_999)).body).toMatchObject({
      effect: 'part_paid',
      accountState: 'pending_payment',
      owedRupiah: 1,
    })
    expect(await accountRow(account)).toMatchObject({ state: 'pending_payment', next_action: 'expire_order' })
  })
})

describe('an unpaid order', () => {
  test.each([
    ['2027-03-03T16:59:00Z', 'pending_payment'],
    ['2027-03-03T17:00:00Z', 'order_cancelled'],
  ])('at %s is %s', async (tick, state) => {
    const { account, invoice } = (await order()).body
    await worker.tick(tick)
    expect(await accountRow(account)).toMatchObject({ state })
    const number = await invoiceRow(invoice)
    expect(number).toMatchObject({ state: state === 'order_cancelled' ? 'void' : 'issued', serial: expect.any(Number) })
    if (state === 'pending_payment') return
    await Promise.all([worker.tick('2027-03-03T17:01:00Z'), worker.tick('2027-03-03T17:01:00Z')])
    const ends = (await historyOf(worker.db, account)).filter(({ type }) => type === 'account.order_cancelled')
    expect(ends).toMatchObject([{ at: '2027-03-03T17:00Z', body: { clause: { id: 'S13', version: '2026-12-15' } } }])
    expect(await noticesOf(worker.db, account)).toContain('order_cancelled 2027-03-03T17:00Z')
  })

  test.each([
    ['in time and heard of after the end: it stands after all', '2027-03-03T16:59:59Z', 'order_undone', 'active', 'paid', 'S13'],
    ['in the very instant of the end', '2027-03-03T17:00:00Z', 'order_undone', 'active', 'paid', 'S13'],
    ['after the end: kept, and nothing is activated', '2027-03-03T17:00:01Z', 'paid_after_cancellation', 'order_cancelled', 'void', 'S16'],
  ])('paid %s', async (_, paidAt, effect, state, invoiceState, clause) => {
    const { account, invoice } = (await order()).body
    await worker.tick(THURSDAY)
    await worker.setClock('2027-03-04T05:00:00Z')
    expect((await pay(invoice, paidAt)).body).toMatchObject({ effect, accountState: state, clause: { id: clause } })
    expect(await accountRow(account)).toMatchObject(state === 'active' ? { state, due_on: '2028-03-04', cancelled_at: null } : { state })
    expect(await invoiceRow(invoice)).toMatchObject({ state: invoiceState })
  })

  async function page(invoice: string, name: 'midtrans' | 'xendit' = 'midtrans') {
    const context = createContext(env, at(MONDAY), 'id')
    const opened = await openPayment(context, deskOf(context), {
      ...{
        invoice,
        gateway: name,
        description: 'Pesanan',
        returnUrl: 'https://treabiz.id/akun',
        expiresAt: at('2027-03-10T00:00:00Z'),
      },
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
    return opened.value
  }

  test.each(['midtrans', 'xendit'] as const)('has its page at %s closed first', async (name) => {
    const { account, invoice } = (await order()).body
    const { orderId } = await page(invoice, name)
    await worker.tick(THURSDAY)
    expect(await accountRow(account)).toMatchObject({ state: 'order_cancelled' })
    expect(await rows(worker.db, 'SELECT state FROM gateway_orders WHERE order_id = ?', orderId)).toEqual([{ state: 'closed' }])
  })

  test('stays while its gateway does not answer, and is asked about again within the hour', async () => {
    const { account, invoice } = (await order()).body
    await page(invoice)
    gateway.faults.silent = true
    await worker.tick(THURSDAY)
    gateway.faults.silent = false
    expect(await accountRow(account)).toMatchObject({ state: 'pending_payment', next_action_at: at(THURSDAY) + 3_600_000 })
    await worker.tick(at(THURSDAY) + 3_600_000)
    expect(await accountRow(account)).toMatchObject({ state: 'order_cancelled' })
  })

  test('on hold stays until the hold ends', async () => {
    const { account } = (await order()).body
    const until = at(THURSDAY) + 3 * 3_600_000
    const hold = `UPDATE accounts SET hold_kind = 'staff', hold_placed_at = 0, hold_until = ?, hold_reason = 'x', version = version + 1, commit_id = 'com_hold' WHERE id = ?`
    await worker.db.prepare(hold).bind(until, account).run()
    await worker.tick(THURSDAY)
    expect(await accountRow(account)).toMatchObject({ state: 'pending_payment', next_action_at: until })
    await worker.tick(until)
    expect(await accountRow(account)).toMatchObject({ state: 'order_cancelled' })
  })

  test('is not ended while staff say that the gateways are away, nor all at once when they are back', async () => {
    const { account } = (await order()).body
    await staff.post('/api/v1/staff/gateway-outage', {})
    await worker.tick(THURSDAY)
    expect(await accountRow(account)).toMatchObject({ state: 'pending_payment', next_action_at: at(THURSDAY) + 24 * 3_600_000 })
    await worker.setClock(at(THURSDAY) + 3_600_000)
    await staff.post('/api/v1/staff/gateway-outage/end', {})
    await worker.tick(at(THURSDAY) + 25 * 3_600_000)
    expect(await accountRow(account)).toMatchObject({ state: 'order_cancelled' })
    // The clock of these tests goes back, to before it ended.
    await worker.db.exec('DELETE FROM outages')
  })

  test('that was paid, and whose notification was lost, is asked about and is a service instead of being cancelled', async () => {
    const { account, invoice } = (await order()).body
    const { orderId } = await page(invoice)
    gateway.faults.held = true
    await gateway.move(orderId, 'settlement', { at: at('2027-03-03T16:59:30Z') })
    await Promise.all([worker.tick(THURSDAY), worker.tick(THURSDAY)])
    expect(await accountRow(account)).toMatchObject({ state: 'active', due_on: '2028-03-04' })
    expect(await rows(worker.db, 'SELECT effect FROM payments WHERE invoice = ?', invoice)).toEqual([{ effect: 'order_paid' }])
    await worker.setClock('2027-03-03T17:05:00Z')
    await gateway.release()
    expect(await rows(worker.db, 'SELECT count(*) AS n FROM payments WHERE invoice = ?', invoice)).toEqual([{ n: 1 }])
  })

  test('stays while its gateway says that a payment is pending, and ends once it says that none came', async () => {
    const { account, invoice } = (await order()).body
    const { orderId, payUrl } = await page(invoice)
    await fetch(payUrl)
    await worker.tick(THURSDAY)
    expect(await accountRow(account)).toMatchObject({ state: 'pending_payment', next_action_at: at(THURSDAY) + 3_600_000 })
    expect(gateway.payment(orderId).state).toBe('pending')
    gateway.faults.held = true
    await gateway.move(orderId, 'expire')
    await worker.tick(at(THURSDAY) + 3_600_000)
    expect(await accountRow(account)).toMatchObject({ state: 'order_cancelled' })
  })

  test('whose gateway is silent for a day is a task of staff, one, and stays', async () => {
    const { account, invoice } = (await order()).body
    await page(invoice)
    gateway.faults.silent = true
    const day = 24 * 3_600_000
    for (const after of [0, day, day + 3_600_000]) await worker.tick(at(THURSDAY) + after)
    gateway.faults.silent = false
    expect(await accountRow(account)).toMatchObject({ state: 'pending_payment' })
    expect(await rows(worker.db, 'SELECT kind FROM tasks WHERE subject = ?', account)).toEqual([{ kind: 'order_stays' }])
    await worker.tick(at(THURSDAY) + day + 2 * 3_600_000)
    expect(await accountRow(account)).toMatchObject({ state: 'order_cancelled' })
  })
})

describe('paying at a gateway', () => {
  const payPage = (invoice: string, name = 'midtrans', client = customer.client) =>
    client.post(`/api/v1/invoices/${invoice}/pay`, { gateway: name })

  test.each(['midtrans', 'xendit'])('%s gives a page, and the same page when asked again', async (name) => {
    const { invoice } = (await order()).body
    expect((await customer.client.get(`/api/v1/invoices/${invoice}`)).body).toMatchObject({
      kind: 'order',
      state: 'issued',
      owedRupiah: 200_000,
    })
    const first = await payPage(invoice, name)
    expect(first).toMatchObject({ status: 200, body: { payUrl: expect.stringContaining(gateway.url) } })
    expect((await payPage(invoice, name)).body).toEqual(first.body)
    const [row] = await rows<{ expires_at: number }>(worker.db, 'SELECT expires_at FROM gateway_orders WHERE invoice = ?', invoice)
    expect(row?.expires_at).toBe(at(THURSDAY))
  })

  test('is refused for another customer’s invoice, for a paid one, for an order that has ended, and by a gateway that is down', async () => {
    const { invoice } = (await order()).body
    const other = await customerOf(worker, at(MONDAY))
    expect(await payPage(invoice, 'midtrans', other.client)).toMatchObject({ status: 404, body: { code: 'invoice_not_found' } })
    expect((await other.client.get(`/api/v1/invoices/${invoice}`)).status).toBe(404)
    expect((await payPage(invoice, 'midtrans', createClient(worker))).status).toBe(401)
    expect(await payPage(invoice, 'barter')).toMatchObject({ status: 422, body: { code: 'invalid_input' } })
    gateway.faults.failWith = 500
    expect(await payPage(invoice)).toMatchObject({ status: 503, body: { code: 'gateway_failed', gateway: 'midtrans' } })
    gateway.faults.failWith = null
    await pay(invoice, MONDAY)
    expect(await payPage(invoice)).toMatchObject({ status: 409, body: { code: 'nothing_owed' } })
    const ended = (await order()).body
    await worker.setClock(THURSDAY)
    expect(await payPage(ended.invoice)).toMatchObject({ status: 409, body: { code: 'nothing_owed' } })
    expect((await customer.client.get(`/api/v1/invoices/${ended.invoice}`)).body).toMatchObject({ owedRupiah: 0 })
  })
})

test('numbers of invoices have no gap, whatever became of their orders', async () => {
  const [numbers] = await rows<{ n: number; last: number }>(
    worker.db,
    'SELECT count(*) AS n, max(serial) AS last FROM invoices WHERE year = 2027',
  )
  expect(numbers?.last).toBe(numbers?.n)
})
