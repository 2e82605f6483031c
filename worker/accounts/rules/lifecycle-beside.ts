/**
 * What stands beside an account's state and never moves it (S11, S14, S18): a hold, a violation, blocks against the purge. Each
 * says who it protects or restrains; none of them is lifted by a payment.
 */
import type { Instant } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { type Hold, holdRuns } from './hold.ts'
import type { LifecycleAccount, Violation } from './lifecycle-account.ts'
import type { LifecycleState } from './lifecycle-state.ts'
import type { PurgeBlock } from './purge.ts'

export type BesideRefusal =
  | { readonly reason: 'purged' }
  | { readonly reason: 'hold_runs'; readonly until: Instant | null }
  | { readonly reason: 'no_hold' }
  | { readonly reason: 'hold_ends_in_the_past'; readonly until: Instant }
  | { readonly reason: 'violation_stands'; readonly declaredAt: Instant }
  | { readonly reason: 'no_violation' }
  | { readonly reason: 'block_stands'; readonly block: PurgeBlock }
  | { readonly reason: 'no_such_block' }
  | { readonly reason: 'missing_words'; readonly field: 'reason' | 'evidence' | 'subject' }

/** What staff do beside an account's state; each is an event of the same name, and a row with what they wrote. */
export const ACTS = ['hold_placed', 'hold_ended', 'violation_declared', 'violation_lifted', 'purge_blocked', 'purge_unblocked'] as const
export type Act = (typeof ACTS)[number]

/** The part of an account that these rules look at and change. */
export interface Beside extends Pick<LifecycleAccount, 'hold' | 'violation' | 'purgeBlocks'> {
  readonly standing: { readonly state: LifecycleState }
}

type Answer<A extends Beside> = Result<A, BesideRefusal>

/** S14: nothing is taken from the account until the hold ends. */
export function placeHold<A extends Beside>(account: A, hold: Hold, now: Instant): Answer<A> {
  if (account.standing.state === 'purged') return fail({ reason: 'purged' })
  if (hold.reason.trim() === '') return fail({ reason: 'missing_words', field: 'reason' })
  if (account.hold !== null && holdRuns(account.hold, now)) return fail({ reason: 'hold_runs', until: account.hold.until })
  if (hold.until !== null && hold.until <= now) return fail({ reason: 'hold_ends_in_the_past', until: hold.until })
  return ok({ ...account, hold: { ...hold, placedAt: now } })
}

/** S14: the hold ends now; it stays on the account, since notices from before its end no longer count. */
export function endHold<A extends Beside>(account: A, now: Instant): Answer<A> {
  if (account.hold === null || !holdRuns(account.hold, now)) return fail({ reason: 'no_hold' })
  return ok({ ...account, hold: { ...account.hold, until: now } })
}

/** S18: staff declare abuse, with reason and evidence; the service goes off, and claims are void while it stands. */
export function declareViolation<A extends Beside>(account: A, violation: Violation): Answer<A> {
  if (account.standing.state === 'purged') return fail({ reason: 'purged' })
  if (account.violation !== null) return fail({ reason: 'violation_stands', declaredAt: account.violation.declaredAt })
  if (violation.reason.trim() === '') return fail({ reason: 'missing_words', field: 'reason' })
  if (violation.evidence.trim() === '') return fail({ reason: 'missing_words', field: 'evidence' })
  return ok({ ...account, violation })
}

/** S18: only staff lift it. The service runs again if nothing else keeps it off. */
export function liftViolation<A extends Beside>(account: A): Answer<A> {
  return account.violation === null ? fail({ reason: 'no_violation' }) : ok({ ...account, violation: null })
}

const same = (a: PurgeBlock, b: PurgeBlock) => a.kind === b.kind && a.subject === b.subject

/** S11: an open claim, an open data request or a lawful order keeps what would be deleted. */
export function blockPurge<A extends Beside>(account: A, block: PurgeBlock): Answer<A> {
  if (account.standing.state === 'purged') return fail({ reason: 'purged' })
  if (block.subject.trim() === '') return fail({ reason: 'missing_words', field: 'subject' })
  if (account.purgeBlocks.some((other) => same(other, block))) return fail({ reason: 'block_stands', block })
  return ok({ ...account, purgeBlocks: [...account.purgeBlocks, block] })
}

/** S11: the block that was placed for this subject goes; others stay. */
export function unblockPurge<A extends Beside>(account: A, block: PurgeBlock): Answer<A> {
  const purgeBlocks = account.purgeBlocks.filter((other) => !same(other, block))
  return purgeBlocks.length === account.purgeBlocks.length ? fail({ reason: 'no_such_block' }) : ok({ ...account, purgeBlocks })
}
