/** Recording money (S13, S14, S16): one commit moves the account, credits the invoice, keeps the payment and tells the customer. */
import type { Context } from '../context.ts'
import { answerQuery, type KeyedRequest, keyedRequest, repeated } from '../db/idempotency.ts'
import { mint } from '../mint.ts'
import { fail, type Result } from '../shared/result.ts'
import { creditsOfVoidInvoice, creditsOnInvoice } from './credits/reads.ts'
import type { PaymentFailure } from './problems.ts'
import {
  accountOfInvoice,
  entriesOf,
  invoiceQuery,
  paymentByReference,
  paymentsOfInvoice,
  refundsOfInvoice,
  reversalsOfInvoice,
} from './reads.ts'
import { writePayment } from './recording.ts'
import { partsLeft, settleInvoice } from './rules/settle-invoice.ts'
import { standingPayments } from './rules/settle-reversal.ts'
import type { NewPayment, PaymentAnswer } from './schemas.ts'

/** A sweep or another payment may be faster a few times; each try reads everything afresh. */
const MOST_TRIES = 4

/** @param recordedBy id of the staff user. */
export async function recordPayment(
  context: Context,
  recordedBy: string,
  invoice: string,
  input: NewPayment,
  key: string,
): Promise<Result<PaymentAnswer, PaymentFailure>> {
  const request = await keyedRequest(context, recordedBy, `POST /staff/invoices/${invoice}/payments`, key, input)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await tryToRecord(context, recordedBy, invoice, input, request)
    if (result.ok || result.failure.reason !== 'lost_race') return result
  }
  return fail({ reason: 'lost_race' })
}

/** Everything that the judgement needs, in one round trip. */
function readFacts({ db, now }: Context, invoice: string, reference: string, request: KeyedRequest) {
  return db.batch([
    answerQuery(db, request, now),
    invoiceQuery(db, invoice),
    accountOfInvoice(db, invoice),
    paymentsOfInvoice(db, invoice),
    reversalsOfInvoice(db, invoice),
    refundsOfInvoice(db, invoice),
    creditsOnInvoice(db, invoice),
    creditsOfVoidInvoice(db, invoice),
    paymentByReference(db, reference),
  ])
}

async function tryToRecord(
  context: Context,
  recordedBy: string,
  invoiceId: string,
  input: NewPayment,
  request: KeyedRequest,
): Promise<Result<PaymentAnswer, PaymentFailure>> {
  const { now } = context
  const facts = await readFacts(context, invoiceId, input.reference, request)
  const [answers, [invoice], [account], payments, reversals, refunds, fromCredit, ofVoid, [known]] = facts
  const again = repeated<PaymentAnswer>(request, answers)
  if (again) return again
  if (invoice === undefined || account === undefined) return fail({ reason: 'invoice_not_found' })
  const paidAt = Date.parse(input.paidAt)
  if (paidAt > now) return fail({ reason: 'paid_in_future', now })
  if (known) return fail({ reason: 'reference_taken', payment: known.id, invoice: known.invoice })
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
  const verdict = settleInvoice({ state, suspendedAt, dueOn, endedAt, inViolation: account.violationAt !== null }, invoice, earlier, {
    amount: input.amountRupiah,
    paidAt,
  })
  const backOnInvoice = ofVoid.flatMap(({ id, left }) => (left > 0 ? [{ credit: id, amount: left }] : []))
  return writePayment(context, {
    ...{ account, invoice, verdict, backOnInvoice, paidAt, recordedBy, input, request, id: mint('payment', now) },
  })
}
