/** The one instant at which an account is next looked at, and what for: everything that can come by itself, taken together. */
import { type Day, type Instant, startOfDay } from '../../shared/calendar.ts'
import { holdRuns } from './hold.ts'
import type { LifecycleAccount } from './lifecycle-account.ts'
import type { LifecyclePromise } from './lifecycle-guards.ts'
import { type NextMove, nextMove } from './lifecycle-next.ts'
import type { RenewalPromise } from './renewal.ts'
import { decideReminder } from './renewal-reminder.ts'
import type { BillingTerm, NextAction } from './state.ts'

export interface Next {
  readonly action: NextAction
  readonly at: Instant
}

/** S17: what the customer wants from a renewal on, named by that renewal's first day. */
export interface Wish {
  readonly package: string
  readonly term: BillingTerm
  readonly from: Day
}

export interface Outlook {
  readonly account: LifecycleAccount
  readonly term: BillingTerm
  readonly wish: Wish | null
  /** By the version that the open invoice pins. */
  readonly promise: LifecyclePromise | null
  /** By the version that binds now, where no invoice is open. */
  readonly renewal: RenewalPromise | null
  /** Of the open invoice: when it went out, and the days-before of the reminders given. */
  readonly reminders: { readonly issuedAt: Instant; readonly given: readonly number[] } | null
  readonly timeZone: string
}

const ACTION_OF = { order_expired: 'expire_order', term_ended: 'end_term', purged: 'purge', issue_renewal: 'issue_invoice' } as const
const actionOf = (move: NextMove['move']): NextAction =>
  move in ACTION_OF ? ACTION_OF[move as keyof typeof ACTION_OF] : (move as NextAction)

/** S17: the wish that the next invoice is for; null: it is for what the customer has. */
export function renewedAs(wish: Wish | null, dueOn: Day): Wish | null {
  return wish !== null && wish.from <= dueOn ? wish : null
}

/**
 * S17: a term already paid for is not changed, so what was wished for begins with the period it was wished for, at 00:00 of its
 * first day, whether that period is paid for by then or not.
 */
export function changeAt(wish: Wish, timeZone: string): Instant {
  return startOfDay(wish.from, timeZone)
}

/** S13: the reminder that is due; null: none is. Nobody is reminded while a hold runs, of leaving, or of what is late already. */
export function reminderDue(outlook: Outlook, now: Instant): number | null {
  const decision = reminderOf(outlook, now)
  return decision !== null && 'remind' in decision && !holdRuns(outlook.account.hold, now) ? decision.remind : null
}

function reminderOf({ account, reminders, timeZone }: Outlook, now: Instant) {
  const { standing, openInvoice, cancellation } = account
  if (reminders === null || openInvoice === null || standing.state !== 'active' || cancellation !== null) return null
  return decideReminder({ dueOn: openInvoice.dueOn, unpaid: true, ...reminders }, timeZone, now)
}

/** A reminder that a hold keeps back goes out at its end, if it still makes sense then. */
function nextReminderAt(outlook: Outlook, now: Instant): Instant | null {
  const decision = reminderOf(outlook, now)
  const { hold } = outlook.account
  if (decision === null || (hold !== null && holdRuns(hold, now) && hold.until === null)) return null
  return Math.max('until' in decision ? decision.until : now, hold?.until ?? 0)
}

/** S11, S13, S14, S17: null: nothing comes by itself, or not before something that nobody can tell the end of. */
export function nextDue(outlook: Outlook, now: Instant): Next | null {
  const { account, wish, term, promise, renewal, timeZone } = outlook
  const move = nextMove(account, renewedAs(wish, account.dueOn)?.term ?? term, promise, renewal)
  const nexts: Next[] = move === null ? [] : [{ action: actionOf(move.move), at: move.at }]
  const { state } = account.standing
  if (wish !== null && (state === 'active' || state === 'overdue' || state === 'suspended')) {
    nexts.push({ action: 'apply_change', at: changeAt(wish, timeZone) })
  }
  const remindAt = nextReminderAt(outlook, now)
  if (remindAt !== null) nexts.push({ action: 'remind', at: remindAt })
  return nexts.reduce<Next | null>((first, next) => (first === null || next.at < first.at ? next : first), null)
}
