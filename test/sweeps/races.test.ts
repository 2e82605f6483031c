import type { D1Database } from '@cloudflare/workers-types'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { moveAccounts } from '../../worker/accounts/changes.ts'
import { accounts } from '../../worker/accounts/tables.ts'
import { commitMany, type Decision } from '../../worker/bulk-commit.ts'
import { commit } from '../../worker/commit.ts'
import { accountId, CUSTOMER, contextAt, invoiceId, seedAccounts, sweepAt, terminatedOnADay } from '../support/accounts.ts'
import { noticesOf, rows, stateOf, toldOf } from '../support/history.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())

const LATE = Date.parse('2027-03-10T17:00:00Z')

/** Each test has accounts of its own name, so that nothing need be emptied between them. */
let name = 'r'
let tests = 0
async function fresh(accounts: number): Promise<void> {
  name = `r${String.fromCharCode(97 + tests++)}x`
  await seedAccounts(worker.db, { name, accounts, dueOn: '2027-03-10' })
}

const toOverdue = (n: number, version: number): Decision => ({
  id: accountId(name, n),
  version,
  set: {
    state: 'overdue',
    openInvoice: invoiceId(name, n),
    overdueAt: LATE,
    suspendedAt: null,
    terminatedAt: null,
    nextAction: 'suspend',
    nextActionAt: LATE + 1,
  },
  event: { type: 'account.overdue', body: '{}' },
  notice: { customer: CUSTOMER, kind: 'overdue', cycle: invoiceId(name, n), body: '{}' },
})

const commitAs = (db: D1Database, id: string, decisions: readonly Decision[]) =>
  commitMany(contextAt(db, LATE).db, { id, at: LATE, table: accounts, move: (rows) => moveAccounts(rows, id), decisions })

/** How many events, notices and outbox rows the accounts of this test have. */
async function traces(): Promise<number[]> {
  const prefix = `${accountId(name, 0).slice(0, -1)}%`
  const counts = ['events WHERE entity', 'notices WHERE subject', 'outbox WHERE subject'].map((where) =>
    rows<{ n: number }>(worker.db, `SELECT count(*) AS n FROM ${where} LIKE ?`, prefix),
  )
  return (await Promise.all(counts)).map((found) => found[0]?.n ?? 0)
}

describe('many decisions in one commit', () => {
  beforeEach(() => fresh(3))

  test('what lost the race leaves no event, no notice and no mail; the rest goes through', async () => {
    expect(await commitAs(worker.db, `com_${name}_1`, [toOverdue(1, 1), toOverdue(2, 7), toOverdue(3, 1)])).toEqual({ moved: 2 })
    expect(await stateOf(worker.db, accountId(name, 2))).toBe('active')
    expect(await traces()).toEqual([2, 2, 2])
    expect(await rows(worker.db, 'SELECT entity, version FROM events WHERE commit_id = ? ORDER BY entity', `com_${name}_1`)).toEqual([
      { entity: accountId(name, 1), version: 2 },
      { entity: accountId(name, 3), version: 2 },
    ])
  })

  test('a commit that comes second on every row writes nothing at all', async () => {
    await commitAs(worker.db, `com_${name}_1`, [toOverdue(1, 1)])
    expect(await commitAs(worker.db, `com_${name}_2`, [toOverdue(1, 1)])).toEqual({ moved: 0 })
    expect(await traces()).toEqual([1, 1, 1])
  })

  test('an error reported after the commit landed is no reason to write again', async () => {
    const db = { prepare: (query: string) => worker.db.prepare(query), batch: lieAfter(worker.db) } as unknown as D1Database
    expect(await commitAs(db, `com_${name}_1`, [toOverdue(1, 1), toOverdue(2, 1)])).toEqual({ moved: 2 })
    expect(await traces()).toEqual([2, 2, 2])
  })

  test('an error before the commit landed is told', async () => {
    const failing = { prepare: (query: string) => worker.db.prepare(query), batch: () => Promise.reject(new Error('network')) }
    await expect(commitAs(failing as unknown as D1Database, `com_${name}_1`, [toOverdue(1, 1)])).rejects.toThrow('network')
    expect(await traces()).toEqual([0, 0, 0])
  })

  test('one row that the database refuses does not hold up the others of its round', async () => {
    await worker.db
      .prepare(`INSERT INTO events (entity, version, type, at, commit_id, body) VALUES (?, 2, 'x', 0, 'com_x', '{}')`)
      .bind(accountId(name, 2))
      .run()
    const report = await sweepAt(worker.db, LATE)
    expect(report.refused).toBeGreaterThan(0)
    expect(await stateOf(worker.db, accountId(name, 1))).toBe('overdue')
    expect(await stateOf(worker.db, accountId(name, 3))).toBe('overdue')
    expect(await rows(worker.db, 'SELECT state, next_action FROM accounts WHERE id = ?', accountId(name, 2))).toEqual([
      { state: 'active', next_action: 'review' },
    ])
  })
})

