import { advance } from '../../worker/accounts/rules/lifecycle.ts'
import type { LifecycleAccount, LifecycleEvent, Standing } from '../../worker/accounts/rules/lifecycle-account.ts'
import type { LifecyclePromise } from '../../worker/accounts/rules/lifecycle-guards.ts'

export const at = (iso: string) => Date.parse(iso)
export const promise: LifecyclePromise = {
  version: '2026-12-15',
  late: { suspendAfterDays: 2, terminateAfterDays: 7 },
  order: { cancelAfterDays: 2 },
  timeZone: 'Asia/Jakarta',
  zoneAbbreviation: 'WIB',
}
export const renewal = { version: '2026-12-15', invoice: { leadDaysMonthly: 14, leadMonthsOther: 1 }, timeZone: 'Asia/Jakarta' }

export const account = (standing: Standing, changes: Partial<LifecycleAccount> = {}): LifecycleAccount => ({
  id: 'acc_1',
  standing,
  orderedAt: at('2026-03-10T03:00Z'),
  dueOn: '2027-03-10',
  openInvoice: { dueOn: '2027-03-10', overdueNoticeFrom: null, warningFrom: null },
  hold: null,
  violation: null,
  purgeBlocks: [],
  cancellation: null,
  ...changes,
})
export const SUSPENDED = at('2027-03-12T17:00Z')
export const ENDED = at('2027-03-19T17:00Z')
export const active = account({ state: 'active' })
export const suspended = account({ state: 'suspended', suspendedAt: SUSPENDED })
export const terminated = account({ state: 'terminated', endedAt: ENDED }, { openInvoice: null })
export const violation = { declaredAt: 0, reason: 'Phishing.', evidence: 'Ticket 1.' }
export const clear = (askedAt: number) => ({ says: 'clear', askedAt }) as const
export const paid: LifecycleEvent = { type: 'paid', stillOwed: 0, nextDueOn: '2028-03-10' }

export function moved(from: LifecycleAccount, event: LifecycleEvent, now: number) {
  const result = advance(from, event, promise, now)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}
