/** Many accounts at once, made inside the database: a row a number, all of one customer and one due day. */
import type { D1Database } from '@cloudflare/workers-types'
import { advanceLateAccounts } from '../../worker/accounts/actions.ts'
import { lateStartAt } from '../../worker/accounts/rules/late.ts'
import type { LifecyclePromise } from '../../worker/accounts/rules/lifecycle-guards.ts'
import type { PromiseBook } from '../../worker/accounts/rules/promise.ts'
import { type Context, createContext, type Env } from '../../worker/context.ts'
import { mint } from '../../worker/mint.ts'
import { catalog, policies, provider } from '../../worker/policies/generated.ts'

const rest = { order: { cancelAfterDays: 2 }, timeZone: 'Asia/Jakarta', zoneAbbreviation: 'WIB' }
/** The provider's own version, and one that is more patient. */
export const TNET: LifecyclePromise = { version: '2024-11-01', late: { suspendAfterDays: 2, terminateAfterDays: 7 }, ...rest }
export const PATIENT: LifecyclePromise = { version: '2027-01-01', late: { suspendAfterDays: 3, terminateAfterDays: 10 }, ...rest }
export const PROMISES: PromiseBook = (version) => [TNET, PATIENT].find((promise) => promise.version === version)

export const contextAt = (db: D1Database, now: number, wallClock: number = Date.now()): Context =>
  createContext({ DB: db } as Env, now, 'id', wallClock)

/** The real sweep, with the promises of the tests. */
export function sweepAt(db: D1Database, at: number | string, promises: PromiseBook = PROMISES) {
  const now = typeof at === 'number' ? at : Date.parse(at)
  return advanceLateAccounts(contextAt(db, now), {
    ...{ promises, policies, catalog, provider },
    newCommitId: () => mint('commit', now),
    newInvoiceId: () => mint('invoice', now),
  })
}

export interface Seed {
  /** Distinguishes the accounts of one call from those of another: one or more letters. */
  readonly name: string
  readonly accounts: number
  readonly dueOn: string
  readonly terms?: LifecyclePromise
  /** Whether they owe an invoice; without one the account has nothing to be late with. */
  readonly unpaid?: boolean
  readonly customer?: string
  readonly package?: string
  readonly term?: 'monthly' | 'yearly'
  /** When the account is first looked at; else at the start of its lateness. */
  readonly wakeAt?: number
}

export const accountId = (name: string, n: number) => `acc_a${name}${n}`
export const invoiceId = (name: string, n: number) => `inv_a${name}${n}`

/** Active accounts with their issued invoices; each waits for the start of its lateness. */
export async function seedAccounts(db: D1Database, seed: Seed): Promise<void> {
  const { name, accounts, dueOn, terms = TNET, unpaid = true, customer = CUSTOMER, package: item = 'starter', term = 'yearly' } = seed
  const wakeAt = seed.wakeAt ?? lateStartAt(dueOn, terms)
  const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)'
  await db.batch([
    db
      .prepare(
        `INSERT OR IGNORE INTO customers (versions_told, id, kind, name, phone, address, country, born_on, language, transfer_notice, created_at, commit_id)
         VALUES (99, ?, 'person', 'Sari', '0', 'Jakarta', 'ID', '1990-01-01', 'id', '2024-11-01', 0, 'com_seed')`,
      )
      .bind(CUSTOMER),
    db
      .prepare(
        `${numbers} INSERT INTO accounts (id, customer, package, domain, state, term, anniversary_day, due_on, open_invoice,
           next_action, next_action_at, created_at, commit_id)
         SELECT 'acc_a' || ?2 || i, ?3, ?7, ?2 || i || '.example', 'active', ?8, CAST(substr(?4, 9, 2) AS INTEGER), ?4,
           iif(?6, 'inv_a' || ?2 || i, NULL), 'mark_overdue', ?5, 0, 'com_seed' FROM n`,
      )
      .bind(accounts, name, customer, dueOn, wakeAt, unpaid ? 1 : 0, item, term),
    ...(unpaid
      ? [
          db
            .prepare(
              `${numbers} INSERT INTO invoices (id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount,
                 state, terms_version, issued_at, lines, commit_id)
               SELECT 'inv_a' || ?2 || i, 'a', CAST(substr(?4, 1, 4) AS INTEGER),
                 i + (SELECT coalesce(max(serial), 0) FROM invoices WHERE shard = 'a' AND year = CAST(substr(?4, 1, 4) AS INTEGER)),
                 'acc_a' || ?2 || i, ?3, 'renewal', ?4, date(?4, '+1 year'), ?4, 500000, 'issued', ?5, 0, '[]', 'com_seed' FROM n`,
            )
            .bind(accounts, name, customer, dueOn, terms.version),
        ]
      : []),
  ])
}

export const CUSTOMER = 'cus_a01TEST0000000000000000000'

/** A provider on whose busiest day so many accounts were terminated: three times as many are ordinary. */
export async function terminatedOnADay(db: D1Database, day: string, count: number): Promise<void> {
  await db
    .prepare('INSERT OR REPLACE INTO terminations (day, hours) VALUES (?, ?)')
    .bind(day, JSON.stringify({ 0: count }))
    .run()
}
