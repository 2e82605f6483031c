/**
 * The breaker of mass terminations (S11, S14). Termination cannot be undone for long, and a wrong clock, a lost payment feed or a
 * long sleep of the sweep would terminate many at once. Then nobody is terminated until a person has seen who it would be and has
 * released exactly those. Waiting only lengthens the customer's time.
 */
import { DAY_OF_24_HOURS, HOUR, type Instant } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { SWEEP_OUTAGE_HOURS } from './hold.ts'

/** So many terminations in 24 hours are ordinary for anyone, and so many times the busiest day of the last 28. */
const ORDINARY_ANYWAY = 20
const TIMES_BUSIEST = 3

/** A release that was not used within 24 hours is void: what a person saw is no longer what is there. */
const RELEASE_LASTS = DAY_OF_24_HOURS

/** A termination that is due, as a person sees it in the dry run. Paying, or another suspension, makes it another candidate. */
export interface Candidate {
  readonly account: string
  readonly invoice: string
  readonly suspendedAt: Instant
}

export interface BreakerState {
  /** Null while closed. An open breaker stays open until a person closes it, however good the next sweeps are. */
  readonly trippedAt: Instant | null
  readonly releases: readonly { readonly candidate: Candidate; readonly releasedAt: Instant }[]
}

/** S14: whether a release still does what the person who gave it wanted. */
export const releaseStands = (releasedAt: Instant, now: Instant): boolean => now < releasedAt + RELEASE_LASTS

export interface BreakerFacts {
  readonly now: Instant
  /** Ordinary terminations, those that no person had to release: in the last 24 hours, and on the busiest of the last 28 days. */
  readonly inLast24Hours: number
  readonly busiestDayOf28: number
  /** End of the last sweep that ran through; null before the first. */
  readonly lastGoodSweepAt: Instant | null
}

export type Trip =
  | { readonly reason: 'mass_termination'; readonly count: number; readonly limit: number }
  | { readonly reason: 'sweep_was_away'; readonly lastGoodSweepAt: Instant; readonly now: Instant }

export interface BreakerDecision {
  readonly terminate: readonly Candidate[]
  /** The dry run: whom a person has to look at. */
  readonly stopped: readonly Candidate[]
  /** Why it opens in this run; null where it does not, or was open before. */
  readonly trip: Trip | null
  readonly after: BreakerState
}

export const CLOSED: BreakerState = { trippedAt: null, releases: [] }

/** Ten thousand may be due at once, so they are compared by one text each. */
const keyOf = ({ account, invoice, suspendedAt }: Candidate) => `${account} ${invoice} ${suspendedAt}`
const keysOf = (candidates: readonly Candidate[]) => new Set(candidates.map(keyOf))

/** S14: more terminations in 24 hours than this are stopped. */
export function terminationLimit(busiestDayOf28: number): number {
  return Math.max(ORDINARY_ANYWAY, TIMES_BUSIEST * busiestDayOf28)
}

function tripOf(candidates: readonly Candidate[], { now, inLast24Hours, busiestDayOf28, lastGoodSweepAt }: BreakerFacts): Trip | null {
  if (candidates.length === 0) return null
  if (lastGoodSweepAt !== null && now - lastGoodSweepAt > SWEEP_OUTAGE_HOURS * HOUR) {
    return { reason: 'sweep_was_away', lastGoodSweepAt, now }
  }
  const count = inLast24Hours + candidates.length
  const limit = terminationLimit(busiestDayOf28)
  return count > limit ? { reason: 'mass_termination', count, limit } : null
}

/** S14: of the terminations that are due, those that may happen now. All or none of what nobody released. */
export function decideTerminations(due: readonly Candidate[], state: BreakerState, facts: BreakerFacts): BreakerDecision {
  const releases = state.releases.filter(({ releasedAt }) => releaseStands(releasedAt, facts.now))
  const releasedKeys = keysOf(releases.map(({ candidate }) => candidate))
  const released = due.filter((candidate) => releasedKeys.has(keyOf(candidate)))
  const others = due.filter((candidate) => !releasedKeys.has(keyOf(candidate)))
  const done = keysOf(released)
  const trip = state.trippedAt === null ? tripOf(others, facts) : null
  const open = state.trippedAt !== null || trip !== null
  return {
    terminate: open ? released : due,
    stopped: open ? others : [],
    trip,
    after: {
      trippedAt: state.trippedAt ?? (trip === null ? null : facts.now),
      releases: releases.filter(({ candidate }) => !done.has(keyOf(candidate))),
    },
  }
}

export type BreakerRefusal =
  | { readonly reason: 'breaker_closed' }
  | { readonly reason: 'not_in_dry_run'; readonly accounts: readonly string[] }
  | { readonly reason: 'dry_run_not_empty'; readonly count: number }

/** S14: a person releases exactly these, all of whom the dry run of this instant shows; anybody else goes on waiting. */
export function release(
  state: BreakerState,
  named: readonly Candidate[],
  dryRun: readonly Candidate[],
  now: Instant,
): Result<BreakerState, BreakerRefusal> {
  if (state.trippedAt === null) return fail({ reason: 'breaker_closed' })
  const shown = keysOf(dryRun)
  const unknown = named.filter((candidate) => !shown.has(keyOf(candidate)))
  if (unknown.length > 0) return fail({ reason: 'not_in_dry_run', accounts: unknown.map(({ account }) => account) })
  const again = keysOf(named)
  const kept = state.releases.filter(({ candidate }) => !again.has(keyOf(candidate)))
  return ok({ ...state, releases: [...kept, ...named.map((candidate) => ({ candidate, releasedAt: now }))] })
}

/** S14: a person closes the breaker once nobody waits behind it: each was released, paid, or put on hold. */
export function close(state: BreakerState, dryRun: readonly Candidate[]): Result<BreakerState, BreakerRefusal> {
  if (state.trippedAt === null) return fail({ reason: 'breaker_closed' })
  return dryRun.length > 0 ? fail({ reason: 'dry_run_not_empty', count: dryRun.length }) : ok(CLOSED)
}
