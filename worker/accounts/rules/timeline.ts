/**
 * Explains an account: what happened, what comes next and when, by which clause, and what a payment today would change.
 * The future is found by letting the sweep's own rules run on paper, so page and sweep cannot disagree.
 */
import type { Localized } from '../../../content/schema.ts'
import { type Day, formatDay, formatInstant, type Instant, startOfDay } from '../../shared/calendar.ts'
import { atTick } from './forecast.ts'
import { decideLate, type LateFacts, nextLateStep } from './late.ts'
import { type BillingTerm, type LatePromise, nextDueOn } from './state.ts'
import { type PointKind, SENTENCES } from './timeline-words.ts'

export interface TimelinePoint {
  readonly kind: PointKind
  readonly at: Instant
  /** The moment in words of the reader; a due date is a whole day and has no hour. */
  readonly when: Localized
  readonly text: Localized
  readonly document: 'terms' | 'sla'
  /** The clause that orders it, in `version` of the document. */
  readonly clause: string
  readonly version: string
}

/** More steps than lateness has; guards the paper run against a rule that would never end. */
const MOST_STEPS = 8

/** The part of a promise that dates are told by. */
type Calendar = Pick<LatePromise, 'timeZone' | 'zoneAbbreviation'>
type Dated = Calendar & Pick<LatePromise, 'version'>

function sentenceOf(kind: PointKind): Pick<TimelinePoint, 'kind' | 'document' | 'clause' | 'text'> {
  return { kind, document: 'terms', ...SENTENCES[kind] }
}

export function pointAt(kind: PointKind, at: Instant, promise: Dated): TimelinePoint {
  const when = (language: 'id' | 'en') => formatInstant(at, language, promise.timeZone, promise.zoneAbbreviation)
  return { ...sentenceOf(kind), at, when: { id: when('id'), en: when('en') }, version: promise.version }
}

export function pointOn(kind: PointKind, day: Day, promise: Dated): TimelinePoint {
  const when = { id: formatDay(day, 'id'), en: formatDay(day, 'en') }
  return { ...sentenceOf(kind), at: startOfDay(day, promise.timeZone), when, version: promise.version }
}

export const KIND_OF = {
  mark_overdue: 'overdue',
  post_overdue_notice: 'overdue_notice',
  suspend: 'suspended',
  post_termination_warning: 'termination_warning',
  terminate: 'terminated',
} as const

const KIND_OF_EVENT: Readonly<Record<string, PointKind>> = {
  'account.opened': 'opened',
  'account.imported': 'imported',
  'account.ordered': 'ordered',
  'account.order_cancelled': 'order_cancelled',
  'account.order_paid': 'order_paid',
  'account.order_undone': 'order_undone',
  'account.paid_after_cancellation': 'paid_after_cancellation',
  'account.invoice_issued': 'invoice_issued',
  'account.overdue': 'overdue',
  'account.overdue_notice_posted': 'overdue_notice',
  'account.suspended': 'suspended',
  'account.termination_warning_posted': 'termination_warning',
  'account.terminated': 'terminated',
  'account.reminded': 'reminded',
  'account.term_ended': 'term_ended',
  'account.change_begun': 'change_begun',
  'account.change_wished': 'change_wished',
  'account.change_taken_back': 'change_taken_back',
  'account.upgraded': 'upgraded',
  'account.upgrade_asked': 'upgrade_asked',
  'account.upgrade_lapsed': 'upgrade_lapsed',
  'account.upgrade_taken_back': 'change_taken_back',
  'account.cancellation_asked': 'cancellation_asked',
  'account.cancellation_confirmed': 'cancellation_confirmed',
  'account.cancellation_withdrawn': 'cancellation_withdrawn',
  'account.leaving_set': 'leaving_set',
  'account.leaving_taken_back': 'leaving_taken_back',
  'account.purge_begun': 'purge_begun',
  'account.purged': 'purged',
  'account.part_paid': 'part_paid',
  'account.paid': 'paid',
  'account.reactivated': 'reactivated',
  'account.suspension_undone': 'suspension_undone',
  'account.termination_undone': 'termination_undone',
  'account.paid_after_termination': 'paid_after_termination',
  'account.credited': 'credited',
  'account.hold_placed': 'hold_placed',
  'account.hold_ended': 'hold_ended',
  'account.violation_declared': 'violation_declared',
  'account.violation_lifted': 'violation_lifted',
  'account.cancellation_undone': 'cancellation_undone',
  'account.refund_owed': 'refund_owed',
  'account.refunded': 'refunded',
  'account.payment_reversed': 'payment_reversed',
  'account.charged_back': 'charged_back',
  'account.parts_credited': 'parts_credited',
  'account.paid_from_credit': 'paid_from_credit',
  'account.backup_asked': 'backup_asked',
  'account.backup_stored': 'backup_stored',
  'account.backup_failed': 'backup_failed',
  'account.backup_unclear': 'backup_unclear',
  'account.restore_asked': 'restore_asked',
  'account.restore_quoted': 'restore_quoted',
  'account.restore_taken_up': 'restore_taken_up',
  'account.restore_run': 'restore_run',
  'account.restore_done': 'restore_done',
  'account.restore_failed': 'restore_failed',
  'account.restore_unclear': 'restore_unclear',
  'account.restore_lapsed': 'restore_lapsed',
}

