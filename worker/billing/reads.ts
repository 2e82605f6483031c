import { asc, desc, eq } from 'drizzle-orm'
import { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import { invoices, payments } from './tables.ts'

export function invoicesOfAccount(db: Db, account: string) {
  return db.select().from(invoices).where(eq(invoices.account, account)).orderBy(desc(invoices.dueOn))
}

/** The invoice with the account that it is about, which is moved with it. */
export function invoiceQuery(db: Db, id: string) {
  return db
    .select({ invoice: invoices, account: accounts })
    .from(invoices)
    .innerJoin(accounts, eq(accounts.id, invoices.account))
    .where(eq(invoices.id, id))
}

export function paymentsOfInvoice(db: Db, invoice: string) {
  return db.select().from(payments).where(eq(payments.invoice, invoice)).orderBy(asc(payments.paidAt))
}

export function paymentByReference(db: Db, reference: string) {
  return db.select({ id: payments.id, invoice: payments.invoice }).from(payments).where(eq(payments.reference, reference))
}
