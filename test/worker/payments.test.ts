/** Recording money: every case on one Worker with one customer, since starting them is what takes time; hence the length. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, customerOf } from '../support/client.ts'
import { count, historyOf, noticesOf, rows, stateOf } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MORNING = '2027-03-01T02:00:00Z'
const SUSPENDED = '2027-03-12T17:00:00Z'
const TERMINATED = '2027-03-19T17:00:00Z'

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
let account = ''
let invoice = ''
let amount = 0

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MORNING)
  staff = await staffOf(worker, Date.parse(MORNING))
  customer = await customerOf(worker, Date.parse(MORNING))
})
afterAll(() => worker.close())

/** A yearly account due on 10 March 2027, its invoice issued on 10 February under 2026-12-15. */
async function open(dueOn = '2027-03-10'): Promise<void> {
  const response = await worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'toko.example', package: 'hosting-mulai', term: 'yearly', dueOn }),
  })
  if (response.status !== 201) throw new Error(`dev/accounts answered ${response.status}: ${await response.text()}`)
  const made = (await response.json()) as { account: string; invoice: string }
  account = made.account
  invoice = made.invoice
  amount = (await rows<{ amount: number }>(worker.db, 'SELECT amount FROM invoices WHERE id = ?', invoice))[0]?.amount ?? 0
}

async function until(instant: string): Promise<void> {
  for (const tick of ['2027-03-10T17:00:00Z', SUSPENDED, TERMINATED].filter((at) => at <= instant)) await worker.tick(tick)
  await worker.setClock(instant)
}

let keys = 0
const pay = (body: Record<string, unknown>, key = `key-${++keys}-long-enough`) =>
  staff.post(
    `/api/v1/staff/invoices/${invoice}/payments`,
    { amountRupiah: amount, method: 'bank_transfer', reference: `BCA-${++keys}`, ...body },
    { 'idempotency-key': key },
  )

const accountRow = async () => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', account))[0]
const lastEvent = async () => (await historyOf(worker.db, account)).at(-1)

beforeEach(() => open())

describe('a full payment', () => {
  test.each([
    ['before the due date', '2027-03-05T00:00:00Z', '2027-03-05T00:00:00Z', 'paid', 'S13'],
    ['while overdue', '2027-03-11T05:00:00Z', '2027-03-11T05:00:00Z', 'paid', 'S13'],
    ['while suspended', '2027-03-14T00:00:00Z', '2027-03-14T00:00:00Z', 'reactivated', 'S14'],
    ['before the suspension, recorded after it', '2027-03-14T00:00:00Z', '2027-03-12T16:59:59Z', 'suspension_undone', 'S13'],
    ['before the termination, recorded after it', '2027-03-25T00:00:00Z', '2027-03-19T16:59:59Z', 'termination_undone', 'S13'],
  ])('%s makes the account active until the same day next year', async (_, recorded, paidAt, effect, clause) => {
    await until(recorded)
    const answer = await pay({ paidAt })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ effect, accountState: 'active', owedRupiah: 0, clause: { id: clause, document: 'terms' } })
    expect(await accountRow()).toMatchObject({
      state: 'active',
      due_on: '2028-03-10',
      open_invoice: null,
      suspended_at: null,
      terminated_at: null,
    })
    expect(await lastEvent()).toMatchObject({ type: `account.${effect}`, body: { clause: { id: clause } } })
    expect((await noticesOf(worker.db, account)).some((notice) => notice.startsWith(effect))).toBe(true)
  })

  test('keeps whoever paid from ever being suspended for that invoice', async () => {
    await until('2027-03-11T05:00:00Z')
    await pay({ paidAt: '2027-03-11T04:00:00Z' })
    for (const at of [SUSPENDED, TERMINATED, '2027-06-01T17:00:00Z']) await worker.tick(at)
    expect(await stateOf(worker.db, account)).toBe('active')
  })

  test('after termination is kept against the closed invoice, brings nothing back, and the customer is told (S16)', async () => {
    await until('2027-03-25T00:00:00Z')
    const answer = await pay({ paidAt: '2027-03-19T17:00:01Z' })
    expect(answer.body).toMatchObject({ effect: 'paid_after_termination', accountState: 'terminated', clause: { id: 'S16' } })
    expect(await stateOf(worker.db, account)).toBe('terminated')
    expect(await rows(worker.db, 'SELECT state, paid_amount FROM invoices WHERE id = ?', invoice)).toEqual([
      { state: 'void', paid_amount: 0 },
    ])
    const all = (await customer.client.get('/api/v1/notices', { 'accept-language': 'en' })).body
    const inbox = all.filter((notice: { subject: string }) => notice.subject === account)
    expect(inbox[0]).toMatchObject({ kind: 'paid_after_termination', clause: { id: 'S16' } })
    expect(inbox[0].text).toContain('not refunded')
  })
})

