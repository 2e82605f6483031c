/** What a payment does by what stands in the books (S13, S14, S16): asked before staff record it, and again as it is recorded. */
import type { Db } from '../context.ts'
import { creditsOfVoidInvoice, creditsOnInvoice } from './credits/reads.ts'
import { accountOfInvoice, entriesOf, invoiceQuery, paymentsOfInvoice, refundsOfInvoice, reversalsOfInvoice } from './reads.ts'
import type { JudgedPayment } from './recording.ts'
import type { Payment } from './rules/payment.ts'
import { partsLeft, settleInvoice } from './rules/settle-invoice.ts'
import { standingPayments } from './rules/settle-reversal.ts'

/** Everything that the judgement needs, to be read in one round trip. */
export const judgementQueries = (db: Db, invoice: string) =>
  [
    invoiceQuery(db, invoice),
    accountOfInvoice(db, invoice),
    paymentsOfInvoice(db, invoice),
    reversalsOfInvoice(db, invoice),
    refundsOfInvoice(db, invoice),
    creditsOnInvoice(db, invoice),
    creditsOfVoidInvoice(db, invoice),
  ] as const

type Answers<T extends readonly PromiseLike<unknown>[]> = { readonly [I in keyof T]: Awaited<T[I]> }

type Judged = Pick<JudgedPayment, 'account' | 'invoice' | 'verdict' | 'backOnInvoice'>

/** Undefined: there is no such invoice. */
export function judgePaid(facts: Answers<ReturnType<typeof judgementQueries>>, payment: Payment): Judged | undefined {
  const [[invoice], [account], payments, reversals, refunds, fromCredit, ofVoid] = facts
  if (invoice === undefined || account === undefined) return undefined
  const standing = [
    ...standingPayments(entriesOf(payments, reversals, refunds)),
    ...fromCredit.map(({ amount, at }) => ({ amount, paidAt: at })),
  ]
  const earlier = partsLeft(
    standing,
    ofVoid.reduce((sum, { elsewhere }) => sum + elsewhere, 0),
  )
  const { suspendedAt, dueOn } = account
  // Once its data is being deleted, a payment in time is refunded instead of bringing an empty account back.
  const state = account.purgedAt === null ? account.state : 'purged'
  const endedAt = account.terminatedAt ?? account.endedAt ?? account.cancelledAt
  const verdict = settleInvoice(
    { state, suspendedAt, dueOn, endedAt, inViolation: account.violationAt !== null },
    invoice,
    earlier,
    payment,
  )
  const backOnInvoice = ofVoid.flatMap(({ id, left }) => (left > 0 ? [{ credit: id, amount: left }] : []))
  return { account, invoice, verdict, backOnInvoice }
}
