/** A payment judged by everything that stands on its invoice: before staff record it, and when it is recorded, by the same rule. */
import type { Db } from '../context.ts'
import type { Instant } from '../shared/calendar.ts'
import type { Rupiah } from '../shared/money.ts'
import { creditsFromInvoice, creditsOnInvoice } from './credits/reads.ts'
import { accountOfInvoice, entriesOf, invoiceQuery, paymentsOfInvoice, refundsOfInvoice, reversalsOfInvoice } from './reads.ts'
import type { AppliedCredit } from './rules/credit.ts'
import type { Payment } from './rules/payment.ts'
import { type InvoiceSettlement, partsLeft, settleInvoice } from './rules/settle-invoice.ts'
import { standingPayments } from './rules/settle-reversal.ts'

/** To be asked in one round trip, and handed to `judge` in this order. */
export const judgementQueries = (db: Db, invoice: string) =>
  [
    invoiceQuery(db, invoice),
    accountOfInvoice(db, invoice),
    paymentsOfInvoice(db, invoice),
    reversalsOfInvoice(db, invoice),
    refundsOfInvoice(db, invoice),
    creditsOnInvoice(db, invoice),
    creditsFromInvoice(db, invoice),
  ] as const

type Answers<T extends readonly PromiseLike<unknown>[]> = { readonly [K in keyof T]: Awaited<T[K]> }

export type JudgementFacts = Answers<ReturnType<typeof judgementQueries>>

export interface Judged {
  readonly invoice: JudgementFacts[0][number]
  readonly account: JudgementFacts[1][number]
  readonly verdict: InvoiceSettlement
  /** What had become credit when the invoice was void, and stands on it again if the end is undone or the money goes back. */
  readonly backOnInvoice: readonly AppliedCredit[]
}

/** What pays: money that came, or credit that the provider holds already. */
export type Means =
  | { readonly payment: string; readonly method: string; readonly reference: string }
  | { readonly credits: readonly AppliedCredit[] }

/** As it is written: one that is judged, by whichever means. */
export interface JudgedPayment extends Judged {
  readonly means: Means
  readonly amount: Rupiah
  readonly paidAt: Instant
  /** Id of the user: of money staff, or the gateway that told of it; of credit whoever asked. */
  readonly recordedBy: string
}

/** Undefined: no such invoice. */
export function judge(facts: JudgementFacts, payment: Payment): Judged | undefined {
  const [[invoice], [account], payments, reversals, refunds, fromCredit, given] = facts
  if (invoice === undefined || account === undefined) return undefined
  // What was credit from the first never stood on the invoice, and neither does the credit that it gave.
  const stood = payments.filter(({ effect }) => effect !== 'credited')
  const standing = [
    ...standingPayments(entriesOf(stood, reversals, refunds)),
    ...fromCredit.map(({ amount, at }) => ({ amount, paidAt: at })),
  ]
  const ofVoid = given.filter(({ source }) => source === 'void_invoice')
  const ofStood = given.filter(({ origin }) => stood.some(({ id }) => id === origin))
  const gone = ofVoid.reduce((sum, { out, left }) => sum + out - left, 0) + ofStood.reduce((sum, { out }) => sum + out, 0)
  const { suspendedAt, dueOn } = account
  // Once its data is being deleted, a payment in time is refunded instead of bringing an empty account back.
  const state = account.purgedAt === null ? account.state : 'purged'
  const endedAt = account.terminatedAt ?? account.endedAt ?? account.cancelledAt
  const standsAs = { state, suspendedAt, dueOn, endedAt, inViolation: account.violationAt !== null }
  const verdict = settleInvoice(standsAs, invoice, partsLeft(standing, gone), payment)
  const backOnInvoice = ofVoid.flatMap(({ id, left }) => (left > 0 ? [{ credit: id, amount: left }] : []))
  return { invoice, account, verdict, backOnInvoice }
}