describe('money kept after termination, and then an earlier payment that reaches us late', () => {
  test('undoes the termination, and what was kept is the customer’s credit again', async () => {
    await until('2027-03-25T00:00:00Z')
    const kept = await pay({ paidAt: '2027-03-20T00:00:00Z', amountRupiah: amount + 5_000 })
    expect(kept.body).toMatchObject({ effect: 'paid_after_termination', creditRupiah: 0 })
    const inTime = await pay({ paidAt: '2027-03-19T16:59:59Z' })
    expect(inTime.body).toMatchObject({ effect: 'termination_undone', accountState: 'active', creditRupiah: amount + 5_000 })
    expect(inTime.body.clause.id).toBe('S13')
    expect(await accountRow()).toMatchObject({ state: 'active', due_on: '2028-03-10', open_invoice: null })
    expect(await rows(worker.db, 'SELECT state, paid_amount FROM invoices WHERE id = ?', invoice)).toEqual([
      { state: 'paid', paid_amount: amount },
    ])
  })

  test('undoes nothing while it is only a part, whatever was kept beside it', async () => {
    await until('2027-03-25T00:00:00Z')
    await pay({ paidAt: '2027-03-20T00:00:00Z' })
    const part = await pay({ paidAt: '2027-03-19T16:00:00Z', amountRupiah: amount - 1 })
    expect(part.body).toMatchObject({ effect: 'part_paid', accountState: 'terminated', owedRupiah: 1 })
    const rest = await pay({ paidAt: '2027-03-19T16:30:00Z', amountRupiah: 1 })
    expect(rest.body).toMatchObject({ effect: 'termination_undone', accountState: 'active', creditRupiah: amount })
  })
})

describe('other amounts', () => {
  test('a part is credited and the account stays as late as it was', async () => {
    await until('2027-03-14T00:00:00Z')
    const answer = await pay({ paidAt: '2027-03-13T00:00:00Z', amountRupiah: amount - 1 })
    expect(answer.body).toMatchObject({ effect: 'part_paid', accountState: 'suspended', owedRupiah: 1 })
    expect((await pay({ paidAt: '2027-03-14T00:00:00Z', amountRupiah: 1 })).body).toMatchObject({ effect: 'reactivated', owedRupiah: 0 })
  })

  test('more than was owed leaves the rest as credit', async () => {
    const answer = await pay({ paidAt: MORNING, amountRupiah: amount + 1_000 })
    expect(answer.body).toMatchObject({ effect: 'paid', creditRupiah: 1_000 })
    expect(await rows(worker.db, 'SELECT paid_amount FROM invoices WHERE id = ?', invoice)).toEqual([{ paid_amount: amount }])
  })

  test('a second payment is credit alone', async () => {
    await pay({ paidAt: MORNING })
    expect((await pay({ paidAt: MORNING })).body).toMatchObject({ effect: 'credited', creditRupiah: amount, accountState: 'active' })
    expect(await accountRow()).toMatchObject({ due_on: '2028-03-10' })
  })
})

