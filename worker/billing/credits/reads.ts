import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import type { Credit } from '../rules/credit.ts'
import { credits, creditUses } from './tables.ts'

const spent = sql<number>`(SELECT coalesce(sum(u.amount), 0) FROM credit_uses u WHERE u.credit = ${credits.id})`

const creditColumns = { id: credits.id, source: credits.source, amount: credits.amount, spent: spent.as('spent'), at: credits.at }

/** A customer's credits, spent ones too, the oldest first. For a batch. */
export function creditsOf(db: Db, customer: string) {
  return db.select(creditColumns).from(credits).where(eq(credits.customer, customer)).orderBy(asc(credits.at), asc(credits.id))
}

/**
 * Credit that became of the parts paid on an invoice when it was void: what is left of it goes back there if the invoice stands again,
 * what was spent elsewhere is gone.
 */
export function creditsOfVoidInvoice(db: Db, invoice: string) {
  const used = (uses: SQL) => sql<number>`(SELECT coalesce(sum(u.amount), 0) FROM credit_uses u WHERE u.credit = ${credits.id} ${uses})`
  return db
    .select({
      id: credits.id,
      left: sql<number>`${credits.amount} - ${used(sql``)}`.as('left'),
      elsewhere: used(sql`AND u.use <> 'reinstated'`).as('elsewhere'),
    })
    .from(credits)
    .where(
      and(
        eq(credits.customer, sql`(SELECT customer FROM invoices WHERE id = ${invoice})`),
        eq(credits.source, 'void_invoice'),
        eq(credits.origin, invoice),
      ),
    )
}

/** What was paid on an invoice from credit: each counts as a payment of the instant at which it was applied. */
export function creditsOnInvoice(db: Db, invoice: string) {
  return db
    .select({ credit: creditUses.credit, amount: creditUses.amount, at: creditUses.at })
    .from(creditUses)
    .where(sql`${creditUses.subject} = ${invoice} AND ${creditUses.use} = 'invoice'`)
}

/** Unspent credits of many customers, by customer: one read, whose cost is those customers' own credits. */
export async function openCreditsOf(db: Db, customers: readonly string[]): Promise<Map<string, Credit[]>> {
  const found = await db
    .select({ customer: credits.customer, ...creditColumns })
    .from(credits)
    .where(sql`${credits.customer} IN (SELECT value FROM json_each(${JSON.stringify(customers)}))`)
  const open = new Map<string, Credit[]>()
  for (const { customer, ...credit } of found) {
    if (credit.spent < credit.amount) open.set(customer, [...(open.get(customer) ?? []), credit])
  }
  return open
}
