/**
 * From a gateway's notification to money in the books (S13): stored first, then the gateway is asked, then what it says is applied.
 *
 * A crash between any two steps loses nothing and repeats nothing: the notification stays due until the commit that applies it, and a
 * payment's reference is unique, so that what was recorded already is found out.
 */

import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents } from '../../../db/changes.ts'
import { type Failure, fail, ok, type Result } from '../../../shared/result.ts'
import { recordPayment } from '../../actions.ts'
import type { GatewayName, GatewayNotification, GatewayStatus } from '../../clients/gateway.ts'
import { recordGatewayReversal } from '../../reversals/actions.ts'
import { book, type GatewayState, hasPaid, join, type MoneyEntry, moneyDue } from '../../rules/gateway.ts'
import { tellsOfMoney } from '../../rules/gateway-values.ts'
import { answered, insertNotification, insertUnmatched, markApplied, moveOrder, moveTransaction } from '../changes.ts'
import type { GatewayDesk } from '../desk.ts'
import { type OrderFacts, readTransaction, type TransactionFacts, type WaitingNotification } from '../reads.ts'
import { FIRST_TRY_AFTER_MS, wait } from './waiting.ts'

const RACES_RUN = 8

/** @returns `stored: false` when the gateway told us this before. */
export async function storeNotification(
  context: Context,
  desk: GatewayDesk,
  gateway: GatewayName,
  notification: GatewayNotification,
  raw: string,
): Promise<{ stored: boolean; waiting: WaitingNotification }> {
  const { db, now } = context
  const { transactionId, status, orderId, reference, pending } = notification
  const commitId = desk.newCommitId()
  const row = { gateway, transactionId, status, orderId, reference, receivedAt: now }
  // Nothing can have moved while it is pending: kept as it came, and done with.
  const due = pending ? { appliedAt: now, nextTryAt: null } : { appliedAt: null, nextTryAt: now + FIRST_TRY_AFTER_MS }
  const write = insertNotification(db, { ...row, ...due, raw, commitId })
  const stored = await commit(db, { id: commitId, at: now, writes: [write] })
  return { stored: stored.ok, waiting: { ...row, attempts: 0 } }
}

/** Asks the gateway what is true now, and applies that. What cannot be applied yet stays due. */
export async function applyNotification(context: Context, desk: GatewayDesk, waiting: WaitingNotification): Promise<'applied' | 'waiting'> {
  const gateway = desk.gateways[waiting.gateway]
  if (gateway === undefined) return wait(context, desk, waiting, 'gateway_not_configured')
  const status = await gateway.status(waiting.reference)
  if (!status.ok) return wait(context, desk, waiting, status.failure.reason)
  // Its answers may lag behind what it tells: applied as it is, the money would never be asked about again.
  if (status.value.state === 'pending' && tellsOfMoney(waiting.gateway, waiting.status))
    return wait(context, desk, waiting, 'still_pending')
  for (let race = 0; race < RACES_RUN; race++) {
    const applied = await applyStatus(context, desk, waiting, status.value)
    if (applied.ok) return 'applied'
  }
  return wait(context, desk, waiting, 'lost_race')
}

async function applyStatus(
  context: Context,
  desk: GatewayDesk,
  waiting: WaitingNotification,
  status: GatewayStatus,
): Promise<Result<unknown, { reason: 'lost_race' }>> {
  const known = await readTransaction(context.db, waiting.gateway, status.orderId, status.transactionId)
  const facts = join(known.facts, status)
  // A bank's reversal of a transfer, which Midtrans tells as a denial after the settlement. What is settled stays; a person looks.
  const isTakenBack = hasPaid(known.facts.state) && status.state === 'denied'
  const entries = moneyDue(facts, known.booked, context.now)
  if (known.order === undefined) return applyUnknown(context, desk, waiting, status, entries)
  const payment = entries.find((entry) => entry.kind === 'payment')
  const recorded = payment ? await record(context, waiting.gateway, status, known.order, payment) : ok('nothing to record')
  if (!recorded.ok && recorded.failure.reason === 'lost_race') return fail({ reason: 'lost_race' })
  if (!(await reverse(context, waiting.gateway, status, known.order, entries))) return fail({ reason: 'lost_race' })
  return applyKnown(context, desk, waiting, status, { ...known, order: known.order, facts, isTakenBack, entries, recordable: recorded.ok })
}

