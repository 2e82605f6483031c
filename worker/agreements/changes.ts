import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { insertEvents } from '../db/changes.ts'
import { evidence } from '../db/tables.ts'
import type { DecisionRecord } from './records.ts'
import { acceptances, receipts } from './tables.ts'

/**
 * Guards a commit that declines: it moves the customer's row (to what it is) only while nothing of what is declined stands
 * accepted, so that of accepting and declining at once a decline never follows (`checkUndecided`).
 */
export function guardDeclines(customer: string, declined: readonly { readonly document: string; readonly version: string }[]): SQL {
  return sql`UPDATE customers SET commit_id = commit_id WHERE id = ${customer} AND ${noneAccepted(customer, declined)}`
}

/** Nothing of what is declined stands accepted; true where nothing is declined. */
export function noneAccepted(customer: string, declined: readonly { readonly document: string; readonly version: string }[]): SQL {
  const pairs = JSON.stringify(declined.map(({ document, version }) => `${document} ${version}`))
  return sql`NOT EXISTS (SELECT 1 FROM acceptances WHERE customer = ${customer} AND decision = 'accepted'
    AND document || ' ' || version IN (SELECT value FROM json_each(${pairs})))`
}

/** Decisions with their receipts, evidence and events: what a commit writes of them. */
export function insertDecisions(db: Db, commitId: string, at: number, records: readonly DecisionRecord[]) {
  return [
    db.insert(acceptances).values(records.map((record) => ({ ...record.acceptance, commitId }))),
    db.insert(receipts).values(records.map((record) => ({ ...record.receipt, commitId }))),
    db.insert(evidence).values(records.map((record) => record.evidence)),
    insertEvents(
      db,
      commitId,
      at,
      records.map((record) => record.event),
    ),
  ] as const
}
