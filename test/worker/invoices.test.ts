/** What a customer sees of their invoices: the list, and the page that is printed (S13). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, customerOf } from '../support/client.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOW = '2027-03-01T02:00:00Z'

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
const made: { account: string; invoice: string }[] = []

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(NOW)
  staff = await staffOf(worker, Date.parse(NOW))
  customer = await customerOf(worker, Date.parse(NOW))
  for (const dueOn of ['2027-03-10', '2027-03-20', '2027-03-30']) {
    const input = { customer: customer.customerId, domain: `${dueOn}.example`, package: 'hosting-mulai', term: 'yearly', dueOn }
    const response = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify(input) })
    made.push((await response.json()) as { account: string; invoice: string })
  }
})
afterAll(() => worker.close())

const list = async (query = '', client = customer.client) => (await client.get(`/api/v1/invoices${query}`)).body

describe('the list', () => {
  test('has the newest first, a page at a time', async () => {
    const first = await list('?limit=2')
    expect(first.invoices.map(({ id }: { id: string }) => id)).toEqual([made[2]?.invoice, made[1]?.invoice])
    expect(first.invoices[0]).toMatchObject({ kind: 'renewal', state: 'issued', amountRupiah: 200_000, owedRupiah: 200_000, paidRupiah: 0 })
    const second = await list(`?limit=2&before=${first.next}`)
    expect(second.invoices.map(({ id }: { id: string }) => id)).toEqual([made[0]?.invoice])
    expect(second.next).toBeNull()
  })

  test('can be one account’s own, and is nobody else’s', async () => {
    expect((await list(`?account=${made[1]?.account}`)).invoices).toHaveLength(1)
    const other = await customerOf(worker, Date.parse(NOW))
    expect((await list('', other.client)).invoices).toEqual([])
    expect((await list(`?account=${made[1]?.account}`, other.client)).invoices).toEqual([])
  })

  test('refuses a page of nobody’s size', async () => {
    expect((await customer.client.get('/api/v1/invoices?limit=0')).status).toBe(422)
  })
})

describe('the printed page', () => {
  test('names both sides, the period, each line with its tax, and the version it pinned', async () => {
    const { body } = await customer.client.get(`/api/v1/invoices/${made[0]?.invoice}`, { 'accept-language': 'en' })
    expect(body).toMatchObject({
      number: expect.stringMatching(/^A-2027-\d{6}$/),
      period: { from: '2027-03-10', to: '2028-03-10' },
      amountRupiah: 200_000,
      netRupiah: 180_180,
      taxRupiah: 19_820,
      credits: [],
      payments: [],
      reversals: [],
      provider: { name: 'Tnet', taxNumber: null },
      customer: { name: 'Budi Santoso', address: 'Jalan Contoh 1, Bandung', country: 'ID' },
      terms: { version: '2026-12-15', href: '/en/ketentuan/2026-12-15' },
    })
    expect(body.lines).toMatchObject([
      {
        item: 'hosting-mulai',
        netRupiah: 180_180,
        grossRupiah: 200_000,
        tax: { code: 'PPN', name: 'Value added tax (PPN)', ratePercent: 11, rupiah: 19_820 },
      },
    ])
  })

  test('shows what was paid on it', async () => {
    const body = { paidAt: NOW, amountRupiah: 50_000, method: 'atm', reference: 'ATM-77' }
    await staff.post(`/api/v1/staff/invoices/${made[0]?.invoice}/payments`, body, { 'idempotency-key': 'a-part-of-it' })
    const shown = (await customer.client.get(`/api/v1/invoices/${made[0]?.invoice}`)).body
    expect(shown).toMatchObject({ paidRupiah: 50_000, owedRupiah: 150_000, state: 'issued' })
    expect(shown.payments).toMatchObject([{ amountRupiah: 50_000, method: 'atm', reference: 'ATM-77', effect: 'part_paid' }])
  })

  test('of another customer is 404', async () => {
    const other = await customerOf(worker, Date.parse(NOW))
    expect(await other.client.get(`/api/v1/invoices/${made[0]?.invoice}`)).toMatchObject({
      status: 404,
      body: { code: 'invoice_not_found' },
    })
  })
})

test('an invoice is late from the day after its due day on, as long as it is owed', async () => {
  const invoice = made[2]
  const lateAt = async (now: string) => {
    await worker.setClock(now)
    const inList = (await list()).invoices.find(({ id }: { id: string }) => id === invoice?.invoice)
    const [ofAccount] = (await customer.client.get(`/api/v1/accounts/${invoice?.account}`)).body.invoices
    return [inList.late, ofAccount.late]
  }
  expect(await lateAt('2027-03-30T16:59:00Z')).toEqual([false, false])
  expect(await lateAt('2027-03-30T17:00:00Z')).toEqual([true, true])
  const body = { paidAt: '2027-03-30T17:00:00Z', amountRupiah: 200_000, method: 'atm', reference: 'ATM-78' }
  await staff.post(`/api/v1/staff/invoices/${invoice?.invoice}/payments`, body, { 'idempotency-key': 'all-of-it' })
  expect(await lateAt('2027-03-30T17:01:00Z')).toEqual([false, false])
})
