import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Context, Db } from '../../context.ts'
import { answerQuery, type KeyedRequest } from '../../db/idempotency.ts'
import { creditsOnInvoice } from '../credits/reads.ts'
import { credits } from '../credits/tables.ts'
import { paymentReversals } from '../gateways/tables.ts'
import { accountOfInvoice, entriesOf, invoiceQuery, paymentsOfInvoice, refundsOfInvoice, reversalsOfInvoice } from '../reads.ts'
import type { Entry } from '../rules/settle-reversal.ts'
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

/** Credit that came of the invoice's payments, or of its parts when it was void, and how much of each is left. */
function creditsFromInvoice(db: Db, invoice: string) {
  const left = sql<number>`${credits.amount} - (SELECT coalesce(sum(u.amount), 0) FROM credit_uses u WHERE u.credit = ${credits.id})`
  const own = db.select({ id: payments.id }).from(payments).where(eq(payments.invoice, invoice))
  return db
    .select({ id: credits.id, source: credits.source, origin: credits.origin, left: left.as('left') })
    .from(credits)
    .where(
      and(
        eq(credits.customer, sql`(SELECT customer FROM invoices WHERE id = ${invoice})`),
        sql`(${credits.origin} = ${invoice} OR ${credits.origin} IN ${own})`,
      ),
    )
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
  const entries: Entry[] = [
    ...entriesOf(paid, reversals, repaid),
    ...fromCredit.map(({ credit, amount, at }) => ({ id: credit, kind: 'payment' as const, amount, at, of: null })),
  ]
  return { answers, invoice, account, payments: paid, entries, credits: given, newestPaid: newest?.id ?? null }
}

export type Reversed = NonNullable<Awaited<ReturnType<typeof readReversed>>>
