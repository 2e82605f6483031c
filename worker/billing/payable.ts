/** Until when an invoice can be paid, and what is still asked for it (S13, S16). */
import { isAlive, type LifecycleState } from '../accounts/rules/lifecycle-state.ts'
import { orderCancellableAt } from '../accounts/rules/order.ts'
import { policies, provider } from '../policies/generated.ts'
import { versionNamed } from '../policies/rules/version.ts'
import { DAY_OF_24_HOURS } from '../shared/calendar.ts'
import type { InvoiceState } from './rules/invoice.ts'

export interface Payable {
  readonly account: {
    readonly state: LifecycleState
    readonly createdAt: number
    readonly nextAction: string | null
    readonly nextActionAt: number | null
  }
  readonly invoice: {
    readonly state: InvoiceState
    readonly termsVersion: string
    readonly amount: number
    readonly paidAmount: number
  }
}

/** S16: money that comes after the end is kept, so no page is open beyond an end that is known; one that waits is none yet. */
function beforeItsEnd({ nextAction, nextActionAt }: Payable['account'], until: number, now: number): number {
  const ends = nextAction === 'terminate' || nextAction === 'end_term'
  return ends && nextActionAt !== null && nextActionAt > now ? Math.min(until, nextActionAt) : until
}

/** S13, S16: until when a page to pay it may stay open; null: of what has ended nobody asks for money. */
export function payableUntil({ invoice, account }: Payable, now: number): number | null {
  if (invoice.state !== 'issued') return null
  if (isAlive(account.state)) return beforeItsEnd(account, now + DAY_OF_24_HOURS, now)
  const terms = versionNamed(policies, 'terms', invoice.termsVersion)
  if (account.state !== 'pending_payment' || terms === undefined) return null
  const endsAt = orderCancellableAt(account.createdAt, { version: terms.version, order: terms.terms.order, timeZone: provider.timeZone })
  return endsAt > now ? endsAt : null
}

/** 0 where nobody asks for it: paid, void, or of an account that has ended. */
export function owedNow(payable: Payable, now: number): number {
  return payableUntil(payable, now) === null ? 0 : payable.invoice.amount - payable.invoice.paidAmount
}
