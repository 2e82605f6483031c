/**
 * What a due account comes to, whatever it waits for: the step that the rules order now, or when to look again. First an end the
 * customer confirmed, then a change that begins, then lateness, then the next invoice, then a reminder; one of them a run.
 */
import type { Decision } from '../bulk-commit.ts'
import { inForceAt } from '../policies/rules/in-force.ts'
import { DAY_OF_24_HOURS } from '../shared/calendar.ts'
import { changeMove } from './change-move.ts'
import { leaveStep } from './changing/leave-step.ts'
import { endMove } from './end-move.ts'
import { lateMove, waitMove } from './late-move.ts'
import type { LateAccount } from './reads.ts'
import { reminderMove } from './reminder-move.ts'
import { type RenewalBooks, type RenewalReads, renewalStep, type Step } from './renewal-move.ts'
import { decideLateUnder, type Hold } from './rules/hold.ts'
import type { LateDecision } from './rules/late.ts'
import { lateFactsOf } from './rules/lifecycle-account.ts'
import { applyEvent } from './rules/lifecycle-apply.ts'
import { lifecycleOf, noticeCounts } from './rules/lifecycle-row.ts'
import { isAlive } from './rules/lifecycle-state.ts'
import { renewalPromise } from './rules/renewal.ts'
import { changeAt, type Next, nextDue, type Outlook, reminderDue } from './rules/schedule.ts'

/** What a round knows beside its rows. */
export interface Around {
  readonly now: number
  readonly books: RenewalBooks
  /** What kept everybody's steps from being taken: an outage, running or over. */
  readonly outage: Hold | null
  /** Of the rows without an open invoice; null where there are none. */
  readonly reads: RenewalReads | null
}

/** A row that nothing can be done about leaves the index for so long, so that nothing starves behind it. */
export const REVIEW_AFTER_MS = DAY_OF_24_HOURS

/** Nothing is open: what comes next depends on what the customer has agreed to by now. */
export const owesNothing = ({ state, invoiceState }: LateAccount): boolean => isAlive(state) && invoiceState !== 'issued'

export function decideAccount(account: LateAccount, around: Around): Step {
  const outlook = outlookOf(account, around)
  const { now, books } = around
  const only = (decision: Decision): Step => ({ account, decision, invoice: null })
  const wait = (because: string | null = null) => only(waitFor(account, outlook, now, because))
  if (!isAlive(account.state)) return wait()
  const { cancellation } = outlook.account
  if (cancellation !== null && now >= cancellation.endsAt) return only(endMove(account, termsOf(account, outlook, around), now))
  const { wish, promise, renewal, timeZone } = outlook
  if (wish !== null && now >= changeAt(wish, timeZone)) {
    const next = later(nextDue({ ...outlook, wish: null, term: wish.term }, now), now)
    return only(changeMove(account, wish, { terms: termsOf(account, outlook, around), catalog: books.catalog, next, now }))
  }
  if (owesNothing(account)) {
    if (account.state !== 'active' || cancellation !== null) return wait()
    const leaving = leaveStep(account, around.reads?.decisions.get(account.customer) ?? [], books, now)
    if (leaving !== null) return only(leaving)
    if (renewal === null) return wait('no_terms_bind')
    const step = renewalStep(account, outlook, renewal, around.reads, books, now)
    return 'decision' in step ? step : wait(step.reason === 'not_yet' ? null : step.reason)
  }
  if (promise === null) return wait(`unknown_terms ${account.termsVersion}`)
  const facts = lateFactsOf(outlook.account)
  const late = facts && decideLateUnder(outlook.account.hold, facts, promise, account.id, now)
  if (late !== null) return lateStep(account, outlook, late, now)
  const days = reminderDue(outlook, now)
  if (days === null || outlook.reminders === null) return wait()
  const next = later(nextDue({ ...outlook, reminders: { ...outlook.reminders, given: [days] } }, now), now)
  return only(reminderMove(account, days, next, now))
}

export function outlookOf(row: LateAccount, { now, books, outage, reads }: Around): Outlook {
  const { timeZone } = books.provider
  const bound = reads && owesNothing(row) ? renewalPromise(books.policies, reads.decisions.get(row.customer) ?? [], now, timeZone) : null
  const { term, nextPackage, nextTerm, nextFrom, issuedAt, reminded } = row
  return {
    account: lifecycleOf({ ...row, noticeFrom: noticeCounts(row, now) }, outage),
    term,
    wish: nextPackage === null || nextTerm === null || nextFrom === null ? null : { package: nextPackage, term: nextTerm, from: nextFrom },
    promise: row.termsVersion === null ? null : (books.promises(row.termsVersion) ?? null),
    renewal: bound?.ok ? bound.value : null,
    reminders: issuedAt === null ? null : { issuedAt, given: reminded === null ? [] : [reminded] },
    timeZone,
  }
}

/** The version that a step cites which no invoice pins: what binds, else what is in force. */
export function termsOf({ termsVersion }: LateAccount, { renewal }: Outlook, { now, books }: Around): string {
  return (
    termsVersion ?? renewal?.version ?? inForceAt(books.policies, 'terms', now, 'existing', books.provider.timeZone)?.version ?? 'unknown'
  )
}

/** What is due at once comes in the next run: at most one step of an account each. */
const later = (next: Next | null, now: number): Next =>
  next === null ? { action: 'review', at: now + REVIEW_AFTER_MS } : { ...next, at: Math.max(next.at, now + 1) }

function lateStep(account: LateAccount, outlook: Outlook, decision: LateDecision, now: number): Step {
  const after = applyEvent(outlook.account, decision.to, { type: decision.action }, now)
  const next = later(nextDue({ ...outlook, account: after }, now), now)
  const { suspendedAt, invoice } = account
  const termination =
    decision.action === 'terminate' && suspendedAt !== null && invoice !== null ? { account: account.id, invoice, suspendedAt } : undefined
  return { account, decision: lateMove(account, decision, next), invoice: null, ...(termination ? { termination } : {}) }
}

/** @param because where something is amiss: staff read in the log why nothing happens to the account. */
function waitFor(account: LateAccount, outlook: Outlook, now: number, because: string | null): Decision {
  if (because !== null) {
    console.error(JSON.stringify({ level: 'error', sweep: 'lifecycle', account: account.id, reason: because }))
    return waitMove(account, { action: 'review', at: now + REVIEW_AFTER_MS })
  }
  const next = nextDue(outlook, now)
  const { state } = account
  if (isAlive(state)) return waitMove(account, later(next, now))
  return waitMove(account, next)
}
