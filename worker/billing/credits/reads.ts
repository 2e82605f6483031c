import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { accounts } from '../../accounts/tables.ts'
import type { Db } from '../../context.ts'
import type { Credit } from '../rules/credit.ts'
import { invoices, payments } from '../tables.ts'
import { credits, creditUses } from './tables.ts'

const spent = sql<number>`(SELECT coalesce(sum(u.amount), 0) FROM credit_uses u WHERE u.credit = ${credits.id})`

const creditColumns = { id: credits.id, source: credits.source, amount: credits.amount, spent: spent.as('spent'), at: credits.at }

/** A customer's credits, spent ones too, the oldest first. For a batch. */
export function creditsOf(db: Db, customer: string) {
  return db.select(creditColumns).from(credits).where(eq(credits.customer, customer)).orderBy(asc(credits.at), asc(credits.id))
}

/**
 * Credit that became of money paid on an invoice: of a payment what was above the invoice, of its parts what it held when it was void.
 * `left` is not spent; `out` stands on the invoice no more: all but what went back to the invoice, or to the customer.
 */
export function creditsFromInvoice(db: Db, invoice: string) {
  const used = (uses: SQL) => sql<number>`(SELECT coalesce(sum(u.amount), 0) FROM credit_uses u WHERE u.credit = ${credits.id} ${uses})`
  const own = db.select({ id: payments.id }).from(payments).where(eq(payments.invoice, invoice))
  return db
    .select({
      ...{ id: credits.id, source: credits.source, origin: credits.origin },
      left: sql<number>`${credits.amount} - ${used(sql``)}`.as('left'),
      out: sql<number>`${credits.amount} - ${used(sql`AND u.use IN ('reinstated', 'refund', 'chargeback')`)}`.as('out'),
    })
    .from(credits)
    .where(
      and(
        eq(credits.customer, sql`(SELECT customer FROM invoices WHERE id = ${invoice})`),
        sql`(${credits.origin} = ${invoice} OR ${credits.origin} IN ${own})`,
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

/** A customer's credits with the clause that gave each, the newest first. For a batch. */
export function creditHistory(db: Db, customer: string) {
  return db
    .select({
      ...creditColumns,
      account: credits.account,
      document: credits.document,
      termsVersion: credits.termsVersion,
      clause: credits.clause,
    })
    .from(credits)
    .where(eq(credits.customer, customer))
    .orderBy(desc(credits.at), desc(credits.id))
}

/** What the customer's credits were spent on. For a batch. */
export function creditUsesOf(db: Db, customer: string) {
  const own = db.select({ id: credits.id }).from(credits).where(eq(credits.customer, customer))
  return db.select().from(creditUses).where(inArray(creditUses.credit, own)).orderBy(asc(creditUses.at))
}

/**
 * Void invoices on which money still stands, of accounts whose end nothing can undo any more; while an account has ended and is not
 * purged, a payment heard of late may still need the parts (S13, S16). By a partial index: what is left is all that is read.
 */
export function voidParts(db: Db, most: number) {
  return db
    .select({
      account: { id: accounts.id, version: accounts.version, customer: accounts.customer, domain: accounts.domain },
      invoice: { id: invoices.id, parts: invoices.paidAmount, dueOn: invoices.dueOn, termsVersion: invoices.termsVersion },
    })
    .from(invoices)
    .innerJoin(accounts, eq(accounts.id, invoices.account))
    .where(sql`${invoices.state} = 'void' AND ${invoices.paidAmount} > 0 AND ${accounts.state} NOT IN ('terminated', 'cancelled')`)
    .limit(most)
}
export type VoidPart = Awaited<ReturnType<typeof voidParts>>[number]
