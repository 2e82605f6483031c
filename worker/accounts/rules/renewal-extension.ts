/** S20, the indemnity taken as time: calendar months on the due date, clamped to the month's last day, the anniversary day kept. */
import { addMonths, type Day, type Instant } from '../../shared/calendar.ts'
import { lateStartAt } from './late.ts'
import { type BillingTerm, type LatePromise, nextDueOn } from './state.ts'

export interface ExtensionFacts {
  /** First day not yet paid for. */
  readonly dueOn: Day
  readonly term: BillingTerm
  readonly anniversaryDay: number
  /** Due day of the open renewal invoice; null: none is open. */
  readonly invoiceDueOn: Day | null
}

export interface Extension {
  readonly dueOn: Day
  /** The invoice's due day moves with it and is never earlier than it was. */
  readonly invoiceDueOn: Day | null
  /** The period that the open invoice, once paid, pays for: from the moved due date on. */
  readonly period: { readonly from: Day; readonly to: Day }
  /** Whether nobody is late any more, so that a suspension for lateness ends. */
  readonly curesLateness: boolean
  readonly clause: 'S20'
}

/** S20: `months` is the term `indemnity.months` of the SLA that binds. */
export function extendTerm(facts: ExtensionFacts, months: number, promise: LatePromise, now: Instant): Extension {
  const { term, anniversaryDay, invoiceDueOn } = facts
  const dueOn = addMonths(facts.dueOn, months, anniversaryDay)
  const payableOn = invoiceDueOn !== null && invoiceDueOn > dueOn ? invoiceDueOn : dueOn
  return {
    dueOn,
    invoiceDueOn: invoiceDueOn === null ? null : payableOn,
    period: { from: dueOn, to: nextDueOn(dueOn, term, anniversaryDay) },
    curesLateness: now < lateStartAt(payableOn, promise),
    clause: 'S20',
  }
}
