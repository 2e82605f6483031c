/**
 * S13: money that the gateway reported and nobody could place is recorded for an invoice that staff found. The payment bears the
 * gateway's own name for it, so that it can be recorded once only, whoever tries; a crash before the queue is told leaves the money
 * recorded and the row open, and the next try closes it.
 */
import { recordPayment } from '../../billing/actions.ts'
import { resolveUnmatchedPayment } from '../../billing/gateways/actions/unmatched.ts'
import { deskOf } from '../../billing/gateways/desk.ts'
import { type UnmatchedName, unmatchedQuery } from '../../billing/gateways/reads.ts'
import type { PaymentFailure } from '../../billing/problems.ts'
import type { PaymentAnswer } from '../../billing/schemas.ts'
import type { Context } from '../../context.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { UnmatchedFailure } from './problems.ts'
import { isAssignable } from './rules/unmatched.ts'
import type { Assignment, AssignmentAnswer } from './schemas/unmatched.ts'

/** @param by id of the staff user. */
export async function assignMoney(
  context: Context,
  by: string,
  name: UnmatchedName,
  { invoice, paidAt }: Assignment,
  key: string,
): Promise<Result<AssignmentAnswer, UnmatchedFailure | PaymentFailure>> {
  const [row] = await unmatchedQuery(context.db, name)
  if (row === undefined) return fail({ reason: 'unmatched_not_found' })
  const amountRupiah = row.amount
  if (amountRupiah === null || !isAssignable(row.reason, amountRupiah)) return fail({ reason: 'not_assignable' })
  const at = row.paidAt === null ? paidAt : new Date(row.paidAt).toISOString()
  if (at === undefined) return fail({ reason: 'paid_at_unknown' })
  const reference = `${name.gateway}:${name.transactionId}`
  const input = { amountRupiah, paidAt: at, method: 'digital' as const, reference }
  const recorded = await recordPayment(context, by, invoice, input, key)
  const payment = recorded.ok ? recorded.value : null
  // Recorded for this very invoice before: what is left to do is to close the row.
  if (!recorded.ok && !(recorded.failure.reason === 'reference_taken' && recorded.failure.invoice === invoice)) return recorded
  if (row.resolvedAt !== null) return answerOf(payment, row.resolvedAt)
  const resolved = await resolveUnmatchedPayment(context, deskOf(context), name, by, `recorded for ${invoice}`)
  return resolved.ok ? answerOf(payment, resolved.value.resolvedAt) : resolvedByAnother(resolved.failure, payment)
}

const answerOf = (payment: PaymentAnswer | null, resolvedAt: number): Result<AssignmentAnswer, never> =>
  ok({ payment, resolvedAt: new Date(resolvedAt).toISOString() })

/** Two at once record the same payment, and only one of them closes the row: both have done what was asked. */
function resolvedByAnother(failure: UnmatchedFailure, payment: PaymentAnswer | null): Result<AssignmentAnswer, UnmatchedFailure> {
  return failure.reason === 'already_resolved' ? answerOf(payment, failure.resolvedAt) : fail(failure)
}