describe('repeats', () => {
  test('the same key and body get the same answer and one payment', async () => {
    const body = { paidAt: MORNING, reference: 'TWICE-1' }
    const first = await pay(body, 'the-same-key')
    expect(await pay(body, 'the-same-key')).toMatchObject({ status: 201, body: first.body })
    expect(await rows(worker.db, 'SELECT count(*) AS n FROM payments WHERE invoice = ?', invoice)).toEqual([{ n: 1 }])
  })

  test('ten at once are one payment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay({ paidAt: MORNING, reference: 'TEN-1' }, 'ten-at-once-key')))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await rows(worker.db, 'SELECT count(*) AS n FROM payments WHERE invoice = ?', invoice)).toEqual([{ n: 1 }])
  })

  test('the same key with another body is refused', async () => {
    await pay({ paidAt: MORNING }, 'one-key-two-bodies')
    expect(await pay({ paidAt: MORNING, amountRupiah: 5 }, 'one-key-two-bodies')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  })

  test('a reference that is already recorded is refused and named', async () => {
    const first = await pay({ paidAt: MORNING, reference: 'REF-1' })
    const again = await pay({ paidAt: MORNING, reference: 'REF-1' })
    expect(again).toMatchObject({ status: 409, body: { code: 'reference_taken', payment: first.body.id } })
  })
})

describe('bad input', () => {
  test.each([
    ['a payment in the future', { paidAt: '2027-03-01T09:00:00Z' }, 422, 'paidAt'],
    ['a time without a zone', { paidAt: '2027-03-01T00:00:00' }, 422, 'paidAt'],
    ['a year that nobody meant', { paidAt: '0027-03-01T00:00:00Z' }, 422, 'paidAt'],
    ['a reference that cannot be read', { paidAt: MORNING, reference: 'TF\u0000 1' }, 422, 'reference'],
    ['no money', { paidAt: MORNING, amountRupiah: 0 }, 422, 'amountRupiah'],
    ['half a rupiah', { paidAt: MORNING, amountRupiah: 0.5 }, 422, 'amountRupiah'],
    ['a method nobody knows', { paidAt: MORNING, method: 'barter' }, 422, 'method'],
    ['a field nobody knows', { paidAt: MORNING, note: 'x' }, 422, 'note'],
  ])('%s names the field', async (_, body, status, field) => {
    await worker.setClock(MORNING)
    const answer = await pay(body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field])
    expect(await rows(worker.db, 'SELECT count(*) AS n FROM payments WHERE invoice = ?', invoice)).toEqual([{ n: 0 }])
  })

  test('an invoice that does not exist is 404', async () => {
    invoice = 'inv_aNONE'
    expect(await pay({ paidAt: MORNING })).toMatchObject({ status: 404, body: { code: 'invoice_not_found' } })
  })

  test('without a key it is 400', async () => {
    const body = { paidAt: MORNING, amountRupiah: amount, method: 'atm', reference: 'NOKEY' }
    expect((await staff.post(`/api/v1/staff/invoices/${invoice}/payments`, body)).status).toBe(400)
  })

  test('a customer may not record one, not even for themselves', async () => {
    const body = { paidAt: MORNING, amountRupiah: amount, method: 'atm', reference: 'SELF-1' }
    const answer = await customer.client.post(`/api/v1/staff/invoices/${invoice}/payments`, body, { 'idempotency-key': 'self-service' })
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_staff' } })
  })
})

test('a payment in the same second as the suspension: the account moves on once, and ends active', async () => {
  for (let round = 0; round < 8; round++) {
    await open()
    await worker.tick('2027-03-10T17:00:00Z')
    await worker.setClock('2027-03-12T17:00:01Z')
    const [paid] = await Promise.all([pay({ paidAt: '2027-03-12T17:00:00Z' }), worker.tick(SUSPENDED), worker.tick(SUSPENDED)])
    expect(paid?.status).toBe(201)
    expect(await stateOf(worker.db, account)).toBe('active')
    const history = await historyOf(worker.db, account)
    expect(history.map((event) => event.version)).toEqual(history.map((_, index) => index + 1))
    expect(history.filter((event) => /paid|undone/.test(event.type))).toHaveLength(1)
  }
})

test('a commit of money is whole: as many payments as payment events', async () => {
  const [events] = await rows<{ n: number }>(worker.db, `SELECT count(*) AS n FROM events WHERE body ->> 'payment' IS NOT NULL`)
  expect(events?.n).toBe(await count(worker.db, 'payments'))
})
