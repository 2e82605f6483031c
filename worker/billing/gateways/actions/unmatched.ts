/** Money that a person had to look at (S13), and what they found. */
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents } from '../../../db/changes.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { resolveUnmatched } from '../changes.ts'
import type { GatewayDesk } from '../desk.ts'
import { type UnmatchedName, unmatchedQuery } from '../reads.ts'

export type ResolveFailure =
  | { readonly reason: 'unmatched_not_found' }
  | { readonly reason: 'already_resolved'; readonly resolvedAt: number }
  /** A new sum was heard of meanwhile: look again. */
  | { readonly reason: 'lost_race' }

/**
 * Takes it from the queue; the money itself is entered or paid back by the actions made for that.
 * @param by id of the staff user. @param resolution what they found and did; it stays out of the event, since it may name a person.
 */
export async function resolveUnmatchedPayment(
  context: Context,
  desk: Pick<GatewayDesk, 'newCommitId'>,
  name: UnmatchedName,
  by: string,
  resolution: string,
): Promise<Result<{ resolvedAt: number }, ResolveFailure>> {
  const { db, now } = context
  const [row] = await unmatchedQuery(db, name)
  if (row === undefined) return fail({ reason: 'unmatched_not_found' })
  if (row.resolvedAt !== null) return fail({ reason: 'already_resolved', resolvedAt: row.resolvedAt })
  const id = desk.newCommitId()
  const { gateway, transactionId, reason, amount, version } = row
  const event = {
    entity: `${gateway}:${transactionId}:${reason}`,
    version: version + 1,
    type: 'unmatched_payment.resolved',
    body: { reason, amountRupiah: amount, by },
  }
  const resolved = await commit(db, {
    id,
    at: now,
    guard: { statement: resolveUnmatched(db, row, { at: now, by, resolution, commitId: id }), expected: 1 },
    writes: [insertEvents(db, id, now, [event])],
  })
  return resolved.ok ? ok({ resolvedAt: now }) : resolved
}
