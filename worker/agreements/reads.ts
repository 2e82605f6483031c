import { and, desc, eq } from 'drizzle-orm'
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

export function acceptancesQuery(db: Db, customer: string) {
  return db
    .select({ acceptance: acceptances, receiptId: receipts.id })
    .from(acceptances)
    .leftJoin(receipts, eq(receipts.acceptance, acceptances.id))
    .where(eq(acceptances.customer, customer))
    .orderBy(desc(acceptances.decidedAt), desc(acceptances.id))
}

/** Another customer's receipt is not there. */
export async function receiptRow(db: Db, customer: string, id: string) {
  const [row] = await db
    .select()
    .from(receipts)
    .where(and(eq(receipts.id, id), eq(receipts.customer, customer)))
  return row
}
