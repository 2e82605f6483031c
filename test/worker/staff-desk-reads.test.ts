import type { D1Database } from '@cloudflare/workers-types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findInvoices, readInvoice } from '../../worker/staff/desk/reads/invoices.ts'
import { readLetter, readLetters } from '../../worker/staff/desk/reads/letters.ts'
import { readTasks } from '../../worker/staff/desk/reads/tasks.ts'
import { readToday } from '../../worker/staff/desk/reads/today.ts'
import { readUnmatched } from '../../worker/staff/desk/reads/unmatched.ts'
import { searchOf } from '../../worker/staff/desk/rules/search.ts'
import { contextAt, seedAccounts } from '../support/accounts.ts'
import { countCost } from '../support/counted.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('production')
})
afterAll(() => worker.close())

const PLACE = { at: 5, id: 'x:y:z' }
const search = (text: string) => searchOf(text) ?? { number: null, invoice: null, domain: null, name: null, reference: text }

/** Everything that the pages of the desk read. */
const READS: readonly (readonly [string, (db: ReturnType<typeof contextAt>['db']) => Promise<unknown>])[] = [
  ['today', (db) => readToday(db, Date.parse('2027-03-10T17:00:00Z'))],
  ['tasks', (db) => readTasks(db, null, PLACE)],
  ['tasks of a kind', (db) => readTasks(db, 'panel_given_up', PLACE)],
  ['letters', (db) => readLetters(db, PLACE)],
  ['one letter', (db) => readLetter(db, 'x')],
  ['unmatched money', (db) => readUnmatched(db, PLACE)],
  ['an invoice by number', (db) => findInvoices(db, search('A-2027-000001'))],
  ['an invoice by id', (db) => findInvoices(db, search('inv_aX1'))],
  ['an invoice by domain', (db) => findInvoices(db, search('x1.example'))],
  ['an invoice by name', (db) => findInvoices(db, search('sari'))],
  ['one invoice', (db) => readInvoice(db, 'inv_aX1')],
]

/** Notes the statements that are run. */
function noting(db: D1Database, statements: { sql: string; values: unknown[] }[]): D1Database {
  return {
    prepare(sql: string) {
      const statement = db.prepare(sql)
      return Object.assign(Object.create(statement) as object, {
        bind(...values: unknown[]) {
          statements.push({ sql, values })
          return statement.bind(...values)
        },
      })
    },
    batch: (list: Parameters<D1Database['batch']>[0]) => db.batch(list),
  } as unknown as D1Database
}

test.each(READS)('%s is read by indexes alone', async (_, read) => {
  const statements: { sql: string; values: unknown[] }[] = []
  await read(contextAt(noting(worker.db, statements), 0).db)
  expect(statements.length).toBeGreaterThan(0)
  for (const { sql, values } of statements) {
    const plan = await worker.db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>()
    const walks = plan.results.map(({ detail }) => detail).filter((detail) => /^SCAN /.test(detail))
    // What is left to walk over is a list that a bounded part of the same statement has made, or an index that holds only what waits.
    expect(
      walks.filter(
        (detail) =>
          !/^SCAN (\(subquery|tasks USING|d USING INDEX deliveries_failed|unmatched_payments USING|accounts USING COVERING INDEX accounts_await_release|[a-z]+ VIRTUAL)/.test(
            detail,
          ),
      ),
    ).toEqual([])
  }
})

test('ten times as many accounts and invoices cost today, the lists and the search nothing more', async () => {
  const cost = async () => {
    const costs: Record<string, number> = {}
    for (const [name, read] of READS) {
      const counted = countCost(worker.db)
      await read(contextAt(counted.db, 0).db)
      costs[name] = counted.cost.rowsRead
    }
    return costs
  }
  await seedAccounts(worker.db, { name: 'X', accounts: 200, dueOn: '2027-06-10' })
  const few = await cost()
  await seedAccounts(worker.db, { name: 'Y', accounts: 2_000, dueOn: '2027-06-10' })
  expect(await cost()).toEqual(few)
})
