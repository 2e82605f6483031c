import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { accounts } from './tables.ts'

/** What a step sets; everything else of the account stays. */
export type AccountMove = {
  readonly state: string
  readonly openInvoice: string | null
  readonly overdueAt: number | null
  readonly suspendedAt: number | null
  readonly terminatedAt: number | null
  readonly nextAction: string | null
  readonly nextActionAt: number | null
  /** First day not paid for, where a period is paid as it is invoiced; absent: as it is. */
  readonly dueOn?: string
  /** When the customer's cancellation took effect; absent: as it is. */
  readonly endedAt?: number
  /** The end that a declined version brings (S24); absent: as it is. */
  readonly leaving?: { readonly confirmedAt: number; readonly endsAt: number }
  /** What was wished for has begun; absent: as it is, and the wish stays. */
  readonly begun?: { readonly package: string; readonly term: string }
}

/** Moves each account whose version is still the one read. `decisions` is a json_each of `AccountMove` with `id` and `version`. */
export function moveAccounts(decisions: SQL, commitId: string): SQL {
  return sql`UPDATE accounts SET
      state = d.value ->> 'state',
      open_invoice = d.value ->> 'openInvoice',
      overdue_at = d.value ->> 'overdueAt',
      suspended_at = d.value ->> 'suspendedAt',
      terminated_at = d.value ->> 'terminatedAt',
      next_action = d.value ->> 'nextAction',
      next_action_at = d.value ->> 'nextActionAt',
      due_on = coalesce(d.value ->> 'dueOn', due_on),
      ended_at = coalesce(d.value ->> 'endedAt', ended_at),
      cancel_confirmed_at = coalesce(d.value ->> '$.leaving.confirmedAt', cancel_confirmed_at),
      cancel_ends_at = coalesce(d.value ->> '$.leaving.endsAt', cancel_ends_at),
      package = coalesce(d.value ->> '$.begun.package', package),
      term = coalesce(d.value ->> '$.begun.term', term),
      next_package = iif(d.value -> 'begun' IS NULL, next_package, NULL),
      next_term = iif(d.value -> 'begun' IS NULL, next_term, NULL),
      next_from = iif(d.value -> 'begun' IS NULL, next_from, NULL),
      version = accounts.version + 1,
      commit_id = ${commitId}
    FROM ${decisions} AS d
    WHERE accounts.id = d.value ->> 'id' AND accounts.version = d.value ->> 'version'`
}

export function insertAccount(db: Db, account: typeof accounts.$inferInsert) {
  return db.insert(accounts).values(account)
}

/** One account, if its version is still the one read: the guard of a commit. */
export function moveAccount(db: Db, read: { id: string; version: number }, commitId: string, set: Partial<typeof accounts.$inferInsert>) {
  return db
    .update(accounts)
    .set({ ...set, version: read.version + 1, commitId })
    .where(and(eq(accounts.id, read.id), eq(accounts.version, read.version)))
}
