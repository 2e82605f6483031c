/** S13: a notification that cannot be applied yet stays due, ever more rarely, and in the end a person is told. */
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { HOUR } from '../../../shared/calendar.ts'
import { insertUnmatched, postpone } from '../changes.ts'
import type { GatewayDesk } from '../desk.ts'
import type { WaitingNotification } from '../reads.ts'

/** Whoever stored a notification applies it at once; if they die over it, a sweep may, this much later. */
export const FIRST_TRY_AFTER_MS = 60_000
const LONGEST_WAIT_MS = 6 * HOUR
/** So often in vain, half a day, and a person is told; it is tried on nevertheless. */
const ATTEMPTS_BEFORE_STAFF = 10

/** Tried again after 1, 2, 4 … minutes, at last every six hours. */
export async function wait(context: Context, desk: GatewayDesk, waiting: WaitingNotification, reason: string): Promise<'waiting'> {
  const { db, now } = context
  const { gateway, transactionId, orderId, attempts } = waiting
  const id = desk.newCommitId()
  const nextTryAt = now + Math.min(LONGEST_WAIT_MS, FIRST_TRY_AFTER_MS * 2 ** attempts)
  const told = { gateway, transactionId, reason: 'gateway_unanswered' as const, orderId, amount: null, createdAt: now, commitId: id }
  const writes = [postpone(db, waiting, reason, nextTryAt), ...(attempts + 1 >= ATTEMPTS_BEFORE_STAFF ? [insertUnmatched(db, told)] : [])]
  console.warn(JSON.stringify({ level: 'warn', gateway, transaction: transactionId, order: orderId, reason, attempts: attempts + 1 }))
  await commit(db, { id, at: now, writes })
  return 'waiting'
}

/** What the books refuse, or a fault of ours, is tried again as rarely as silence is, and a person is told in the end. */
export function applyLater(context: Context, desk: GatewayDesk, waiting: WaitingNotification): Promise<'waiting'> {
  return wait(context, desk, waiting, 'failed')
}
