/**
 * S13: when the invoice for the next term goes out, what it is for, and when the customer is reminded. “One month before” is a
 * calendar month, clamped to the month's last day; monthly terms get 14 days. The anniversary keeps the original day (`nextDueOn`).
 */
import type { Terms } from '../../../content/schema.ts'
import { type Decision as Agreement, bindingAt } from '../../policies/rules/binding.ts'
import type { PolicyVersion } from '../../policies/rules/version.ts'
import { addDays, addMonths, type Day, dayOf, type Instant, startOfDay } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { LifecycleState } from './lifecycle-state.ts'
import { type BillingTerm, nextDueOn } from './state.ts'

/** Months that one term pays for. */
export const MONTHS_OF = { monthly: 1, yearly: 12 } as const satisfies Record<BillingTerm, number>

export interface RenewalPromise {
  /** Label of the version of the terms that binds the customer; the invoice pins it. */
  readonly version: string
  readonly invoice: Terms['terms']['invoice']
  readonly timeZone: string
}

/** S13, S24: the version that binds the customer at an instant is the one an invoice issued then pins, however long it stays open. */
export function renewalPromise(
  policies: readonly PolicyVersion[],
  agreements: readonly Agreement[],
  at: Instant,
  timeZone: string,
): Result<RenewalPromise, { reason: 'no_terms_bind'; at: Instant }> {
  const binding = bindingAt(policies, 'terms', agreements, at, timeZone)
  if (binding === undefined) return fail({ reason: 'no_terms_bind', at })
  return ok({ version: binding.version.version, invoice: binding.version.terms.invoice, timeZone })
}

/** S13: the day on which the invoice for a due date goes out. Yearly due 31 March: 28 or 29 February. */
export function renewalIssueOn(dueOn: Day, term: BillingTerm, { invoice }: Pick<RenewalPromise, 'invoice'>): Day {
  return term === 'monthly' ? addDays(dueOn, -invoice.leadDaysMonthly) : addMonths(dueOn, -invoice.leadMonthsOther)
}

/**
 * S13, and “a timer that was missed never shortens a period”: an invoice that went out late can be paid in time for as long after
 * its issue as was promised; the period it is for, and the anniversary, stay where they are.
 */
export function payableOn(dueOn: Day, issuedOn: Day, term: BillingTerm, { invoice }: Pick<RenewalPromise, 'invoice'>): Day {
  const promised = term === 'monthly' ? addDays(issuedOn, invoice.leadDaysMonthly) : addMonths(issuedOn, invoice.leadMonthsOther)
  return promised > dueOn ? promised : dueOn
}

export interface RenewalFacts {
  readonly account: string
  readonly term: BillingTerm
  readonly anniversaryDay: number
  /** First day not yet paid for. */
  readonly dueOn: Day
  /** Only an account in good standing is renewed; a late one has its invoice already. */
  readonly state: LifecycleState
  /** First days of the periods that an invoice, open or paid, already stands for; a void one stands for none. */
  readonly invoicedFrom: readonly Day[]
  /** Whether the customer has confirmed to leave at the end of the term. */
  readonly leaving: boolean
}

export interface RenewalInvoice {
  readonly account: string
  readonly period: { readonly from: Day; readonly to: Day }
  /** Last day, counted whole, on which it is paid in time. */
  readonly dueOn: Day
  readonly issuedOn: Day
  readonly termsVersion: string
  readonly clause: 'S13'
}

export type RenewalDecision =
  | { readonly decision: 'issue'; readonly invoice: RenewalInvoice }
  | { readonly decision: 'wait'; readonly until: Instant }
  | { readonly decision: 'none'; readonly because: 'not_active' | 'leaving' | 'already_invoiced' }

/** S13: exactly one invoice for each account and period, from its day of issue on. */
export function decideRenewal(facts: RenewalFacts, promise: RenewalPromise, now: Instant): RenewalDecision {
  if (facts.state !== 'active') return { decision: 'none', because: 'not_active' }
  if (facts.leaving) return { decision: 'none', because: 'leaving' }
  if (facts.invoicedFrom.includes(facts.dueOn)) return { decision: 'none', because: 'already_invoiced' }
  const issueAt = startOfDay(renewalIssueOn(facts.dueOn, facts.term, promise), promise.timeZone)
  if (now < issueAt) return { decision: 'wait', until: issueAt }
  const issuedOn = dayOf(now, promise.timeZone)
  const invoice: RenewalInvoice = {
    account: facts.account,
    period: { from: facts.dueOn, to: nextDueOn(facts.dueOn, facts.term, facts.anniversaryDay) },
    dueOn: payableOn(facts.dueOn, issuedOn, facts.term, promise),
    issuedOn,
    termsVersion: promise.version,
    clause: 'S13',
  }
  return { decision: 'issue', invoice }
}
