import { addDays, type Day, dayOf, type Instant, startOfDay } from '../../shared/calendar.ts'
import { type RenewalPromise, renewalIssueOn } from './renewal.ts'
import { type BillingTerm, nextDueOn } from './state.ts'

export interface PaidAccount {
  readonly state: 'active'
  readonly dueOn: Day
  readonly openInvoice: null
  readonly overdueAt: null
  readonly suspendedAt: null
  readonly terminatedAt: null
  readonly cancelledAt: null
  readonly endedAt: null
  readonly cancelAskedAt: null
  readonly cancelConfirmedAt: null
  readonly cancelEndsAt: null
  readonly nextAction: 'issue_invoice' | 'review'
  readonly nextActionAt: Instant
}

/** S13: the first term of an order begins on the day on which its payment makes it active; that day is its anniversary. */
export function firstTerm(activeAt: Instant, term: BillingTerm, timeZone: string): { from: Day; to: Day; anniversaryDay: number } {
  const from = dayOf(activeAt, timeZone)
  const anniversaryDay = Number(from.slice(8))
  return { from, to: nextDueOn(from, term, anniversaryDay), anniversaryDay }
}

type Leads = Pick<RenewalPromise, 'invoice'>

/**
 * S13, S14: an account whose open invoice is paid is active, whatever it was before, until the end of the period paid for; the
 * anniversary stays. What comes next is the invoice for the period after it, on its day of issue by `leads`, the numbers of the
 * version that the paid invoice pinned; the run asks then which version binds. Where that version is unknown here, the account
 * comes up for review once the new due day has passed instead of being forgotten.
 */
export function paidAccount(periodTo: Day, term: BillingTerm, leads: Leads | undefined, timeZone: string): PaidAccount {
  const nextOn = leads === undefined ? addDays(periodTo, 1) : renewalIssueOn(periodTo, term, leads)
  return {
    state: 'active',
    dueOn: periodTo,
    openInvoice: null,
    overdueAt: null,
    suspendedAt: null,
    terminatedAt: null,
    cancelledAt: null,
    endedAt: null,
    // Paying for the next period says that the customer stays.
    cancelAskedAt: null,
    cancelConfirmedAt: null,
    cancelEndsAt: null,
    nextAction: leads === undefined ? 'review' : 'issue_invoice',
    nextActionAt: startOfDay(nextOn, timeZone),
  }
}

/** S17: a wish begins with its own period, which may be before anything that a payment knows to come next; the sweep sorts it out. */
export function afterPayment(wishFrom: Day | null, now: Instant): { nextAction: 'review'; nextActionAt: Instant } | Record<never, never> {
  return wishFrom === null ? {} : { nextAction: 'review', nextActionAt: now }
}
