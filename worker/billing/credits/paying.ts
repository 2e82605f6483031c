/** S13: a customer's credit pays an invoice that is open already, when they ask for it; what is issued later it pays by itself. */
import type { CustomerVisitor } from '../../auth/visitor.ts'
import type { Context } from '../../context.ts'
import { answerQuery, type KeyedRequest, keyedRequest, repeated } from '../../db/idempotency.ts'
import { fail, type Result } from '../../shared/result.ts'
import { judge, judgementQueries } from '../judging.ts'
import { owedNow } from '../payable.ts'
import { outcomeOf } from '../payment-told.ts'
import type { CreditPayFailure } from '../problems.ts'
import { writePayment } from '../recording.ts'
import { applyCredits, creditBalance } from '../rules/credit.ts'
import type { CreditPayment } from '../schemas.ts'
import { creditsOf } from './reads.ts'

/** A payment, a sweep or another use of the credit may be faster a few times; each try reads everything afresh. */
const MOST_TRIES = 4

/** Pays as far as the credit reaches. */
export async function payFromCredit(
  context: Context,
  visitor: CustomerVisitor,
  invoice: string,
  key: string,
): Promise<Result<CreditPayment, CreditPayFailure>> {
  const request = await keyedRequest(context, visitor.user.id, `POST /invoices/${invoice}/credit`, key, {})
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await tryToPay(context, visitor, invoice, request)
    if (result.ok || result.failure.reason !== 'lost_race') return result
  }
  return fail({ reason: 'lost_race' })
}

/** Judged and written as money that came at this instant and of which just as much came. */
async function tryToPay(
  context: Context,
  { user, customer }: CustomerVisitor,
  id: string,
  request: KeyedRequest,
): Promise<Result<CreditPayment, CreditPayFailure>> {
  const { db, now } = context
  const [answers, credits, ...facts] = await db.batch([
    answerQuery(db, request, now),
    creditsOf(db, customer.id),
    ...judgementQueries(db, id),
  ])
  const [[invoice], [account]] = facts
  if (invoice?.customer !== customer.id || account === undefined) return fail({ reason: 'invoice_not_found' })
  const again = repeated<CreditPayment>(request, answers)
  if (again) return again
  const owed = owedNow({ invoice, account }, now)
  if (owed <= 0) return fail({ reason: 'nothing_owed' })
  const offered = Math.min(owed, creditBalance(credits))
  if (offered <= 0) return fail({ reason: 'no_credit' })
  const judged = judge(facts, { amount: offered, paidAt: now })
  if (judged === undefined) return fail({ reason: 'invoice_not_found' })
  // Of money it would become credit: such as on an upgrade that nothing can follow any more (S17). Credit is not spent for it.
  const amount = offered - judged.verdict.credit
  if (amount <= 0) return fail({ reason: 'nothing_owed' })
  const means = { credits: applyCredits(credits, amount).applied }
  const payment = { ...judged, verdict: { ...judged.verdict, credit: 0 }, means, amount, paidAt: now, recordedBy: user.id }
  return writePayment(context, payment, request, { ...outcomeOf(context, payment), paidRupiah: amount })
}