/** S8, S17: an invoice beside the terms says what it was for; it moves no term, whatever state the service is in. */
const KIND_OF_PAID: Readonly<Record<string, PointKind>> = { restore: 'restore_paid', upgrade: 'upgrade_paid' }

export interface PastEvent {
  readonly type: string
  readonly at: Instant
  /** The clause that the event cites, in the version that bound the customer then. */
  readonly clause: { readonly id: string; readonly version: string }
  /** Of a payment: what its invoice is for. */
  readonly kind?: string
}

/**
 * What happened, as the events tell it, the oldest first. An event of a kind that has no sentence yet is left out rather than guessed
 * at. S18: what was paid while a violation stood did not keep the service running.
 */
export function pastPoints(events: readonly PastEvent[], calendar: Calendar): readonly TimelinePoint[] {
  let inViolation = false
  return events.flatMap(({ type, at, clause, kind: invoiced = '' }) => {
    if (type === 'account.violation_declared') inViolation = true
    if (type === 'account.violation_lifted') inViolation = false
    const paid = KIND_OF_PAID[invoiced] ?? (inViolation ? 'paid_in_violation' : 'paid')
    const kind = type === 'account.paid' ? paid : KIND_OF_EVENT[type]
    return kind === undefined ? [] : [{ ...pointAt(kind, at, { ...calendar, version: clause.version }), clause: clause.id }]
  })
}

/** S14: every step to come if nobody pays, at the minute at which the sweep would take it; none is earlier than `now`. */
export function ifNobodyPays(facts: LateFacts, promise: LatePromise, now: Instant): readonly TimelinePoint[] {
  const dueAt = startOfDay(facts.dueOn, promise.timeZone)
  const points = facts.unpaid && facts.state === 'active' && dueAt >= now ? [pointOn('due', facts.dueOn, promise)] : []
  let current = facts
  let clock = now
  for (let taken = 0; taken < MOST_STEPS; taken++) {
    const step = nextLateStep(current, promise)
    if (step === null) return points
    clock = atTick(Math.max(step.at, clock))
    const decision = decideLate(current, promise, clock)
    if (decision === null) return points
    points.push(pointAt(KIND_OF[decision.action], clock, promise))
    current = decision.after
    clock += 1
  }
  return points
}

/** The calculator: what the terms do from a due day on, on time and unpaid (S13, S14). */
export function timelineFromDueDay(dueOn: Day, promise: LatePromise): readonly TimelinePoint[] {
  const untouched: LateFacts = { state: 'active', dueOn, unpaid: true, overdueNoticeFrom: null, warningFrom: null, suspendedAt: null }
  return ifNobodyPays(untouched, promise, startOfDay(dueOn, promise.timeZone))
}

export interface Anniversary {
  readonly term: BillingTerm
  readonly anniversaryDay: number
}

/** S13, S16: what a full payment at `now` would do. After termination it is kept and brings nothing back. */
export function ifPaidAt(facts: LateFacts, anniversary: Anniversary, promise: LatePromise, now: Instant): readonly TimelinePoint[] {
  if (!facts.unpaid) return []
  if (facts.state === 'terminated') return [pointAt('paid_after_termination', now, promise)]
  const paid = pointAt(facts.state === 'suspended' ? 'reactivated' : 'paid', now, promise)
  return [paid, pointOn('due', nextDueOn(facts.dueOn, anniversary.term, anniversary.anniversaryDay), promise)]
}
