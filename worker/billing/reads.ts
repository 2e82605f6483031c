import { asc, desc, eq } from 'drizzle-orm'
import { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import { paymentReversals } from './gateways/tables.ts'
import { refunds } from './reversals/tables.ts'
import type { Entry } from './rules/settle-reversal.ts'
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

export function reversalsOfInvoice(db: Db, invoice: string) {
  return db.select().from(paymentReversals).where(eq(paymentReversals.invoice, invoice))
}

export function refundsOfInvoice(db: Db, invoice: string) {
  return db.select().from(refunds).where(eq(refunds.invoice, invoice))
}

type PaymentRow = Awaited<ReturnType<typeof paymentsOfInvoice>>[number]
type ReversalRow = Awaited<ReturnType<typeof reversalsOfInvoice>>[number]
type RefundRow = Awaited<ReturnType<typeof refundsOfInvoice>>[number]

/**
 * All entries of an invoice. What a gateway tells to have gone back names its payment by the reference under which that is recorded,
 * what staff paid back by its id.
 */
export function entriesOf(paid: readonly PaymentRow[], back: readonly ReversalRow[], repaid: readonly RefundRow[]): Entry[] {
  const references = new Map(paid.map(({ id, reference }) => [id, reference]))
  return [
    ...repaid.map(({ id, payment, amount, recordedAt }) => ({
      ...{ id, kind: 'refund' as const, amount, at: recordedAt },
      of: references.get(payment) ?? payment,
    })),
    ...paid.map(({ reference, amount, paidAt }) => ({ id: reference, kind: 'payment' as const, amount, at: paidAt, of: null })),
    ...back.map(({ reference, gateway, transactionId, kind, amount, recordedAt }) => ({
      ...{ id: reference, kind, amount, at: recordedAt },
      of: `${gateway}:${transactionId}`,
    })),
  ]
}

export function paymentByReference(db: Db, reference: string) {
  return db.select({ id: payments.id, invoice: payments.invoice }).from(payments).where(eq(payments.reference, reference))
}
