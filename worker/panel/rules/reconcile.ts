/**
 * What the hosting panel should hold of an account, compared with what it holds: the difference is what is done about it.
 * Asked before every act and after every uncertain one, so that doing it twice has the effect of doing it once.
 */
import type { AccountState } from '../../accounts/rules/state.ts'

/** All states an account’s row may be in; some belong to orders, cancellations and purges. */
export type PanelledState = AccountState | 'pending_payment' | 'purged' | 'order_cancelled' | 'cancelled'

export type Desired =
  | { readonly presence: 'absent' }
  | { readonly presence: 'present'; readonly suspended: boolean; readonly package: string }

export type Actual =
  | { readonly presence: 'absent' }
  | {
      readonly presence: 'present'
      readonly suspended: boolean
      /** Whether the suspension bears our mark; another one was set by a person at the panel, for reasons of their own. */
      readonly suspendedByUs: boolean
      readonly package: string
    }

export type Correction =
  | { readonly act: 'create'; readonly package: string }
  | { readonly act: 'suspend' }
  | { readonly act: 'unsuspend' }
  | { readonly act: 'change_package'; readonly package: string }
  | { readonly act: 'remove' }

/** What only a person may set right. */
export type Finding = 'panel_account_missing' | 'panel_account_left_over' | 'panel_suspended_by_other'

export interface Reconciliation {
  readonly corrections: readonly Correction[]
  readonly finding: Finding | null
}

/**
 * S14, S16: an account that is not paid for never becomes active; a late one is off, and its data stays, until the purge.
 * A terminated account’s data is removed by the purge alone (S11), so until then it is desired as suspended. S18: a violation
 * declared by staff keeps it off whatever is paid.
 */
export function desiredOf(account: { readonly state: PanelledState; readonly package: string; readonly inViolation: boolean }): Desired {
  switch (account.state) {
    case 'active':
    case 'overdue':
      return { presence: 'present', suspended: account.inViolation, package: account.package }
    case 'suspended':
    case 'terminated':
    case 'cancelled':
      return { presence: 'present', suspended: true, package: account.package }
    case 'pending_payment':
    case 'order_cancelled':
    case 'purged':
      return { presence: 'absent' }
  }
}

/** S11: what a removal order may remove. A termination that was undone meanwhile (paid in time, heard late) is not in it. */
export function mayRemove(state: PanelledState): boolean {
  return state === 'terminated' || state === 'cancelled' || state === 'order_cancelled' || state === 'purged'
}

/** S15: no backup or restore while the account is off; it is reactivated first. */
export function mayBackUp(state: PanelledState): boolean {
  return state === 'active' || state === 'overdue'
}

export interface Grounds {
  /** Whether the panel ever confirmed the account’s creation. */
  readonly createdBefore: boolean
  /** Whether a purge orders the removal (S11). A comparison alone never removes anything. */
  readonly mayRemove: boolean
}

const nothing: Reconciliation = { corrections: [], finding: null }
const found = (finding: Finding): Reconciliation => ({ corrections: [], finding })

/** At most one of the corrections destroys anything, and then it is the only one. */
export function reconcile(desired: Desired, actual: Actual, grounds: Grounds): Reconciliation {
  if (desired.presence === 'absent') {
    if (actual.presence === 'absent') return nothing
    return grounds.mayRemove ? { corrections: [{ act: 'remove' }], finding: null } : found('panel_account_left_over')
  }
  if (actual.presence === 'absent') {
    // Created anew it would be empty, and look as if all were well.
    if (grounds.createdBefore) return found('panel_account_missing')
    return desired.suspended ? nothing : { corrections: [{ act: 'create', package: desired.package }], finding: null }
  }
  if (desired.suspended) return actual.suspended ? nothing : { corrections: [{ act: 'suspend' }], finding: null }
  if (actual.suspended && !actual.suspendedByUs) return found('panel_suspended_by_other')
  return {
    corrections: [
      ...(actual.suspended ? [{ act: 'unsuspend' } as const] : []),
      ...(actual.package === desired.package ? [] : [{ act: 'change_package', package: desired.package } as const]),
    ],
    finding: null,
  }
}

/**
 * Of a panel that is told and cannot be asked: whether it is on or off is doubted, so that what is desired is said once more.
 * A message may have arrived although its answer was lost, and the account’s state have changed since.
 */
export function doubted(desired: Desired, actual: Actual): Actual {
  if (desired.presence === 'absent' || actual.presence === 'absent') return actual
  return { ...actual, suspended: !desired.suspended, suspendedByUs: true }
}

/** The panel after a correction; what it answers to the next question if all went well. */
export function corrected(actual: Actual, correction: Correction): Actual {
  switch (correction.act) {
    case 'create':
      return { presence: 'present', suspended: false, suspendedByUs: false, package: correction.package }
    case 'remove':
      return { presence: 'absent' }
    case 'suspend':
      return actual.presence === 'present' ? { ...actual, suspended: true, suspendedByUs: true } : actual
    case 'unsuspend':
      return actual.presence === 'present' ? { ...actual, suspended: false, suspendedByUs: false } : actual
    case 'change_package':
      return actual.presence === 'present' ? { ...actual, package: correction.package } : actual
  }
}
