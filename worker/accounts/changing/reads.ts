import { and, asc, desc, eq, gt, inArray, lte, ne, or } from 'drizzle-orm'
import { invoices } from '../../billing/tables.ts'
import type { Db } from '../../context.ts'
import type { Day } from '../../shared/calendar.ts'
import { accounts } from '../tables.ts'

/** A customer's account; another customer's is not found. */
export function ownAccountQuery(db: Db, customer: string, id: string) {
  return db
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, id), eq(accounts.customer, customer)))
}

/** Every invoice of the account that stands for something. */
export function standingInvoicesQuery(db: Db, account: string) {
  return db
    .select()
    .from(invoices)
    .where(and(eq(invoices.account, account), ne(invoices.state, 'void')))
    .orderBy(desc(invoices.issuedAt))
}

export type AccountRow = Awaited<ReturnType<typeof ownAccountQuery>>[number]
export type InvoiceRow = Awaited<ReturnType<typeof standingInvoicesQuery>>[number]

/** The running accounts of a customer. */
export function runningAccountsQuery(db: Db, customer: string) {
  return db
    .select()
    .from(accounts)
    .where(and(eq(accounts.customer, customer), inArray(accounts.state, ['active', 'overdue', 'suspended'])))
}

/** The invoices that those accounts wait for. */
export function openInvoicesQuery(db: Db, customer: string) {
  const waitedFor = db.select({ id: accounts.openInvoice }).from(accounts).where(eq(accounts.customer, customer))
  return db.select().from(invoices).where(inArray(invoices.id, waitedFor))
}

/**
 * Upgrades that were not paid by the end of their last day, or whose account is paid for beyond the term that they were priced for, by
 * their own index, with their account.
 */
export function lapsedUpgrades(db: Db, lastDay: Day, most: number) {
  return db
    .select({
      ...{ id: accounts.id, version: accounts.version, customer: accounts.customer, domain: accounts.domain, package: accounts.package },
      ...{
        invoice: invoices.id,
        dueOn: invoices.dueOn,
        amount: invoices.amount,
        lines: invoices.lines,
        termsVersion: invoices.termsVersion,
      },
    })
    .from(invoices)
    .innerJoin(accounts, eq(accounts.id, invoices.account))
    .where(
      and(
        eq(invoices.kind, 'upgrade'),
        eq(invoices.state, 'issued'),
        or(lte(invoices.dueOn, lastDay), gt(accounts.dueOn, invoices.periodTo)),
      ),
    )
    .orderBy(asc(invoices.dueOn))
    .limit(most)
}
