/** S13: the run of renewal invoices, on the real Worker. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { promiseBook } from '../../worker/accounts/rules/promise.ts'
import { policies, provider } from '../../worker/policies/generated.ts'
import { accountId, contextAt, seedAccounts, sweepAt } from '../support/accounts.ts'
import { customerOf } from '../support/client.ts'
import { countCost } from '../support/counted.ts'
import { historyOf, noticesOf, rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
/** Registered before and after 15 December 2026; the earlier one never accepted the version of that day. */
let early: Awaited<ReturnType<typeof customerOf>>
let later: Awaited<ReturnType<typeof customerOf>>
const at = (iso: string) => Date.parse(iso)

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock('2026-11-25T03:00:00Z')
  early = await customerOf(worker, at('2026-11-25T03:00:00Z'))
  await worker.setClock('2027-01-05T03:00:00Z')
  later = await customerOf(worker, at('2027-01-05T03:00:00Z'))
})
afterAll(() => worker.close())

interface InvoiceRow {
  readonly id: string
  readonly due_on: string
  readonly period_from: string
  readonly period_to: string
  readonly amount: number
  readonly terms_version: string
  readonly issued_at: number
}
const invoicesOf = (account: string) =>
  rows<InvoiceRow>(worker.db, 'SELECT * FROM invoices WHERE account = ? ORDER BY year, serial', account)
const waitsFor = async (account: string) =>
  (
    await rows<Record<string, unknown>>(worker.db, 'SELECT next_action, next_action_at, open_invoice FROM accounts WHERE id = ?', account)
  )[0]

/** One account in good standing that owes nothing and is looked at from the very beginning. */
const paidUp = (name: string, dueOn: string, more: Partial<Parameters<typeof seedAccounts>[1]> = {}) =>
  seedAccounts(worker.db, {
    ...{
      name,
      accounts: 1,
      dueOn,
      unpaid: false,
      customer: later.customerId,
      package: 'hosting-mulai',
      wakeAt: at('2027-01-05T03:00:00Z'),
    },
    ...more,
  })

describe('the instant of issue', () => {
  test.each([
    ['yearly, due 10 March', 'A', 'yearly', '2027-03-10', '2027-02-09T17:00:00Z', '2028-03-10', 200_000],
    ['monthly, due 10 March: 14 days before', 'B', 'monthly', '2027-03-10', '2027-02-23T17:00:00Z', '2027-04-10', 20_000],
    ['yearly, due 31 March: the last of February', 'C', 'yearly', '2027-03-31', '2027-02-27T17:00:00Z', '2028-03-31', 200_000],
    ['monthly, due 31 March: back to the 30th in April', 'D', 'monthly', '2027-03-31', '2027-03-16T17:00:00Z', '2027-04-30', 20_000],
  ] as const)('%s', async (_, name, term, dueOn, issuedAt, periodTo, amount) => {
    await paidUp(name, dueOn, { term })
    const account = accountId(name, 1)
    await worker.tick(at(issuedAt) - 60_000)
    expect(await invoicesOf(account)).toEqual([])
    expect(await waitsFor(account)).toEqual({ next_action: 'issue_invoice', next_action_at: at(issuedAt), open_invoice: null })
    await worker.tick(issuedAt)
    await worker.tick(at(issuedAt) + 60_000)
    const [invoice, ...others] = await invoicesOf(account)
    expect(others).toEqual([])
    const issued = { due_on: dueOn, period_from: dueOn, period_to: periodTo, amount, issued_at: at(issuedAt) }
    expect(invoice).toMatchObject({ ...issued, terms_version: '2026-12-15' })
    const sevenDaysBefore = at(`${dueOn}T00:00:00+07:00`) - 7 * 86_400_000
    expect(await waitsFor(account)).toEqual({ next_action: 'remind', next_action_at: sevenDaysBefore, open_invoice: invoice?.id })
  })

  test('is an event that cites S13 in the version pinned, a notice in the inbox, and a mail', async () => {
    const account = accountId('A', 1)
    const [issued] = await historyOf(worker.db, account).then((all) => all.filter(({ type }) => type === 'account.invoice_issued'))
    expect(issued).toMatchObject({ at: '2027-02-09T17:00Z', body: { clause: { document: 'terms', version: '2026-12-15', id: 'S13' } } })
    expect(JSON.stringify(issued)).not.toMatch(/cus_|\.example/)
    expect(await noticesOf(worker.db, account)).toContain('invoice_issued 2027-02-09T17:00Z')
    expect(await rows(worker.db, `SELECT count(*) AS n FROM outbox WHERE subject = ? AND body LIKE '%invoice_issued%'`, account)).toEqual([
      { n: 1 },
    ])
    for (const [language, words] of [
      ['id', 'Jatuh tempo 10 Maret 2027'],
      ['en', 'due on 10 March 2027'],
    ] as const) {
      const inbox = (await later.client.get('/api/v1/notices', { 'accept-language': language })).body
      const notice = inbox.find((one: { subject: string; kind: string }) => one.subject === account && one.kind === 'invoice_issued')
      expect(notice.text).toContain(words)
      expect(notice.clause).toMatchObject({ id: 'S13', version: '2026-12-15' })
    }
  })
})

