/** Credit (S13, S20): where it comes from, what it pays, and that nobody spends it twice. On the real Worker. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, customerOf } from '../support/client.ts'
import { historyOf, noticesOf, rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

/** Monday, 1 March 2027, 10:00 WIB: an order unpaid ends Thursday 4 March, 00:00 WIB. */
const MONDAY = '2027-03-01T03:00:00Z'
const THURSDAY = '2027-03-03T17:00:00Z'
const PRICE = 200_000

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MONDAY)
  staff = await staffOf(worker, Date.parse(MONDAY))
})
afterAll(() => worker.close())
beforeEach(async () => {
  await worker.setClock(MONDAY)
  customer = await customerOf(worker, Date.parse(MONDAY))
})

let keys = 0
async function order(domain: string, key = `credit-order-${++keys}`) {
  const body = { package: 'hosting-mulai', term: 'yearly', domain, page: '/akun/pesanan/baru' }
  return customer.client.post('/api/v1/orders', body, { 'idempotency-key': key })
}
const pay = (invoice: string, amountRupiah: number, paidAt = MONDAY) =>
  staff.post(
    `/api/v1/staff/invoices/${invoice}/payments`,
    { paidAt, amountRupiah, method: 'bank_transfer', reference: `CRD-${++keys}` },
    { 'idempotency-key': `credit-payment-${++keys}` },
  )
const credits = async (client = customer.client) => (await client.get('/api/v1/credits', { 'accept-language': 'en' })).body
const accountRow = async (id: string) => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', id))[0]
const invoiceRow = async (id: string) => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM invoices WHERE id = ?', id))[0]

/** An order that was paid with so much above its price. */
async function overpaid(above: number): Promise<string> {
  const placed = await order(`lebih${++keys}.example`)
  await pay(placed.body.invoice, PRICE + above)
  return placed.body.account
}

describe('what is paid above an invoice', () => {
  test('is credit, with the clause that gives it', async () => {
    const account = await overpaid(30_000)
    expect(await credits()).toMatchObject({
      balanceRupiah: 30_000,
      credits: [
        { source: 'overpayment', account, amountRupiah: 30_000, spentRupiah: 0, uses: [], clause: { id: 'S13', document: 'terms' } },
      ],
    })
  })

  test('is one credit, however often the payment is reported', async () => {
    const placed = await order('sekali-lebih.example')
    const body = { paidAt: MONDAY, amountRupiah: PRICE + 1, method: 'atm', reference: `ONCE-${++keys}` }
    const path = `/api/v1/staff/invoices/${placed.body.invoice}/payments`
    await Promise.all(Array.from({ length: 10 }, () => staff.post(path, body, { 'idempotency-key': 'ten-overpayments' })))
    expect((await credits()).balanceRupiah).toBe(1)
  })

  test('is nobody else’s', async () => {
    await overpaid(30_000)
    const other = await customerOf(worker, Date.parse(MONDAY))
    expect(await credits(other.client)).toEqual({ balanceRupiah: 0, credits: [] })
  })
})

