/**
 * Money that goes back (S13, S16): a refund that staff made, and what a gateway tells of refunds and of chargebacks. Each is a new
 * negative entry; what was recorded stays.
 */
import { commit, type LostRace } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import { mint } from '../../mint.ts'
import { policies } from '../../policies/generated.ts'
import { cite } from '../../policies/rules/cite.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { insertReversal, reversalReference } from '../gateways/changes.ts'
import type { MoneyEntry } from '../rules/gateway.ts'
import { insertRefund } from './changes.ts'
import { type JudgedReversal, judge } from './judging.ts'
import type { RefundFailure } from './problems.ts'
import { isReversed, paymentQuery, type Reversed, readReversed, refundByReference } from './reads.ts'
import type { NewRefund, RefundAnswer } from './schemas.ts'
import { writeReversal } from './writing.ts'

const MOST_TRIES = 4

/** @param by id of the staff user who paid it back. */
export async function recordRefund(
  context: Context,
  by: string,
  paymentId: string,
  input: NewRefund,
  key: string,
): Promise<Result<RefundAnswer, RefundFailure>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await tryToRefund(context, by, paymentId, input, key)
    if (result.ok || result.failure.reason !== 'lost_race') return result
  }
  return fail({ reason: 'lost_race' })
}

async function tryToRefund(
  context: Context,
  by: string,
  paymentId: string,
  input: NewRefund,
  key: string,
): Promise<Result<RefundAnswer, RefundFailure>> {
  const { db, now } = context
  const request = await keyedRequest(context, by, `POST /staff/payments/${paymentId}/refunds`, key, input)
  const [[payment], [known]] = await db.batch([paymentQuery(db, paymentId), refundByReference(db, input.reference)])
  if (payment === undefined) return fail({ reason: 'payment_not_found' })
  const facts = await readReversed(context, payment.invoice, request)
  if (facts === undefined) return fail({ reason: 'payment_not_found' })
  const again = repeated<RefundAnswer>(request, facts.answers)
  if (again) return again
  if (known) return fail({ reason: 'refund_reference_taken', refund: known.id })
  const judged = judge(context, 'refund', input.amountRupiah, payment, facts)
  if (!judged.ok) return judged.failure.reason === 'more_than_was_paid' ? fail(judged.failure) : fail({ reason: 'payment_not_found' })
  const [id, commitId] = [mint('refund', now), mint('commit', now)]
  const answer = answerOf(context, id, facts, judged.value)
  const row = {
    ...{ id, payment: payment.id, invoice: payment.invoice, account: payment.account, amount: answer.amountRupiah, basis: answer.basis },
    ...{ reason: input.reason, reference: input.reference, recordedAt: now, recordedBy: by, commitId },
  }
  const rows = [insertRefund(db, row), ...rememberAnswer(db, request, now, 201, answer)]
  const written = await writeReversal(context, { commitId, facts, judged: judged.value, subject: id, recordedBy: by, rows })
  return written.ok ? ok(answer) : written
}

function answerOf({ language }: Context, id: string, { account, invoice }: Reversed, { payment, reversal }: JudgedReversal): RefundAnswer {
  const binding = versionNamed(policies, 'terms', invoice.termsVersion)
  const basis = reversal.basis === 'chargeback' ? 'decision' : reversal.basis
  return {
    ...{ id, payment: payment.id, invoice: invoice.id, account: account.id, amountRupiah: reversal.amount, basis },
    creditTakenRupiah: reversal.creditTaken,
    clause: binding ? { ...cite(binding, reversal.clause, language), document: 'terms' } : null,
  }
}

export interface GatewayReversal {
  readonly gateway: 'midtrans' | 'xendit'
  readonly transactionId: string
  readonly invoice: string
  readonly entry: MoneyEntry & { readonly kind: 'refund' | 'chargeback' }
}

/**
 * What a gateway tells to have gone back. Told again it is found out by its reference, so that a crash between this and what follows
 * repeats nothing. What cannot be judged (more than we know to be paid, a payment that could not be recorded) stands in the books as
 * told, and a person looks.
 */
export async function recordGatewayReversal(context: Context, told: GatewayReversal): Promise<Result<unknown, LostRace>> {
  const { db, now } = context
  const { gateway, transactionId, invoice, entry } = told
  const reference = reversalReference(gateway, transactionId, entry)
  if (await isReversed(db, reference)) return ok('recorded')
  const request = await keyedRequest(context, `gateway:${gateway}`, 'reversal', reference, {})
  const facts = await readReversed(context, invoice, request)
  const payment = facts?.payments.find((paid) => paid.reference === `${gateway}:${transactionId}`)
  const commitId = mint('commit', now)
  const row = insertReversal(db, entry, { gateway, transactionId, invoice, at: now, commitId })
  const judged = facts && payment && judge(context, entry.kind, -entry.amountRupiah, payment, facts)
  if (!facts || !judged?.ok) return commit(db, { id: commitId, at: now, writes: [row] })
  const recordedBy = `gateway:${gateway}`
  return writeReversal(context, { commitId, facts, judged: judged.value, subject: reference, recordedBy, rows: [row] })
}