/** The same way as a payment that staff enter. Its reference is used once, so that one recorded before counts as recorded. */
async function record(
  context: Context,
  gateway: GatewayName,
  { transactionId }: GatewayStatus,
  { order }: OrderFacts,
  { amountRupiah, paidAt }: MoneyEntry,
): Promise<Result<unknown, Failure>> {
  const reference = `${gateway}:${transactionId}`
  const input = { amountRupiah, reference, method: 'digital' as const, paidAt: new Date(paidAt ?? context.now).toISOString() }
  const recorded = await recordPayment(context, `gateway:${gateway}`, order.invoice, input, reference)
  if (recorded.ok || recorded.failure.reason === 'reference_taken' || recorded.failure.reason === 'idempotency_key_reused')
    return ok('recorded')
  return recorded
}

/** What went back, one entry after another; each is found out if it was recorded before. */
async function reverse(
  context: Context,
  gateway: GatewayName,
  { transactionId }: GatewayStatus,
  { order }: OrderFacts,
  entries: readonly MoneyEntry[],
): Promise<boolean> {
  for (const entry of entries) {
    const { kind } = entry
    if (kind === 'payment') continue
    const told = { gateway, transactionId, invoice: order.invoice, entry: { ...entry, kind } }
    if (!(await recordGatewayReversal(context, told)).ok) return false
  }
  return true
}

type Known = TransactionFacts & {
  readonly order: OrderFacts
  readonly entries: readonly MoneyEntry[]
  readonly recordable: boolean
  readonly isTakenBack: boolean
}

/** The transaction's new row, its event, what went back, and what a person has to look at: one commit. */
function applyKnown(context: Context, desk: GatewayDesk, waiting: WaitingNotification, status: GatewayStatus, known: Known) {
  const { db, now } = context
  const { gateway } = waiting
  const { transactionId, orderId } = status
  const { order, facts, entries, version } = known
  const id = desk.newCommitId()
  const of = { gateway, transactionId, invoice: order.order.invoice, at: now, commitId: id }
  const booked = book(known.booked, entries)
  const event = { entity: `${gateway}:${transactionId}`, version: version + 1, type: `gateway_payment.${facts.state}` }
  const orderState = orderStateOf(facts.state)
  return commit(db, {
    id,
    at: now,
    guard: { statement: moveTransaction(db, { gateway, status, facts, booked, version, at: now, commitId: id }), expected: 1 },
    writes: [
      markApplied(db, waiting, now),
      answered(db, of),
      insertEvents(db, id, now, [{ ...event, body: eventBody(status, known) }]),
      ...(orderState ? [moveOrder(db, orderId, { state: orderState }, id)] : []),
      ...openQuestions(known).map((question) =>
        insertUnmatched(db, { ...question, gateway, transactionId, orderId, paidAt: facts.settledAt, createdAt: now, commitId: id }),
      ),
    ],
  })
}

function orderStateOf(state: GatewayState): 'paid' | 'closed' | null {
  if (hasPaid(state)) return 'paid'
  return state === 'expired' || state === 'cancelled' ? 'closed' : null
}

function eventBody({ orderId }: GatewayStatus, { order, facts, entries }: Known) {
  return {
    clause: { document: 'terms', version: order.termsVersion, id: 'S13' },
    order: orderId,
    invoice: order.order.invoice,
    account: order.account,
    state: facts.state,
    entries: entries.map(({ kind, amountRupiah, paidAt }) => ({ kind, amountRupiah, paidAt })),
  }
}

type Question = Pick<Parameters<typeof insertUnmatched>[1], 'reason' | 'amount'>

/** A person looks at all that went back: what a refund was for, and what the customer says to a bank's dispute. */
function openQuestions({ entries, facts, recordable, isTakenBack }: Known): Question[] {
  return [
    ...entries.flatMap(({ kind, totalRupiah }) => (kind === 'payment' ? [] : [{ reason: kind, amount: -totalRupiah }])),
    ...(recordable ? [] : [{ reason: 'not_recordable' as const, amount: facts.amountRupiah }]),
    ...(facts.unclearReversal || isTakenBack ? [{ reason: 'unclear_reversal' as const, amount: null }] : []),
  ]
}

/** Nobody here ordered it: if money moved, staff see it. */
function applyUnknown(
  context: Context,
  desk: GatewayDesk,
  waiting: WaitingNotification,
  status: GatewayStatus,
  entries: readonly MoneyEntry[],
) {
  const { db, now } = context
  const id = desk.newCommitId()
  const row = {
    gateway: waiting.gateway,
    transactionId: status.transactionId,
    reason: 'unknown_order' as const,
    orderId: status.orderId,
    amount: entries.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0),
    paidAt: status.settledAt,
    createdAt: now,
    commitId: id,
  }
  const writes = [
    markApplied(db, waiting, now),
    answered(db, { ...row, at: now }),
    ...(entries.length > 0 ? [insertUnmatched(db, row)] : []),
  ]
  return commit(db, { id, at: now, writes })
}
