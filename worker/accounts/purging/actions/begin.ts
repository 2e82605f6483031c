/**
 * S11: takes up the accounts whose purge is due. A row is leased by moving its next look, so that of two sweeps at once each row goes
 * with one; the gateways are asked; and only on their answer a Workflow is started, which deletes.
 */

import { commit } from '../../../commit.ts'
import type { Context, Env } from '../../../context.ts'
import { logFailure } from '../../../log.ts'
import { mint } from '../../../mint.ts'
import { HOUR } from '../../../shared/calendar.ts'
import { insertTask } from '../../../tasks/changes.ts'
import { moveAccount } from '../../changes.ts'
import { purgeableAt } from '../../rules/purge.ts'
import { beginPurge, recordProof } from '../changes.ts'
import { proofOf } from '../proof.ts'
import { duePurges, type PurgeReads, readPurge } from '../reads.ts'
import { type Inquiry, nextPurgeStep, type PurgeStep } from '../rules/steps.ts'

/** Each may ask a gateway about several charges; what is left is due at the next tick. */
const MOST_A_TICK = 20

const MINUTE = 60_000
/** Whoever took a row has so long; then it is looked at again, and so is a purge that runs. */
const LEASE_MS = 15 * MINUTE
/** A block or a hold says by itself when it ends; this is for those that say nothing. */
const REVIEW_AFTER_MS = 24 * HOUR
/** One part with all its retries takes less than two hours. Whoever shows no sign of life for longer is gone, whatever is said of it. */
const GONE_AFTER_MS = 3 * HOUR
/** Gateways that say nothing clear for so long become a task for staff. */
const STAFF_AFTER_MS = 24 * HOUR

/** What has to be asked of another slice, handed in where the sweeps are wired. */
export type AskGateways = (context: Context, account: string) => Promise<Inquiry>

export interface PurgeSweepReport {
  begun: number
  /** Too early, or a gateway has not said that all is clear. */
  waiting: number
  /** A claim, a data request, a lawful order or a hold keeps the data. */
  kept: number
  running: number
  /** Somebody else moved the row first. */
  lost: number
  failed: number
}

export async function beginDuePurges(context: Context, ask: AskGateways): Promise<PurgeSweepReport> {
  const report: PurgeSweepReport = { begun: 0, waiting: 0, kept: 0, running: 0, lost: 0, failed: 0 }
  for (const due of await duePurges(context.db, context.now, MOST_A_TICK)) {
    try {
      report[await takeUp(context, ask, due)]++
    } catch (error) {
      report.failed++
      logFailure({ sweep: 'purge', account: due.id }, error)
    }
  }
  return report
}

type Taken = Exclude<keyof PurgeSweepReport, 'failed'>

async function takeUp(context: Context, ask: AskGateways, due: { id: string; version: number }): Promise<Taken> {
  const { db, env, now } = context
  if (!(await move(context, due, { nextActionAt: now + LEASE_MS }))) return 'lost'
  const reads = await readPurge(db, due.id)
  if (reads === undefined || reads.account.version !== due.version + 1) return 'lost'
  if (reads.purge !== null && (await runs(env, reads.purge, lastSignOf(reads), now))) return 'running'
  const first = nextPurgeStep({ ...reads.facts, answer: null }, now)
  if (first.decision !== 'ask_gateway') return carryOut(context, reads, first, null)
  const answer = await ask(context, due.id)
  return carryOut(context, reads, nextPurgeStep({ ...reads.facts, answer }, now), answer)
}

function carryOut(context: Context, reads: PurgeReads, step: PurgeStep, answer: Inquiry | null): Promise<Taken> {
  const { now } = context
  switch (step.decision) {
    case 'purge':
      return begin(context, reads, answer)
    case 'wait':
      return wait(context, reads, step.until, answer)
    // The payment has just been entered: what it did to the account is seen at the next tick.
    case 'enter_payment_first':
      return wait(context, reads, now + MINUTE, answer)
    case 'blocked':
      return keep(context, reads, now + REVIEW_AFTER_MS)
    case 'held':
      return keep(context, reads, reads.facts.hold?.until ?? now + REVIEW_AFTER_MS)
    // It runs again: the lifecycle's sweep knows what comes next.
    case 'not_ended':
    case 'ask_gateway':
      return review(context, reads)
  }
}

