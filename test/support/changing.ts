/** An account with an open renewal invoice, and what its customer can ask of it. */
import type { Client } from './client.ts'
import { rows } from './history.ts'
import type { RunningWorker } from './worker.ts'

let keys = 0
export const nextKey = () => `changing-key-${++keys}`

export interface Opened {
  readonly account: string
  readonly invoice: string
}

/** Its invoice for the term from `dueOn` on went out 14 days or a month before that day. */
export async function openAccount(worker: RunningWorker, customer: string, wish: Record<string, unknown>): Promise<Opened> {
  const body = { customer, domain: `d${++keys}.example`, package: 'hosting-tumbuh', term: 'yearly', termsVersion: '2024-11-01', ...wish }
  const response = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as Opened
}

export function pay(staff: Client, invoice: string, paidAt: string, amountRupiah: number) {
  return staff.post(
    `/api/v1/staff/invoices/${invoice}/payments`,
    { paidAt, amountRupiah, method: 'bank_transfer', reference: `CHG-${++keys}` },
    { 'idempotency-key': nextKey() },
  )
}

export const asking = (client: Client, account: string) => {
  const path = `/api/v1/accounts/${account}`
  return {
    cancellation: () => client.get(`${path}/cancellation`),
    ask: (key = nextKey()) => client.post(`${path}/cancellation`, {}, { 'idempotency-key': key }),
    confirm: (key = nextKey()) => client.post(`${path}/cancellation/confirm`, {}, { 'idempotency-key': key }),
    stay: () => client.delete(`${path}/cancellation`),
    changes: () => client.get(`${path}/changes`),
    change: (item: string, term = 'yearly', key = nextKey()) =>
      client.post(`${path}/changes`, { package: item, term }, { 'idempotency-key': key }),
    takeBack: () => client.delete(`${path}/changes`),
  }
}

export async function accountRow(worker: RunningWorker, id: string): Promise<Record<string, unknown>> {
  const [row] = await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', id)
  if (row === undefined) throw new Error('no such account')
  return row
}

export const invoicesOf = (worker: RunningWorker, account: string) =>
  rows<Record<string, unknown>>(worker.db, 'SELECT * FROM invoices WHERE account = ? ORDER BY year, serial', account)
