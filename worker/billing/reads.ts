import { asc, desc, eq } from 'drizzle-orm'
import { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import { invoices, payments } from './tables.ts'

export function invoicesOfAccount(db: Db, account: string) {
  return db.select().from(invoices).where(eq(invoices.account, account)).orderBy(desc(invoices.dueOn))
}

export function invoiceQuery(db: Db, id: string) {
  return db.select().from(invoices).where(eq(invoices.id, id))
}

/** The account that an invoice is about, which every payment moves. (A join in a batch would lose columns of the same name.) */
export function accountOfInvoice(db: Db, invoice: string) {
  const owner = db.select({ account: invoices.account }).from(invoices).where(eq(invoices.id, invoice))
  return db.select().from(accounts).where(eq(accounts.id, owner))
}

export function paymentsOfInvoice(db: Db, invoice: string) {
  return db.select().from(payments).where(eq(payments.invoice, invoice)).orderBy(asc(payments.paidAt))
}

export function paymentByReference(db: Db, reference: string) {
  return db.select({ id: payments.id, invoice: payments.invoice }).from(payments).where(eq(payments.reference, reference))
}