describe('an order', () => {
  test('is paid from credit first, and asks for the rest', async () => {
    await overpaid(50_000)
    const placed = await order('sebagian.example')
    expect(placed.body).toMatchObject({ amountRupiah: PRICE, owedRupiah: 150_000 })
    expect(await invoiceRow(placed.body.invoice)).toMatchObject({ state: 'issued', paid_amount: 50_000 })
    expect((await customer.client.get(`/api/v1/invoices/${placed.body.invoice}`)).body).toMatchObject({
      owedRupiah: 150_000,
      credits: [{ amountRupiah: 50_000 }],
    })
    expect((await pay(placed.body.invoice, 150_000)).body).toMatchObject({ effect: 'order_paid', accountState: 'active', creditRupiah: 0 })
    expect((await credits()).balanceRupiah).toBe(0)
  })

  test('paid whole from credit is active at once, and the panel makes it', async () => {
    await overpaid(PRICE + 5_000)
    const placed = await order('lunas.example')
    expect(placed.body).toMatchObject({ owedRupiah: 0 })
    const { account, invoice } = placed.body
    expect(await accountRow(account)).toMatchObject({
      state: 'active',
      due_on: '2028-03-01',
      open_invoice: null,
      next_action: 'issue_invoice',
    })
    expect(await invoiceRow(invoice)).toMatchObject({ state: 'paid', paid_amount: PRICE })
    expect((await historyOf(worker.db, account)).map(({ type }) => type)).toEqual(['account.ordered', 'account.order_paid'])
    expect((await noticesOf(worker.db, account)).map((notice) => notice.split(' ')[0])).toEqual(['order_paid'])
    expect(await rows(worker.db, `SELECT body ->> 'order' AS "order" FROM outbox WHERE kind = 'panel' AND subject = ?`, account)).toEqual([
      { order: 'align' },
    ])
    expect((await credits()).balanceRupiah).toBe(5_000)
  })

  test('that ends unpaid gives back what credit had paid', async () => {
    await overpaid(50_000)
    const placed = await order('habis.example')
    await worker.tick(THURSDAY)
    expect(await accountRow(placed.body.account)).toMatchObject({ state: 'order_cancelled' })
    expect(await invoiceRow(placed.body.invoice)).toMatchObject({ state: 'void', paid_amount: 0 })
    const after = await credits()
    expect(after.balanceRupiah).toBe(50_000)
    expect(after.credits[0]).toMatchObject({ source: 'void_invoice', amountRupiah: 50_000 })
    await worker.tick('2027-03-03T17:01:00Z')
    expect((await credits()).balanceRupiah).toBe(50_000)
  })

  test('that stands after all takes back what had become credit', async () => {
    const placed = await order('kembali.example')
    await pay(placed.body.invoice, 80_000)
    await worker.tick(THURSDAY)
    expect((await credits()).balanceRupiah).toBe(80_000)
    await worker.setClock('2027-03-05T00:00:00Z')
    expect((await pay(placed.body.invoice, 120_000, '2027-03-03T16:00:00Z')).body).toMatchObject({
      effect: 'order_undone',
      creditRupiah: 0,
    })
    expect(await credits()).toMatchObject({ balanceRupiah: 0, credits: [{ uses: [{ use: 'reinstated', subject: placed.body.invoice }] }] })
    expect(await rows(worker.db, `SELECT kind FROM tasks WHERE subject = ?`, placed.body.account)).toEqual([{ kind: 'end_undone' }])
  })

  test('that stood only by a part which is spent elsewhere since, does not stand', async () => {
    const placed = await order('terpakai.example')
    await pay(placed.body.invoice, 80_000)
    await worker.tick(THURSDAY)
    await worker.setClock('2027-03-05T00:00:00Z')
    expect((await order('lain.example')).body).toMatchObject({ owedRupiah: 120_000 })
    const late = await pay(placed.body.invoice, 120_000, '2027-03-03T16:00:00Z')
    expect(late.body).toMatchObject({ effect: 'part_paid', owedRupiah: 80_000, accountState: 'order_cancelled' })
  })

  test('five at once spend a credit once', async () => {
    await overpaid(PRICE)
    const placed = await Promise.all(Array.from({ length: 5 }, (_, n) => order(`serentak${n}x${++keys}.example`)))
    expect(placed.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    const owed = placed.map(({ body }) => body.owedRupiah as number)
    expect(owed.filter((rupiah) => rupiah === 0)).toHaveLength(1)
    expect(owed.filter((rupiah) => rupiah === PRICE)).toHaveLength(4)
    expect((await credits()).balanceRupiah).toBe(0)
  })
})

describe('a renewal', () => {
  /** A yearly account due 10 March 2027 whose invoice is paid; the next one goes out on 10 February 2028. */
  async function renewed(above: number): Promise<string> {
    const input = { customer: customer.customerId, domain: `perpanjang${++keys}.example`, package: 'hosting-mulai', term: 'yearly' }
    const response = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify({ ...input, dueOn: '2027-03-10' }) })
    const made = (await response.json()) as { account: string; invoice: string }
    await pay(made.invoice, PRICE + above)
    return made.account
  }
  const ISSUE = '2028-02-09T17:00:00Z'
  const openInvoice = async (account: string) => invoiceRow(String((await accountRow(account))?.['open_invoice']))

  test('is paid from credit in part as it is issued, and asks for the rest', async () => {
    const account = await renewed(50_000)
    await Promise.all([worker.tick(ISSUE), worker.tick(ISSUE)])
    expect(await openInvoice(account)).toMatchObject({ state: 'issued', amount: PRICE, paid_amount: 50_000 })
    expect((await credits()).balanceRupiah).toBe(0)
    const [notice] = await rows<{ body: string }>(
      worker.db,
      `SELECT body FROM notices WHERE subject = ? AND kind = 'invoice_issued'`,
      account,
    )
    expect(JSON.parse(notice?.body ?? '{}')).toMatchObject({ owedRupiah: 150_000 })
  })

  test('paid whole from credit moves on at once, by the same anniversary', async () => {
    const account = await renewed(PRICE + 1)
    await Promise.all([worker.tick(ISSUE), worker.tick(ISSUE)])
    expect(await accountRow(account)).toMatchObject({
      state: 'active',
      due_on: '2029-03-10',
      open_invoice: null,
      next_action: 'issue_invoice',
    })
    const [paid] = await rows<Record<string, unknown>>(
      worker.db,
      `SELECT * FROM invoices WHERE account = ? AND period_from = '2028-03-10'`,
      account,
    )
    expect(paid).toMatchObject({ state: 'paid', paid_amount: PRICE, due_on: '2028-03-10' })
    expect((await credits()).balanceRupiah).toBe(1)
    const told = (await noticesOf(worker.db, account)).map((notice) => notice.split(' ')[0])
    expect(told).toContain('paid_from_credit')
    for (const tick of ['2028-03-10T17:00:00Z', '2028-03-12T17:00:00Z']) await worker.tick(tick)
    expect(await accountRow(account)).toMatchObject({ state: 'active' })
  })

  test('of two accounts on one day: the one credit is spent once', async () => {
    const pair = [await renewed(0), await renewed(70_000)]
    await worker.tick(ISSUE)
    const paid = await Promise.all(pair.map(async (account) => (await openInvoice(account))?.['paid_amount']))
    expect(paid.map(Number).sort((a, b) => a - b)).toEqual([0, 70_000])
    expect((await credits()).balanceRupiah).toBe(0)
  })
})

test('nothing of a credit is ever changed, and no credit is spent beyond what it is', async () => {
  await overpaid(1_000)
  const [credit] = await rows<{ id: string }>(worker.db, 'SELECT id FROM credits WHERE customer = ?', customer.customerId)
  await expect(rows(worker.db, 'UPDATE credits SET amount = 2 WHERE id = ?', credit?.id)).rejects.toThrow('never changed')
  await expect(rows(worker.db, 'DELETE FROM credits WHERE id = ?', credit?.id)).rejects.toThrow('never deleted')
  const spend = `INSERT INTO credit_uses (credit, use, subject, amount, at, commit_id) VALUES (?, 'refund', 'x', ?, 0, 'c')`
  await expect(rows(worker.db, spend, credit?.id, 1_001)).rejects.toThrow('credit_overspent')
})

test('what was spent and what was given add up, whatever happened above', async () => {
  const sums = `SELECT c.id, c.amount, (SELECT coalesce(sum(amount), 0) FROM credit_uses WHERE credit = c.id) AS spent FROM credits c`
  const all = await rows<{ amount: number; spent: number }>(worker.db, sums)
  expect(all.length).toBeGreaterThan(5)
  expect(all.filter(({ amount, spent }) => spent > amount)).toEqual([])
})
