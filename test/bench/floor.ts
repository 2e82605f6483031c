/**
 * The floor: a plain SQLite program that does the sweep's updates on the same rows of the same tables, on the same machine, with no
 * Worker, no rules and no evidence of its own: what the database itself costs.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { STEPS } from './sweep.ts'

export interface FloorFigures {
  readonly accounts: number
  readonly due: number
  readonly step: string
  readonly queries: number
  readonly milliseconds: number
}

const NUMBERS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :accounts)'

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = wal; PRAGMA synchronous = normal')
  for (const migration of readdirSync('worker/migrations').sort()) db.exec(readFileSync(`worker/migrations/${migration}`, 'utf8'))
  db.exec(`INSERT INTO customers (id, kind, name, phone, address, country, born_on, language, transfer_notice, created_at, commit_id)
    VALUES ('cus_1', 'person', 'Sari', '0', 'Jakarta', 'ID', '1990-01-01', 'id', '2024-11-01', 0, 'com_seed')`)
  return db
}

function fill(db: DatabaseSync, name: string, accounts: number, dueOn: string, wakeAt: number): void {
  db.prepare(
    `${NUMBERS} INSERT INTO accounts (id, customer, package, domain, state, term, anniversary_day, due_on, open_invoice, next_action,
       next_action_at, created_at, commit_id)
     SELECT 'acc_a' || :name || i, 'cus_1', 'starter', :name || i || '.example', 'active', 'yearly', 10, :dueOn, 'inv_a' || :name || i,
       'mark_overdue', :wakeAt, 0, 'com_seed' FROM n`,
  ).run({ accounts, name, dueOn, wakeAt })
  db.prepare(
    `${NUMBERS} INSERT INTO invoices (id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount, state,
       terms_version, issued_at, lines, commit_id)
     SELECT 'inv_a' || :name || i, 'a', 2027, i + (SELECT coalesce(max(serial), 0) FROM invoices), 'acc_a' || :name || i, 'cus_1', 'renewal',
       :dueOn, date(:dueOn, '+1 year'), :dueOn, 500000, 'issued', '2024-11-01', 0, '[]', 'com_seed' FROM n`,
  ).run({ accounts, name, dueOn })
}

const DAY = 86_400_000
const NEXT = {
  overdue: { state: 'overdue', column: 'overdue_at', action: 'suspend', after: 2 * DAY },
  suspend: { state: 'suspended', column: 'suspended_at', action: 'terminate', after: 7 * DAY },
  terminate: { state: 'terminated', column: 'terminated_at', action: 'purge', after: DAY + 2 * 3_600_000 },
} as const

/** The whole step as four statements over the set of due rows, in one transaction. @returns how many rows moved. */
function take(db: DatabaseSync, step: keyof typeof NEXT, now: number): number {
  const { state, column, action, after } = NEXT[step]
  const facts = { now, next: now + after, state }
  const moved = 'FROM accounts WHERE next_action_at = :next AND state = :state'
  db.exec('BEGIN IMMEDIATE')
  const { changes } = db
    .prepare(
      `UPDATE accounts SET state = :state, ${column} = :now, next_action = :action, next_action_at = :next, version = version + 1,
         commit_id = 'com_' || :state WHERE next_action_at <= :now`,
    )
    .run({ ...facts, action })
  db.prepare(
    `INSERT INTO events (entity, version, type, at, commit_id, body)
     SELECT id, version, 'account.' || state, :now, commit_id, json_object('clause', 'S14', 'invoice', open_invoice) ${moved}`,
  ).run(facts)
  db.prepare(
    `INSERT INTO notices (customer, subject, kind, cycle, posted_at, counts_from, body, commit_id)
     SELECT customer, id, state, open_invoice, :now, :now, json_object('domain', domain), commit_id ${moved}`,
  ).run(facts)
  db.prepare(
    `INSERT INTO outbox (kind, subject, body, commit_id, created_at)
     SELECT 'mail', id, json_object('kind', state), commit_id, :now ${moved}`,
  ).run(facts)
  db.exec('COMMIT')
  return Number(changes)
}

export function measureFloor(accounts: number, due: number): FloorFigures[] {
  const folder = mkdtempSync(join(tmpdir(), 'mufakat-floor-'))
  const db = open(join(folder, 'floor.sqlite'))
  try {
    fill(db, 'far', Math.max(1, accounts - due), '2090-01-01', Date.UTC(2090, 0, 1))
    if (due > 0) fill(db, 'due', due, '2027-03-10', Date.parse(STEPS[0][1]))
    return STEPS.slice(0, due === 0 ? 1 : undefined).map(([step, at]) => {
      const started = performance.now()
      const moved = take(db, step, Date.parse(at))
      const milliseconds = Math.round(performance.now() - started)
      if (moved !== due) throw new Error(`the floor's ${step} of ${due} moved ${moved}`)
      return { accounts, due, step, queries: 4, milliseconds }
    })
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