/** The purge and its ground stand in the books before anything is started: a Workflow's own id is forgotten one day. */
async function begin(context: Context, { account, facts, purge }: PurgeReads, answer: Inquiry | null): Promise<Taken> {
  const { db, env, now } = context
  if (facts.endedAt === null) return 'lost'
  const id = mint('commit', now)
  const ending = { account: account.id, endedAt: facts.endedAt }
  const attempt = (purge?.attempt ?? 0) + 1
  const proof = answer && (await proofOf('gateway', 'clear', { askedAt: answer.askedAt, charges: answer.charges }))
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, { nextActionAt: now + LEASE_MS }), expected: 1 },
    writes: [beginPurge(db, id, now, ending, attempt), ...(proof ? [recordProof(db, id, now, ending, proof)] : [])],
  })
  if (!written.ok) return 'lost'
  await env.PURGE.create({ id: instanceOf({ ...ending, attempt }), params: ending })
  return 'begun'
}

/** Letters, digits, dashes and underscores, at most 100 of them. */
const instanceOf = ({ account, endedAt, attempt }: { account: string; endedAt: number; attempt: number }) =>
  `${account}-${endedAt}-${attempt}`

const AT_WORK = new Set(['queued', 'running', 'paused', 'waiting', 'waitingForPause'])

/** The last thing that the purge wrote. */
const lastSignOf = ({ purge, proofs }: PurgeReads) => Math.max(purge?.startedAt ?? 0, purge?.deletingAt ?? 0, ...proofs.map(({ at }) => at))

/**
 * A Workflow that is not known (any more) is not running, and neither is one that only says so: a crash may leave that behind. Should
 * it go on after all, beside the one that takes its place, the proofs keep both from doing anything twice.
 */
async function runs(env: Env, purge: NonNullable<PurgeReads['purge']>, lastSignAt: number, now: number): Promise<boolean> {
  try {
    const instance = await env.PURGE.get(instanceOf(purge))
    if (!AT_WORK.has((await instance.status()).status)) return false
    if (now - lastSignAt < GONE_AFTER_MS) return true
    await instance.terminate()
    return false
  } catch {
    return false
  }
}

async function wait(context: Context, { account, facts }: PurgeReads, until: number, answer: Inquiry | null): Promise<Taken> {
  const { db, now } = context
  const unclear =
    answer !== null && answer.says !== 'settled' && facts.endedAt !== null && now - purgeableAt(facts.endedAt) >= STAFF_AFTER_MS
  const body = { charges: answer?.charges ?? [], says: answer?.says ?? null }
  const task = { kind: 'purge_gateway_unclear' as const, subject: account.id, customer: account.customer, body }
  return (await move(context, account, { nextActionAt: until }, (id) => (unclear ? [insertTask(db, id, now, task)] : [])))
    ? 'waiting'
    : 'lost'
}

const keep = async (context: Context, { account }: PurgeReads, nextActionAt: number): Promise<Taken> =>
  (await move(context, account, { nextActionAt })) ? 'kept' : 'lost'

const review = async (context: Context, { account }: PurgeReads): Promise<Taken> =>
  (await move(context, account, { nextAction: 'review', nextActionAt: context.now })) ? 'waiting' : 'lost'

type Move = Parameters<typeof moveAccount>[3]

async function move(
  { db, now }: Context,
  account: { id: string; version: number },
  set: Move,
  writes: (commitId: string) => Parameters<typeof commit>[1]['writes'] = () => [],
): Promise<boolean> {
  const id = mint('commit', now)
  const guard = { statement: moveAccount(db, account, id, set), expected: 1 }
  return (await commit(db, { id, at: now, guard, writes: writes(id) })).ok
}
