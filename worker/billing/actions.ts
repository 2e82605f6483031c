/** Recording money (S13, S14, S16): one commit moves the account, credits the invoice, keeps the payment and tells the customer. */
import type { Context } from '../context.ts'
import { answerQuery, type KeyedRequest, keyedRequest, repeated } from '../db/idempotency.ts'
import { mint } from '../mint.ts'
import { fail, type Result } from '../shared/result.ts'
import { judge, judgementQueries } from './judging.ts'
import { outcomeOf } from './payment-told.ts'
import type { PaymentFailure } from './problems.ts'
import { paymentByReference } from './reads.ts'
import { writePayment } from './recording.ts'
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

async function tryToRecord(
  context: Context,
  recordedBy: string,
  invoiceId: string,
  input: NewPayment,
  request: KeyedRequest,
): Promise<Result<PaymentAnswer, PaymentFailure>> {
  const { db, now } = context
  const [answers, [known], ...facts] = await db.batch([
    answerQuery(db, request, now),
    paymentByReference(db, input.reference),
    ...judgementQueries(db, invoiceId),
  ])
  const again = repeated<PaymentAnswer>(request, answers)
  if (again) return again
  const paidAt = Date.parse(input.paidAt)
  const judged = judge(facts, { amount: input.amountRupiah, paidAt })
  if (judged === undefined) return fail({ reason: 'invoice_not_found' })
  if (paidAt > now) return fail({ reason: 'paid_in_future', now })
  if (known) return fail({ reason: 'reference_taken', payment: known.id, invoice: known.invoice })
  const { method, reference, amountRupiah: amount } = input
  const id = mint('payment', now)
  const payment = { ...judged, means: { payment: id, method, reference }, amount, paidAt, recordedBy }
  return writePayment(context, payment, request, { id, ...outcomeOf(context, payment), creditRupiah: judged.verdict.credit })
}
