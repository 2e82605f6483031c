import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Context, Db } from '../../context.ts'
import { answerQuery, type KeyedRequest } from '../../db/idempotency.ts'
import type { Rupiah } from '../../shared/money.ts'
import { creditsFromInvoice, creditsOnInvoice } from '../credits/reads.ts'
import { paymentReversals } from '../gateways/tables.ts'
import { accountOfInvoice, entriesOf, invoiceQuery, paymentsOfInvoice, refundsOfInvoice, reversalsOfInvoice } from '../reads.ts'
import { type Entry, standsOn } from '../rules/settle-reversal.ts'
import { invoices, payments } from '../tables.ts'
import { refunds } from './tables.ts'

export function paymentQuery(db: Db, id: string) {
  return db.select().from(payments).where(eq(payments.id, id))
}

export function refundByReference(db: Db, reference: string) {
  return db.select({ id: refunds.id }).from(refunds).where(eq(refunds.reference, reference))
}

export async function isReversed(db: Db, reference: string): Promise<boolean> {
  const found = await db.select({ kind: paymentReversals.kind }).from(paymentReversals).where(eq(paymentReversals.reference, reference))
  return found.length > 0
}

/** The account's newest invoice for a term that is paid. */
function newestPaidTerm(db: Db, invoice: string) {
  const account = db.select({ account: invoices.account }).from(invoices).where(eq(invoices.id, invoice))
  return db
    .select({ id: invoices.id })
    .from(invoices)
    .where(and(eq(invoices.account, account), inArray(invoices.kind, ['order', 'renewal']), eq(invoices.state, 'paid')))
    .orderBy(desc(invoices.periodTo))
    .limit(1)
}

/** Credit that paid an invoice is an entry of it like a payment. */
function creditEntries(applied: Awaited<ReturnType<typeof creditsOnInvoice>>): Entry[] {
  return applied.map(({ credit, amount, at }) => ({ id: credit, kind: 'payment', amount, at, of: null }))
}

/** What a reversal is judged by, in one round trip; undefined: no such invoice. */
export async function readReversed({ db, now }: Context, invoiceId: string, request: KeyedRequest) {
  const [answers, [invoice], [account], paid, reversals, repaid, fromCredit, given, [newest]] = await db.batch([
    answerQuery(db, request, now),
    invoiceQuery(db, invoiceId),
    accountOfInvoice(db, invoiceId),
    paymentsOfInvoice(db, invoiceId),
    reversalsOfInvoice(db, invoiceId),
    refundsOfInvoice(db, invoiceId),
    creditsOnInvoice(db, invoiceId),
    creditsFromInvoice(db, invoiceId),
    newestPaidTerm(db, invoiceId),
  ])
  if (invoice === undefined || account === undefined) return undefined
  const entries = [...entriesOf(paid, reversals, repaid), ...creditEntries(fromCredit)]
  return { answers, invoice, account, payments: paid, entries, credits: given, newestPaid: newest?.id ?? null }
}

/** The money that really stands on an invoice: what is paid on it, less what went back and what became credit. */
export async function moneyOn(db: Db, invoice: string): Promise<Rupiah> {
  const [paid, reversals, repaid, fromCredit, given] = await db.batch([
    paymentsOfInvoice(db, invoice),
    reversalsOfInvoice(db, invoice),
    refundsOfInvoice(db, invoice),
    creditsOnInvoice(db, invoice),
    creditsFromInvoice(db, invoice),
  ])
  return standsOn([...entriesOf(paid, reversals, repaid), ...creditEntries(fromCredit)], creditOut(given))
}

export const creditOut = (given: readonly { readonly out: Rupiah }[]): Rupiah => given.reduce((sum, { out }) => sum + out, 0)

export type Reversed = NonNullable<Awaited<ReturnType<typeof readReversed>>>
