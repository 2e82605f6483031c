/**
 * S13: an existing subscription is cancelled only on the customer's confirmation, in two steps, and at the end of the paid term.
 * The due day counts whole, so the term ends at 00:00 of the day after it, where lateness would begin.
 */
import { addDays, type Day, dayOf, HOUR, type Instant, startOfDay } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isAlive, type LifecycleState } from './lifecycle-state.ts'

/** A request that is not confirmed within so many hours is forgotten; silence cancels nothing. */
export const CONFIRM_WITHIN_HOURS = 72

export interface CancellationRequest {
  readonly requestedAt: Instant
}

export interface Cancellation {
  readonly confirmedAt: Instant
  /** The account ends at this instant, unless it is paid for or the customer changes their mind before it. */
  readonly endsAt: Instant
}

export interface CancelFacts {
  readonly state: LifecycleState
  /** First day not yet paid for. */
  readonly dueOn: Day
  readonly scheduled: Cancellation | null
}

export type CancelRefusal =
  | { readonly reason: 'nothing_to_cancel'; readonly state: LifecycleState; readonly clause: 'S13' }
  | { readonly reason: 'already_cancelled'; readonly endsAt: Instant; readonly clause: 'S13' }
  | { readonly reason: 'confirmation_expired'; readonly expiredAt: Instant; readonly clause: 'S13' }
  | { readonly reason: 'nothing_scheduled'; readonly clause: 'S13' }
  | { readonly reason: 'cancellation_done'; readonly endsAt: Instant; readonly clause: 'S13' }

/**
 * S13: when the account would end if the customer confirmed now. A term that is over already leaves the rest of the day of the
 * confirmation, so that nothing ends by one click.
 */
export function cancellationEndsAt(dueOn: Day, confirmedAt: Instant, timeZone: string): Instant {
  const today = dayOf(confirmedAt, timeZone)
  return startOfDay(addDays(dueOn > today ? dueOn : today, 1), timeZone)
}

/** S13, first step: the customer asks, and is shown what would end and when. Nothing changes yet. */
export function requestCancellation(
  facts: CancelFacts,
  now: Instant,
  timeZone: string,
): Result<{ confirmBy: Instant; endsAt: Instant }, CancelRefusal> {
  const refusal = refuse(facts)
  if (refusal !== null) return fail(refusal)
  return ok({ confirmBy: now + CONFIRM_WITHIN_HOURS * HOUR, endsAt: cancellationEndsAt(facts.dueOn, now, timeZone) })
}

/** S13, second step: the customer confirms. The end is counted from the confirmation. */
export function confirmCancellation(
  facts: CancelFacts,
  request: CancellationRequest,
  now: Instant,
  timeZone: string,
): Result<Cancellation, CancelRefusal> {
  const refusal = refuse(facts)
  if (refusal !== null) return fail(refusal)
  const expiredAt = request.requestedAt + CONFIRM_WITHIN_HOURS * HOUR
  if (now >= expiredAt) return fail({ reason: 'confirmation_expired', expiredAt, clause: 'S13' })
  return ok({ confirmedAt: now, endsAt: cancellationEndsAt(facts.dueOn, now, timeZone) })
}

/** S13: until the account has ended, the customer may change their mind; the due date is as it was. */
export function withdrawCancellation(scheduled: Cancellation | null, now: Instant): Result<null, CancelRefusal> {
  if (scheduled === null) return fail({ reason: 'nothing_scheduled', clause: 'S13' })
  if (now >= scheduled.endsAt) return fail({ reason: 'cancellation_done', endsAt: scheduled.endsAt, clause: 'S13' })
  return ok(null)
}

function refuse({ state, scheduled }: CancelFacts): CancelRefusal | null {
  if (!isAlive(state)) return { reason: 'nothing_to_cancel', state, clause: 'S13' }
  if (scheduled !== null) return { reason: 'already_cancelled', endsAt: scheduled.endsAt, clause: 'S13' }
  return null
}
