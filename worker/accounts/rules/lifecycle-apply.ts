/** The account after a legal move. Conditions are not asked again here; `lifecycle.ts` has asked them. */
import type { Day, Instant } from '../../shared/calendar.ts'
import { endedAt, type LifecycleAccount, type LifecycleEvent, type Standing } from './lifecycle-account.ts'
import type { LifecycleState } from './lifecycle-state.ts'

/** S14: a state entered anew carries the instant of the entry, never the one planned; a state kept keeps its own. */
function standingIn(to: LifecycleState, before: Standing, now: Instant): Standing {
  if (to === before.state) return before
  switch (to) {
    case 'pending_payment':
    case 'active':
      return { state: to }
    case 'overdue':
      return { state: to, overdueAt: now }
    case 'suspended':
      return { state: to, suspendedAt: now }
    case 'terminated':
    case 'cancelled':
    case 'order_cancelled':
      return { state: to, endedAt: now }
    case 'purged':
      return { state: to, endedAt: endedAt(before) ?? now, purgedAt: now }
  }
}

/** S13: paid for: the next period is owed next, and paying for it says that the customer stays. */
function paidUntil(account: LifecycleAccount, nextDueOn: Day): LifecycleAccount {
  return { ...account, dueOn: nextDueOn, openInvoice: null, cancellation: null }
}

/** S20: both due dates move; an open invoice that could be paid later than that keeps its own. */
function extendedTo(account: LifecycleAccount, dueOn: Day): LifecycleAccount {
  const { openInvoice } = account
  return { ...account, dueOn, openInvoice: openInvoice && { ...openInvoice, dueOn: openInvoice.dueOn > dueOn ? openInvoice.dueOn : dueOn } }
}

/** S14, S20: what remains of lateness when it is over: nothing, so that a later lateness gives its notices again. */
function withoutNotices(account: LifecycleAccount): LifecycleAccount {
  const { openInvoice } = account
  return { ...account, openInvoice: openInvoice && { ...openInvoice, overdueNoticeFrom: null, warningFrom: null } }
}

function withNotice(account: LifecycleAccount, notice: 'overdueNoticeFrom' | 'warningFrom', now: Instant): LifecycleAccount {
  const { openInvoice } = account
  return { ...account, openInvoice: openInvoice && { ...openInvoice, [notice]: now } }
}

export function applyEvent(account: LifecycleAccount, to: LifecycleState, event: LifecycleEvent, now: Instant): LifecycleAccount {
  const moved: LifecycleAccount = { ...account, standing: standingIn(to, account.standing, now) }
  switch (event.type) {
    case 'mark_overdue':
    case 'post_overdue_notice':
      return withNotice(moved, 'overdueNoticeFrom', now)
    case 'suspend':
    case 'post_termination_warning':
      return withNotice(moved, 'warningFrom', now)
    case 'paid':
      return paidUntil(moved, event.nextDueOn)
    case 'paid_before_end':
      return to === 'active' ? paidUntil(moved, event.nextDueOn) : moved
    case 'payment_reversed':
      return {
        ...moved,
        dueOn: event.periodFrom,
        openInvoice: { dueOn: event.dueOn, overdueNoticeFrom: null, warningFrom: null },
      }
    case 'term_extended':
      return extendedTo(moved, event.dueOn)
    case 'lateness_cured':
      return withoutNotices(extendedTo(moved, event.dueOn))
    case 'terminate':
    case 'term_ended':
    case 'order_expired':
      return { ...moved, openInvoice: null }
    case 'paid_after_end':
    case 'purged':
      return moved
  }
}
