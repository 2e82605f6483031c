/** From the columns of an account, its open invoice and the notice that its next step waits for, to the account as the rules see it. */
import type { Day, Instant } from '../../shared/calendar.ts'
import { type Hold, type HoldKind, strictestHold } from './hold.ts'
import type { LifecycleAccount, Standing, Violation } from './lifecycle-account.ts'
import { isAlive, type LifecycleState } from './lifecycle-state.ts'

export interface HoldRow {
  readonly holdKind: HoldKind | null
  readonly holdPlacedAt: Instant | null
  readonly holdUntil: Instant | null
  readonly holdReason: string | null
}

export interface AccountRow extends HoldRow {
  readonly id: string
  readonly state: LifecycleState
  readonly dueOn: Day
  readonly createdAt: Instant
  readonly overdueAt: Instant | null
  readonly suspendedAt: Instant | null
  readonly terminatedAt: Instant | null
  readonly cancelledAt: Instant | null
  readonly endedAt: Instant | null
  readonly purgedAt: Instant | null
  readonly violationAt: Instant | null
  readonly violationReason: string | null
  readonly violationEvidence: string | null
  readonly cancelConfirmedAt: Instant | null
  readonly cancelEndsAt: Instant | null
  readonly invoiceState: string | null
  readonly invoiceDueOn: Day | null
  /** Of the notice that the state waits behind: the overdue notice, or the warning of deletion. */
  readonly noticeFrom: Instant | null
}

/** The database refuses a state without its instant; a row from elsewhere that lacks one is taken at its creation. */
function standingOf(row: AccountRow): Standing {
  const { state, createdAt } = row
  switch (state) {
    case 'pending_payment':
    case 'active':
      return { state }
    case 'overdue':
      return { state, overdueAt: row.overdueAt ?? createdAt }
    case 'suspended':
      return { state, suspendedAt: row.suspendedAt ?? createdAt }
    case 'terminated':
      return { state, endedAt: row.terminatedAt ?? createdAt }
    case 'cancelled':
      return { state, endedAt: row.endedAt ?? createdAt }
    case 'order_cancelled':
      return { state, endedAt: row.cancelledAt ?? createdAt }
    case 'purged':
      return { state, endedAt: row.terminatedAt ?? row.endedAt ?? row.cancelledAt ?? createdAt, purgedAt: row.purgedAt ?? createdAt }
  }
}

/**
 * S14: a notice counts from when its mail is taken over for delivery. While that is on its way it counts from now at the earliest, so
 * that the step behind it is not taken, the notice is not given twice, and the account is looked at again in time.
 */
export function noticeCounts(
  { noticeFrom, noticePostedAt }: { readonly noticeFrom: Instant | null; readonly noticePostedAt: Instant | null },
  now: Instant,
): Instant | null {
  return noticeFrom ?? (noticePostedAt === null ? null : now)
}

/** The account's own hold; null where none was ever placed. */
export function holdOf({ holdKind, holdPlacedAt, holdUntil, holdReason }: HoldRow): Hold | null {
  if (holdKind === null || holdPlacedAt === null) return null
  return { kind: holdKind, placedAt: holdPlacedAt, until: holdUntil, reason: holdReason ?? '' }
}

function violationOf({ violationAt, violationReason, violationEvidence }: AccountRow): Violation | null {
  if (violationAt === null) return null
  return { declaredAt: violationAt, reason: violationReason ?? '', evidence: violationEvidence ?? '' }
}

function openInvoiceOf({ state, invoiceState, invoiceDueOn, noticeFrom }: AccountRow): LifecycleAccount['openInvoice'] {
  if (invoiceState !== 'issued' || invoiceDueOn === null || !(isAlive(state) || state === 'pending_payment')) return null
  return {
    dueOn: invoiceDueOn,
    overdueNoticeFrom: state === 'overdue' ? noticeFrom : null,
    warningFrom: state === 'suspended' ? noticeFrom : null,
  }
}

/**
 * S11, S13, S14. Blocks against the purge are the purge's own reads.
 *
 * @param outage what lately kept everybody's steps from being taken; the stricter of it and the account's own hold counts.
 */
export function lifecycleOf(row: AccountRow, outage: Hold | null): LifecycleAccount {
  const { id, dueOn, createdAt, cancelConfirmedAt, cancelEndsAt } = row
  return {
    id,
    standing: standingOf(row),
    orderedAt: createdAt,
    dueOn,
    openInvoice: openInvoiceOf(row),
    hold: strictestHold(holdOf(row), outage),
    violation: violationOf(row),
    purgeBlocks: [],
    cancellation: cancelConfirmedAt === null || cancelEndsAt === null ? null : { confirmedAt: cancelConfirmedAt, endsAt: cancelEndsAt },
  }
}
