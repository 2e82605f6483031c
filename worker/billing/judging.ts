/** A payment judged by all that stands on its invoice: what is recorded, and what staff are shown before they record it. */
import type { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import { creditsOfVoidInvoice, creditsOnInvoice } from './credits/reads.ts'
import { accountOfInvoice, entriesOf, invoiceQuery, paymentsOfInvoice, refundsOfInvoice, reversalsOfInvoice } from './reads.ts'
import type { AppliedCredit } from './rules/credit.ts'
import type { Payment } from './rules/payment.ts'
import { type InvoiceSettlement, partsLeft, settleInvoice } from './rules/settle-invoice.ts'
import { standingPayments } from './rules/settle-reversal.ts'
import type { invoices } from './tables.ts'

/** For a batch; `standingOf` reads the answers in this order. */
export const standingQueries = (db: Db, invoice: string) =>
  [
    invoiceQuery(db, invoice),
    accountOfInvoice(db, invoice),
    paymentsOfInvoice(db, invoice),
    reversalsOfInvoice(db, invoice),
    refundsOfInvoice(db, invoice),
    creditsOnInvoice(db, invoice),
    creditsOfVoidInvoice(db, invoice),
  ] as const

type Answered<Queries extends readonly unknown[]> = { readonly [Q in keyof Queries]: Awaited<Queries[Q]> }
type Answers = Answered<ReturnType<typeof standingQueries>>

export interface Standing {
  readonly invoice: typeof invoices.$inferSelect
  readonly account: typeof accounts.$inferSelect
  readonly earlier: readonly Payment[]
  /** What had become credit when the invoice was void, and stands on it again if the end is undone or the money goes back. */
  readonly backOnInvoice: readonly AppliedCredit[]
}

/** Undefined: no such invoice. */
export function standingOf([[invoice], [account], payments, reversals, refunds, fromCredit, ofVoid]: Answers): Standing | undefined {
  if (invoice === undefined || account === undefined) return undefined
  const standing = [
    ...standingPayments(entriesOf(payments, reversals, refunds)),
    ...fromCredit.map(({ amount, at }) => ({ amount, paidAt: at })),
  ]
  const spentElsewhere = ofVoid.reduce((sum, { elsewhere }) => sum + elsewhere, 0)
  return {
    ...{ invoice, account, earlier: partsLeft(standing, spentElsewhere) },
    backOnInvoice: ofVoid.flatMap(({ id, left }) => (left > 0 ? [{ credit: id, amount: left }] : [])),
  }
}

export function judgePaymentOn({ invoice, account, earlier }: Standing, payment: Payment): InvoiceSettlement {
  const { state, suspendedAt, dueOn } = account
  const endedAt = account.terminatedAt ?? account.endedAt ?? account.cancelledAt
  return settleInvoice({ state, suspendedAt, dueOn, endedAt, inViolation: account.violationAt !== null }, invoice, earlier, payment)
}
