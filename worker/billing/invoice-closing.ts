import { and, eq, inArray, sql } from 'drizzle-orm'
import { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import { invoices } from './tables.ts'

/**
 * S13, S14, S16: the open invoice of an account that has ended is void and keeps its number. What is paid in time and heard of
 * later makes it stand again, as paid; so one whose account runs again is left alone.
 */
export function closeInvoiceOfEnded(db: Db, id: string, commitId: string) {
  const ended = db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, invoices.account), inArray(accounts.state, ['terminated', 'cancelled', 'purged'])))
  return db
    .update(invoices)
    .set({ state: 'void', commitId })
    .where(and(eq(invoices.id, id), eq(invoices.state, 'issued'), sql`EXISTS ${ended}`))
}