function lieAfter(db: D1Database): D1Database['batch'] {
  return async (statements) => {
    await db.batch(statements)
    throw new Error('D1_ERROR: Network connection lost.')
  }
}

describe('one decision in one commit', () => {
  beforeEach(() => fresh(1))
  const move = (id: string, version: number) => ({
    statement: sql`UPDATE accounts SET domain = 'x.example', version = version + 1, commit_id = ${id} WHERE id = ${accountId(name, 1)} AND version = ${version}`,
    expected: 1,
  })
  const event = (id: string) =>
    sql`INSERT INTO events (entity, version, type, at, commit_id, body) VALUES (${accountId(name, 1)}, 2, 'x', 0, ${id}, '{}')`

  test('a guard that misses throws everything away', async () => {
    const { db } = contextAt(worker.db, LATE)
    const result = await commit(db, { id: `com_${name}_1`, at: LATE, guard: move(`com_${name}_1`, 9), writes: [event(`com_${name}_1`)] })
    expect(result).toEqual({ ok: false, failure: { reason: 'lost_race' } })
    expect(await traces()).toEqual([0, 0, 0])
    expect(await rows(worker.db, 'SELECT * FROM commits WHERE id = ?', `com_${name}_1`)).toEqual([])
  })

  test('an error reported after it landed is looked up', async () => {
    const liar = { prepare: (query: string) => worker.db.prepare(query), batch: lieAfter(worker.db) } as unknown as D1Database
    const result = await commit(contextAt(liar, LATE).db, {
      id: `com_${name}_1`,
      at: LATE,
      guard: move(`com_${name}_1`, 1),
      writes: [event(`com_${name}_1`)],
    })
    expect(result).toEqual({ ok: true, value: { commitId: `com_${name}_1` } })
    expect(await traces()).toEqual([1, 0, 0])
  })
})

describe('what the database itself refuses', () => {
  beforeAll(async () => {
    await fresh(1)
    await sweepAt(worker.db, LATE)
  })

  test.each([
    ['a state change without a new version', `UPDATE accounts SET state = 'active', overdue_at = NULL, commit_id = 'com_x'`],
    ['a state change without a new commit id', `UPDATE accounts SET state = 'active', overdue_at = NULL, version = version + 1`],
    ['a skipped version', `UPDATE accounts SET version = version + 2, commit_id = 'com_x'`],
    ['a changed event', `UPDATE events SET at = 0`],
    ['a deleted event', `DELETE FROM events`],
    ['a suspension without its instant', `UPDATE accounts SET state = 'suspended', version = version + 1, commit_id = 'com_x'`],
    ['a state nobody knows', `UPDATE accounts SET state = 'gone', version = version + 1, commit_id = 'com_x'`],
    ['an invoice paid with too little', `UPDATE invoices SET state = 'paid', paid_amount = 1, commit_id = 'com_x'`],
    ['an invoice with other terms', `UPDATE invoices SET terms_version = '2026-12-15', commit_id = 'com_x'`],
    [
      'a second invoice of the same period',
      `INSERT INTO invoices (id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount, state, terms_version, issued_at, lines, commit_id)
       SELECT 'inv_x', shard, year, 99, account, customer, kind, period_from, period_to, due_on, amount, state, terms_version, issued_at, lines, commit_id FROM invoices`,
    ],
  ])('%s', async (_, statement) => {
    await expect(worker.db.prepare(statement).run()).rejects.toThrow()
    expect(await stateOf(worker.db, accountId(name, 1))).toBe('overdue')
    expect(await traces()).toEqual([1, 1, 1])
  })
})

describe('two sweeps at once', () => {
  test.each(['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z', '2027-03-19T17:00:00Z'])('of %s move each account once', async (until) => {
    await fresh(1_500)
    await terminatedOnADay(worker.db, '2027-03-01', 10_000)
    for (const at of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z', '2027-03-19T17:00:00Z'].filter((tick) => tick <= until)) {
      await Promise.all([worker.tick(at), worker.tick(at), sweepAt(worker.db, at)])
    }
    const steps = { '2027-03-10T17:00:00Z': 1, '2027-03-12T17:00:00Z': 2, '2027-03-19T17:00:00Z': 3 }[until] ?? 0
    await worker.tick(until)
    // A mail for each step, and an order to the panel for each that changes the service.
    expect(await traces()).toEqual([1_500 * steps, 1_500 * steps, 1_500 * (2 * steps - 1)])
    expect(await rows(worker.db, 'SELECT version, count(*) AS n FROM accounts WHERE id LIKE ? GROUP BY version', `acc_a${name}%`)).toEqual([
      { version: 1 + steps, n: 1_500 },
    ])
  })

  test('of two minutes that overlap take one step of an account, not two', async () => {
    await fresh(10)
    await Promise.all([worker.tick('2027-03-25T17:00:00Z'), worker.tick('2027-03-25T17:01:00Z')])
    expect(await toldOf(worker.db, accountId(name, 1))).toHaveLength(1)
    expect(await noticesOf(worker.db, accountId(name, 1))).toHaveLength(1)
  })
})
