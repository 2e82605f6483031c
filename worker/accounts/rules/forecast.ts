/**
 * An account's future on paper, if nobody does anything: the sweep's own rules, run forward from an instant to another. So the
 * time line, the dry run and the sweep cannot disagree.
 */
import type { Instant } from '../../shared/calendar.ts'
import { decideLateUnder } from './hold.ts'
import type { LateAction } from './late.ts'
import { lateFactsOf } from './lifecycle-account.ts'
import { applyEvent } from './lifecycle-apply.ts'
import type { PromiseBook } from './promise.ts'
import { decideRenewal } from './renewal.ts'
import { type Next, nextDue, type Outlook, reminderDue, renewedAs } from './schedule.ts'
import type { NextAction } from './state.ts'

export interface Foreseen {
  readonly action: NextAction
  /** The minute at which the sweep would take it. */
  readonly at: Instant
  readonly before: Outlook
  readonly after: Outlook
}

/** Cron fires at whole minutes; a step that may be taken within a minute is taken at its end. */
const TICK = 60_000
export const atTick = (at: Instant): Instant => Math.ceil(at / TICK) * TICK

/** More steps than one life has between two payments; guards the paper run against a rule that would never end. */
const MOST_STEPS = 16

/** S11, S13, S14, S17: every step that would be taken from `now` to `until`, both included, one of an account a minute. */
export function forecast(start: Outlook, anniversaryDay: number, promises: PromiseBook, now: Instant, until: Instant): Foreseen[] {
  const steps: Foreseen[] = []
  let before = start
  let clock = now
  while (steps.length < MOST_STEPS) {
    const next = nextDue(before, clock)
    if (next === null) return steps
    const at = atTick(Math.max(next.at, clock))
    if (at > until) return steps
    const after = afterStep(before, next, anniversaryDay, promises, at)
    if (after === null) return steps
    steps.push({ action: next.action, at, before, after })
    if (next.action === 'purge' || next.action === 'expire_order') return steps
    before = after
    clock = at + 1
  }
  return steps
}

/** Null: the rules do not order it after all. */
function afterStep(before: Outlook, { action }: Next, anniversaryDay: number, promises: PromiseBook, at: Instant): Outlook | null {
  const { account, wish } = before
  switch (action) {
    case 'mark_overdue':
    case 'post_overdue_notice':
    case 'suspend':
    case 'post_termination_warning':
    case 'terminate':
      return afterLateStep(before, action, at)
    case 'end_term':
      return { ...before, account: applyEvent(account, 'cancelled', { type: 'term_ended' }, at) }
    case 'apply_change':
      return wish && { ...before, wish: null, term: wish.term }
    case 'issue_invoice':
      return afterIssue(before, anniversaryDay, promises, at)
    case 'remind': {
      const days = reminderDue(before, at)
      return days === null || before.reminders === null ? null : { ...before, reminders: { ...before.reminders, given: [days] } }
    }
    case 'purge':
    case 'expire_order':
      return before
    case 'await_release':
    case 'review':
      return null
  }
}

function afterLateStep(before: Outlook, action: LateAction, at: Instant): Outlook | null {
  const { account, promise } = before
  const facts = lateFactsOf(account)
  const decision = facts && promise && decideLateUnder(account.hold, facts, promise, account.id, at)
  return decision?.action === action ? { ...before, account: applyEvent(account, decision.to, { type: action }, at) } : null
}

function afterIssue(before: Outlook, anniversaryDay: number, promises: PromiseBook, at: Instant): Outlook | null {
  const { account, renewal, wish } = before
  if (renewal === null) return null
  const { id, dueOn, standing } = account
  const term = renewedAs(wish, dueOn)?.term ?? before.term
  const decided = decideRenewal(
    { account: id, term, anniversaryDay, dueOn, state: standing.state, invoicedFrom: [], leaving: false },
    renewal,
    at,
  )
  if (decided.decision !== 'issue') return null
  return {
    ...{ ...before, renewal: null, reminders: { issuedAt: at, given: [] } },
    promise: promises(decided.invoice.termsVersion) ?? null,
    account: { ...account, openInvoice: { dueOn: decided.invoice.dueOn, overdueNoticeFrom: null, warningFrom: null } },
  }
}
