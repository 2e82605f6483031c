/**
 * S8: so many restores a calendar month free, by the day of the request in the provider's zone; a further one at a price per
 * gigabyte, pro rata to the stored archive, rounded down to the rupiah: quoted first, invoiced then, run once paid.
 * S15: none while the account is suspended for lateness.
 */
import type { Terms } from '../../../content/schema.ts'
import { isAlive, type LifecycleState } from '../../accounts/rules/lifecycle-state.ts'
import { shareDown } from '../../billing/rules/proration.ts'
import { addMonths, type Day, dayOf, type Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { GIGABYTE } from './backup.ts'

export interface Archive {
  readonly id: string
  readonly bytes: number
}

export interface RestoreFacts {
  readonly state: LifecycleState
  readonly openInvoice: string | null
  /** The stored backup; each overwrites the last, so there is one or none. */
  readonly archive: Archive | null
  /** Days of earlier requests for a free restore. One that failed through no fault of the customer's is not among them. */
  readonly freeRequestedOn: readonly Day[]
}

export type RestoreQuote =
  | { readonly kind: 'free'; readonly archive: string; readonly used: number; readonly free: number; readonly clause: 'S8' }
  | {
      readonly kind: 'priced'
      readonly archive: string
      readonly bytes: number
      /** As the version states it; whether tax is in it says provider.yaml, as for every price. */
      readonly price: Rupiah
      readonly used: number
      readonly free: number
      readonly nextFreeOn: Day
      readonly clause: 'S8'
    }

export type RestoreRefusal =
  | { readonly reason: 'no_running_account'; readonly state: LifecycleState; readonly clause: 'S8' }
  | { readonly reason: 'suspended_as_overdue'; readonly clause: 'S15'; readonly invoice: string | null }
  | { readonly reason: 'no_backup'; readonly clause: 'S8' }

/** S8: the archive's size × the price per gigabyte of 10^9 bytes, rounded down to the rupiah. */
export function restorePrice(bytes: number, pricePerGigabyte: Rupiah): Rupiah {
  return shareDown(bytes, pricePerGigabyte, GIGABYTE)
}

/** S8, S15: what a restore asked for now costs. An archive so small that its price rounds down to nothing is free. */
export function quoteRestore(
  facts: RestoreFacts,
  restore: Terms['sla']['restore'],
  now: Instant,
  timeZone: string,
): Result<RestoreQuote, RestoreRefusal> {
  const { archive } = facts
  const refusal = refuse(facts)
  if (refusal !== null) return fail(refusal)
  if (archive === null) return fail({ reason: 'no_backup', clause: 'S8' })
  const firstOfMonth = `${dayOf(now, timeZone).slice(0, 7)}-01`
  const nextFreeOn = addMonths(firstOfMonth, 1)
  const used = facts.freeRequestedOn.filter((day) => day >= firstOfMonth && day < nextFreeOn).length
  const counts = { archive: archive.id, used, free: restore.freePerMonth, clause: 'S8' } as const
  const price = restorePrice(archive.bytes, restore.pricePerGigabyteRupiah)
  if (used < restore.freePerMonth || price === 0) return ok({ kind: 'free', ...counts })
  return ok({ kind: 'priced', ...counts, bytes: archive.bytes, price, nextFreeOn })
}

function refuse({ state, openInvoice }: Pick<RestoreFacts, 'state' | 'openInvoice'>): RestoreRefusal | null {
  if (!isAlive(state)) return { reason: 'no_running_account', state, clause: 'S8' }
  return state === 'suspended' ? { reason: 'suspended_as_overdue', clause: 'S15', invoice: openInvoice } : null
}

export interface RestoreRequest {
  /** The archive that was quoted, and the one stored now. */
  readonly quoted: string
  readonly stored: string | null
  /** Null: the restore is free, or the customer has not taken up the quote. */
  readonly invoice: { readonly id: string; readonly paid: boolean } | null
  readonly price: Rupiah
  readonly done: boolean
}

export type RestoreStep =
  | { readonly step: 'issue_invoice' }
  | { readonly step: 'wait_for_payment'; readonly invoice: string }
  | { readonly step: 'run' }
  | { readonly step: 'wait_for_reactivation'; readonly clause: 'S15'; readonly invoice: string | null }
  /** The quoted archive was overwritten, or the account has ended: an open invoice is void, what was paid is credit. */
  | { readonly step: 'lapse'; readonly credit: Rupiah }
  | { readonly step: 'none' }

/** S8, S15: the next step of an accepted quote. What was paid for waits out a suspension and is not lost. */
export function nextRestoreStep(request: RestoreRequest, account: Pick<RestoreFacts, 'state' | 'openInvoice'>): RestoreStep {
  const { quoted, stored, invoice, price, done } = request
  if (done) return { step: 'none' }
  if (stored !== quoted || !isAlive(account.state)) return { step: 'lapse', credit: invoice?.paid === true ? price : 0 }
  if (price > 0 && invoice === null) return { step: 'issue_invoice' }
  if (price > 0 && invoice?.paid === false) return { step: 'wait_for_payment', invoice: invoice.id }
  if (account.state === 'suspended') return { step: 'wait_for_reactivation', clause: 'S15', invoice: account.openInvoice }
  return { step: 'run' }
}
