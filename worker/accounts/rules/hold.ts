/**
 * Holds (S14, the reading “Late”: a timer that was missed never shortens a period). While a hold runs, nothing is taken from the
 * account. When it ends, nothing happens at once: a notice given before its end does not count any more, so that every step waits
 * behind a fresh one, and after an outage that touched everybody the accounts resume one after another within a day.
 */
import { HOUR, type Instant } from '../../shared/calendar.ts'
import { decideLate, type LateDecision, type LateFacts, type LateStep, nextLateStep } from './late.ts'
import type { LatePromise } from './state.ts'

export const HOLD_KINDS = ['staff', 'gateway_outage', 'sweep_outage'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

export interface Hold {
  readonly kind: HoldKind
  readonly placedAt: Instant
  /** First instant after the hold; null while nobody knows its end. An ended hold stays on the account until the next one. */
  readonly until: Instant | null
  /** Why, in the words of who placed it; shown to the customer. */
  readonly reason: string
}

/** A sweep that was away for longer than this was an outage, not a slow minute. The breaker uses the same limit. */
export const SWEEP_OUTAGE_HOURS = 26

/** After an outage the accounts resume spread over so many minutes. */
const SPREAD_MINUTES = 24 * 60
const MINUTE = 60_000

/** S14: a hold runs up to, and not including, its end. */
export function holdRuns(hold: Hold | null, now: Instant): boolean {
  return hold !== null && (hold.until === null || now < hold.until)
}

/** S14: of a hold of the account's own and one of everybody's, the one that ends later; what has no end yet is the latest. */
export function strictestHold(own: Hold | null, everybodys: Hold | null): Hold | null {
  if (own === null || everybodys === null) return own ?? everybodys
  return (everybodys.until ?? Number.POSITIVE_INFINITY) > (own.until ?? Number.POSITIVE_INFINITY) ? everybodys : own
}

/** S14: the hold that a sweep finds it was itself away for; null where it was not. `lastGoodSweepAt` null: it never ran before. */
export function sweepOutage(lastGoodSweepAt: Instant | null, now: Instant): Hold | null {
  if (lastGoodSweepAt === null || now - lastGoodSweepAt <= SWEEP_OUTAGE_HOURS * HOUR) return null
  return { kind: 'sweep_outage', placedAt: lastGoodSweepAt, until: now, reason: 'The sweep was away.' }
}

/** A share of [0, 1) that is the same for the same account every time, so that a repeated run changes nothing (FNV-1a, then mixed). */
function shareOf(account: string): number {
  let hash = 0x811c9dc5
  for (const character of account) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** S14: the first instant after a hold at which the account may be touched; null while the end is unknown. */
export function resumesAt(hold: Hold, account: string): Instant | null {
  if (hold.until === null || hold.kind === 'staff') return hold.until
  return hold.until + Math.floor(shareOf(account) * SPREAD_MINUTES) * MINUTE
}

/** S14: notices that began to count before `since` are as if never given; the steps behind them ask for fresh ones. */
export function withFreshNotices(facts: LateFacts, since: Instant): LateFacts {
  const fresh = (from: Instant | null) => (from !== null && from >= since ? from : null)
  return { ...facts, overdueNoticeFrom: fresh(facts.overdueNoticeFrom), warningFrom: fresh(facts.warningFrom) }
}

/** S14: the next step of lateness with a hold taken into account. Null: nothing is owed, or the end of the hold is unknown. */
export function nextLateStepUnder(hold: Hold | null, facts: LateFacts, promise: LatePromise, account: string): LateStep | null {
  if (hold === null) return nextLateStep(facts, promise)
  const resumeAt = resumesAt(hold, account)
  if (hold.until === null || resumeAt === null) return null
  const step = nextLateStep(withFreshNotices(facts, hold.until), promise)
  return step && { ...step, at: Math.max(step.at, resumeAt) }
}

/** S14: what is due now with a hold taken into account; `decideLate` decides, only over fresh notices. */
export function decideLateUnder(
  hold: Hold | null,
  facts: LateFacts,
  promise: LatePromise,
  account: string,
  now: Instant,
): LateDecision | null {
  const step = nextLateStepUnder(hold, facts, promise, account)
  if (step === null || step.at > now) return null
  return decideLate(hold?.until == null ? facts : withFreshNotices(facts, hold.until), promise, now)
}
