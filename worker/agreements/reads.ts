import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import { acceptances, receipts } from './tables.ts'

/** Every decision of a customer, as the rules want them. */
export function decisionsQuery(db: Db, customer: string) {
  return db
    .select({
      document: acceptances.document,
      version: acceptances.version,
      decision: acceptances.decision,
      decidedAt: acceptances.decidedAt,
    })
    .from(acceptances)
    .where(eq(acceptances.customer, customer))
}

/** Every decision of many customers, whose ids travel as one parameter. */
export function decisionsOfQuery(db: Db, customers: readonly string[]) {
  const { customer, document, version, decision } = acceptances
  return db
    .select({ customer, document, version, decision })
    .from(acceptances)
    .where(sql`${customer} IN (SELECT value FROM json_each(${JSON.stringify(customers)}))`)
}

export function acceptancesQuery(db: Db, customer: string) {
  return db
    .select({ acceptance: acceptances, receiptId: receipts.id })
    .from(acceptances)
    .leftJoin(receipts, eq(receipts.acceptance, acceptances.id))
    .where(eq(acceptances.customer, customer))
    .orderBy(desc(acceptances.decidedAt), desc(acceptances.id))
}

/** Accounts that run, and the first day not yet paid for of each. */
export function paidTermsQuery(db: Db, customer: string) {
  return db
    .select({ account: accounts.id, domain: accounts.domain, dueOn: accounts.dueOn })
    .from(accounts)
    .where(and(eq(accounts.customer, customer), inArray(accounts.state, ['active', 'overdue', 'suspended'])))
    .orderBy(accounts.dueOn)
}

/** Another customer's receipt is not there. */
export async function receiptRow(db: Db, customer: string, id: string) {
  const [row] = await db
    .select()
    .from(receipts)
    .where(and(eq(receipts.id, id), eq(receipts.customer, customer)))
  return row
}