test('once paid, an account waits for the invoice of the term after', async () => {
  await paidUp('P', '2027-05-10')
  await worker.tick('2027-04-09T17:00:00Z')
  await worker.setClock('2027-04-15T03:00:00Z')
  const staff = await staffOf(worker, at('2027-04-15T03:00:00Z'))
  const account = accountId('P', 1)
  const [invoice] = await invoicesOf(account)
  const payment = { paidAt: '2027-04-15T02:00:00Z', amountRupiah: 200_000, method: 'bank_transfer', reference: 'RENEWED-1' }
  const paid = await staff.post(`/api/v1/staff/invoices/${invoice?.id}/payments`, payment, { 'idempotency-key': 'renewed-once' })
  expect(paid.body).toMatchObject({ effect: 'paid', accountState: 'active' })
  expect(await waitsFor(account)).toEqual({ next_action: 'issue_invoice', next_action_at: at('2028-04-09T17:00:00Z'), open_invoice: null })
  const shown = (await later.client.get(`/api/v1/accounts/${account}`, { 'accept-language': 'en' })).body
  expect(shown.timeline.next.map(({ kind, when }: { kind: string; when: string }) => [kind, when])).toEqual([
    ['invoice_issued', '10 April 2028, 00:00 WIB'],
    ['due', '10 May 2028'],
  ])
})

test('the invoice pins the version that binds its customer then, and lateness is judged by it', async () => {
  await paidUp('F', '2027-06-10', { customer: early.customerId })
  await paidUp('G', '2027-06-10')
  await worker.tick('2027-05-09T17:00:00Z')
  expect(await invoicesOf(accountId('F', 1))).toMatchObject([{ terms_version: '2024-11-01' }])
  expect(await invoicesOf(accountId('G', 1))).toMatchObject([{ terms_version: '2026-12-15' }])
})

test('a run that slept past the day of issue gives the customer the whole time to pay, and moves no anniversary', async () => {
  await paidUp('H', '2027-07-10')
  await worker.tick('2027-07-05T03:00:00Z')
  expect(await invoicesOf(accountId('H', 1))).toMatchObject([{ due_on: '2027-08-05', period_from: '2027-07-10', period_to: '2028-07-10' }])
  expect(await waitsFor(accountId('H', 1))).toMatchObject({ next_action: 'remind', next_action_at: at('2027-07-28T17:00:00Z') })
})

test('a customer whom no version binds is invoiced by nobody, and starves no one', async () => {
  await seedAccounts(worker.db, { name: 'I', accounts: 1, dueOn: '2027-09-10', unpaid: false, package: 'hosting-mulai', wakeAt: 0 })
  await paidUp('J', '2027-09-10')
  await worker.tick('2027-08-09T17:00:00Z')
  expect(await invoicesOf(accountId('I', 1))).toEqual([])
  expect(await waitsFor(accountId('I', 1))).toMatchObject({ next_action: 'review', next_action_at: at('2027-08-10T17:00:00Z') })
  expect(await invoicesOf(accountId('J', 1))).toHaveLength(1)
})

test('the next year brings the next invoice, in a leap year too', async () => {
  const account = accountId('P', 1)
  await paidUp('E', '2028-03-31')
  await worker.tick(at('2028-02-28T16:59:00Z'))
  expect(await invoicesOf(accountId('E', 1))).toEqual([])
  await worker.tick(at('2028-02-28T17:00:00Z'))
  expect(await invoicesOf(accountId('E', 1))).toMatchObject([{ due_on: '2028-03-31', period_to: '2029-03-31' }])
  await worker.tick('2028-04-09T17:00:00Z')
  expect((await invoicesOf(account)).map(({ period_from }) => period_from)).toEqual(['2027-05-10', '2028-05-10'])
})

describe('many at once', () => {
  // A step of the sweep reads at most 14 rows and writes 6; an invoice adds its own row, its two indexes, and its place among the numbers.
  test.each([1, 1_000, 1_500])('a run of %i costs by what is due, an invoice each included', async (due) => {
    for (const done of ['2029-12-01', '2029-12-05', '2029-12-20', '2030-02-09']) await worker.tick(`${done}T16:59:00Z`)
    await paidUp(`L${String.fromCharCode(64 + Math.ceil(due / 500))}`, '2030-03-10', { accounts: due })
    const { db, cost } = countCost(contextAt(worker.db, 0).db.$client)
    const report = await sweepAt(db, '2030-02-09T17:00:00Z', promiseBook(policies, provider))
    expect(report.issued).toBe(due)
    expect(cost.queries).toBeLessThanOrEqual(due / 250 + 20)
    expect(cost.rowsRead).toBeLessThanOrEqual(20 * due + 50)
    expect(cost.rowsWritten).toBeLessThanOrEqual(9 * due)
  })

  test('three sweeps at the same time issue one invoice each, with numbers that have no gap', async () => {
    await paidUp('K', '2031-03-10', { accounts: 300 })
    const reports = await Promise.all([1, 2, 3].map(() => sweepAt(worker.db, '2031-02-09T17:00:00Z', promiseBook(policies, provider))))
    expect(reports.reduce((sum, { refused }) => sum + refused, 0)).toBe(0)
    expect(
      await rows(worker.db, `SELECT count(*) AS n, count(DISTINCT account) AS accounts FROM invoices WHERE account LIKE 'acc_aK%'`),
    ).toEqual([{ n: 300, accounts: 300 }])
    const [numbers] = await rows<{ n: number; last: number }>(
      worker.db,
      'SELECT count(*) AS n, max(serial) AS last FROM invoices WHERE year = 2031',
    )
    expect(numbers?.last).toBe(numbers?.n)
    expect(await rows(worker.db, `SELECT count(*) AS n FROM notices WHERE subject LIKE 'acc_aK%'`)).toEqual([{ n: 300 }])
  })
})
