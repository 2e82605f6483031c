/**
 * S14, lateness: 2 days, then suspension; 7 days, then permanent deletion. Both numbers come from the version of the terms
 * that the unpaid invoice pinned. Read as follows, always for the customer:
 *
 * - The due date is a calendar day of the provider and counts whole: lateness starts at 00:00 of the next day.
 * - Suspension comes whole calendar days after that, termination periods of 24 hours after the suspension that really happened.
 * - A step that takes something away waits until its notice has counted long enough. A sweep that slept shortens nothing.
 */
import { addDays, DAY_OF_24_HOURS, type Day, HOUR, type Instant, startOfDay } from '../../shared/calendar.ts'
import type { AccountState, LatePromise } from './state.ts'

const LATENESS_CLAUSE = 'S14'

/** Hours a notice must have counted where the version is silent (stated in the schema of the terms). */
const OVERDUE_NOTICE_HOURS = 24
const TERMINATION_WARNING_HOURS = 72

export interface LateFacts {
  readonly state: AccountState
  /** Last day, counted whole, on which the open invoice can be paid in time. */
  readonly dueOn: Day
  /** Whether an issued invoice for that day is still unpaid; without one nobody is late. */
  readonly unpaid: boolean
  /** Instants from which the notices of this invoice count; null while not posted, or bounced. */
  readonly overdueNoticeFrom: Instant | null
  readonly warningFrom: Instant | null
  /** The instant at which the account was suspended, not the one planned. */
  readonly suspendedAt: Instant | null
}

export type LateAction = 'mark_overdue' | 'post_overdue_notice' | 'suspend' | 'post_termination_warning' | 'terminate'
export type LateNotice = 'overdue' | 'termination_warning' | 'terminated'

export interface LateStep {
  readonly action: LateAction
  /** The first instant at which the step may be taken. */
  readonly at: Instant
}

export interface LateDecision {
  readonly action: LateAction
  readonly at: Instant
  readonly from: AccountState
  readonly to: AccountState
  /** What the customer is told, in the same commit. */
  readonly notice: LateNotice
  readonly clause: typeof LATENESS_CLAUSE
  readonly version: string
  /** The account once the decision is carried out. */
  readonly after: LateFacts
  readonly next: LateStep | null
}

/** S14: the whole due day counts, so lateness starts at 00:00 of the day after it. */
export function lateStartAt(dueOn: Day, { timeZone }: LatePromise): Instant {
  return startOfDay(addDays(dueOn, 1), timeZone)
}

/** S14: whole calendar days after lateness started, but not before the overdue notice has counted long enough. */
export function suspendableAt(dueOn: Day, overdueNoticeFrom: Instant, { late, timeZone }: LatePromise): Instant {
  const promised = startOfDay(addDays(dueOn, 1 + late.suspendAfterDays), timeZone)
  return Math.max(promised, overdueNoticeFrom + (late.overdueNoticeHours ?? OVERDUE_NOTICE_HOURS) * HOUR)
}

/** S14: periods of 24 hours after the actual suspension, but not before the warning has counted long enough. */
export function terminableAt(suspendedAt: Instant, warningFrom: Instant, { late }: LatePromise): Instant {
  const promised = suspendedAt + late.terminateAfterDays * DAY_OF_24_HOURS
  return Math.max(promised, warningFrom + (late.terminationWarningHours ?? TERMINATION_WARNING_HOURS) * HOUR)
}

/** The one step that comes next if nobody pays. Null: nothing is owed, or nothing is left to take. */
export function nextLateStep(facts: LateFacts, promise: LatePromise): LateStep | null {
  if (!facts.unpaid) return null
  switch (facts.state) {
    case 'active':
      return { action: 'mark_overdue', at: lateStartAt(facts.dueOn, promise) }
    case 'overdue':
      return facts.overdueNoticeFrom === null
        ? { action: 'post_overdue_notice', at: lateStartAt(facts.dueOn, promise) }
        : { action: 'suspend', at: suspendableAt(facts.dueOn, facts.overdueNoticeFrom, promise) }
    case 'suspended':
      if (facts.suspendedAt === null) return null
      return facts.warningFrom === null
        ? { action: 'post_termination_warning', at: facts.suspendedAt }
        : { action: 'terminate', at: terminableAt(facts.suspendedAt, facts.warningFrom, promise) }
    case 'terminated':
      return null
  }
}

/** What an action does to the account, and what its customer is told. The suspension's notice is the termination's warning. */
function effectOf(action: LateAction, facts: LateFacts, now: Instant): { after: LateFacts; notice: LateNotice } {
  switch (action) {
    case 'mark_overdue':
    case 'post_overdue_notice':
      return { after: { ...facts, state: 'overdue', overdueNoticeFrom: now }, notice: 'overdue' }
    case 'suspend':
      return { after: { ...facts, state: 'suspended', suspendedAt: now, warningFrom: now }, notice: 'termination_warning' }
    case 'post_termination_warning':
      return { after: { ...facts, warningFrom: now }, notice: 'termination_warning' }
    case 'terminate':
      return { after: { ...facts, state: 'terminated' }, notice: 'terminated' }
  }
}

/**
 * S14: the step that is due now, if any. What comes after it is always later than `now`, so that one run takes at most one
 * step of an account, whatever the numbers of the version are.
 */
export function decideLate(facts: LateFacts, promise: LatePromise, now: Instant): LateDecision | null {
  const step = nextLateStep(facts, promise)
  if (step === null || step.at > now) return null
  const { after, notice } = effectOf(step.action, facts, now)
  const next = nextLateStep(after, promise)
  return {
    action: step.action,
    at: now,
    from: facts.state,
    to: after.state,
    notice,
    clause: LATENESS_CLAUSE,
    version: promise.version,
    after,
    next: next && { ...next, at: Math.max(next.at, now + 1) },
  }
}
