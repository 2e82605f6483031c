import type { Terms } from '../../../content/schema.ts'
import { addMonths, type Day } from '../../shared/calendar.ts'

/** States an account can be in today. Orders, purges and cancellations add theirs; the table's CHECK already has room for them. */
export const ACCOUNT_STATES = ['active', 'overdue', 'suspended', 'terminated'] as const
export type AccountState = (typeof ACCOUNT_STATES)[number]

export const BILLING_TERMS = ['monthly', 'yearly'] as const
export type BillingTerm = (typeof BILLING_TERMS)[number]

/** What one published version of the terms promises about time, and the calendar in which it is counted. */
export interface LatePromise {
  /** Label of the version, e.g. `2024-11-01`. */
  readonly version: string
  readonly late: Terms['terms']['late']
  readonly timeZone: string
  /** How the zone is written after a time, e.g. `WIB`. */
  readonly zoneAbbreviation: string
}

/**
 * S13: the day on which the period after this one falls due. The anniversary keeps the original day where the month has it:
 * 31 January, 28 February, 31 March; 29 February 2028, 28 February 2029, 29 February 2032.
 */
export function nextDueOn(dueOn: Day, term: BillingTerm, anniversaryDay: number): Day {
  return addMonths(dueOn, term === 'monthly' ? 1 : 12, anniversaryDay)
}

/**
 * What an account's `next_action` can order. `review`: looked at then, and the right step taken or scheduled. `expire_order` and
 * `purge` belong to sweeps of their own; `await_release`: its termination waits for a person (the breaker).
 */
export const NEXT_ACTIONS = [
  'expire_order',
  'issue_invoice',
  'remind',
  'apply_change',
  'end_term',
  'mark_overdue',
  'post_overdue_notice',
  'suspend',
  'post_termination_warning',
  'terminate',
  'await_release',
  'purge',
  'review',
] as const
export type NextAction = (typeof NEXT_ACTIONS)[number]
