/** S14: between what the rules of lateness order and what is carried out: the breaker, for terminations. */
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents } from '../../db/changes.ts'
import { insertTask } from '../../tasks/changes.ts'
import { REVIEW_AFTER_MS } from '../decide.ts'
import { waitMove } from '../late-move.ts'
import type { Step } from '../renewal-move.ts'
import { decideTerminations, type Trip } from '../rules/breaker.ts'
import { moveBreaker } from './changes.ts'
import { type BreakerReads, breakerFacts, readBreaker, releasesOf } from './reads.ts'

const keyOf = ({ account, suspendedAt }: { account: string; suspendedAt: number }) => `${account} ${suspendedAt}`

/** What one run of the sweep knows of the breaker: read once, then kept by the run itself. */
export interface BreakerRun {
  breaker: BreakerReads | undefined
}

/**
 * Takes out the terminations that may not happen now: their rows wait for a person and are looked at again a day later, so that
 * nobody starves behind them. A release takes effect at the next tick.
 */
export async function underBreaker(
  context: Context,
  timeZone: string,
  newCommitId: () => string,
  steps: readonly Step[],
  run: BreakerRun,
): Promise<readonly Step[]> {
  const due = steps.flatMap(({ termination }) => termination ?? [])
  if (due.length === 0) return steps
  const reads = run.breaker ?? (await readBreaker(context.db, context.now, timeZone))
  const releases = reads.trippedAt === null ? [] : await releasesOf(context.db, due)
  const { stopped, terminate, trip, after } = decideTerminations(
    due,
    { trippedAt: reads.trippedAt, releases },
    breakerFacts(reads, context),
  )
  if (trip !== null) await open(context, reads, trip, newCommitId())
  // Who loses the race is counted all the same: within one run the doubt is for those who would be terminated.
  const ordinary = reads.trippedAt === null ? terminate.length : 0
  run.breaker = { ...reads, trippedAt: after.trippedAt, inLast24Hours: reads.inLast24Hours + ordinary }
  const isStopped = new Set(stopped.map(keyOf))
  const isReleased = new Set(releases.map(({ candidate }) => keyOf(candidate)))
  return steps.map((step) => {
    const { termination, account } = step
    if (termination === undefined) return step
    if (isStopped.has(keyOf(termination))) {
      return { account, invoice: null, decision: waitMove(account, { action: 'await_release', at: context.now + REVIEW_AFTER_MS }) }
    }
    return isReleased.has(keyOf(termination)) ? uncounted(step) : step
  })
}

/** S14: what a person released is no measure of what is ordinary. */
function uncounted(step: Step): Step {
  const { step: order, ...decision } = step.decision
  return order === undefined ? step : { ...step, decision: { ...decision, step: { ...order, counts: false } } }
}

/** Of two sweeps at once one opens it. Nobody is terminated by the other either: it read the same numbers. */
async function open({ db, now }: Context, { version }: BreakerReads, trip: Trip, id: string): Promise<void> {
  console.error(JSON.stringify({ level: 'error', sweep: 'lifecycle', breaker: 'open', ...trip }))
  await commit(db, {
    id,
    at: now,
    guard: { statement: moveBreaker(db, version, id, { trippedAt: now, trip }), expected: 1 },
    writes: [
      insertEvents(db, id, now, [{ entity: 'breaker', version: version + 1, type: 'breaker.tripped', body: { ...trip } }]),
      insertTask(db, id, now, { kind: 'terminations_stopped', subject: 'breaker', body: { ...trip } }),
    ],
  })
}
