import { addDays, type Day, type Instant, startOfDay } from '../../shared/calendar.ts'

export interface PaidAccount {
  readonly state: 'active'
  readonly dueOn: Day
  readonly openInvoice: null
  readonly overdueAt: null
  readonly suspendedAt: null
  readonly terminatedAt: null
  readonly nextAction: 'review'
  readonly nextActionAt: Instant
}

/**
 * S13, S14: an account whose open invoice is paid is active, whatever it was before, until the end of the period paid for; the
 * anniversary stays. Nothing is owed until the next invoice is issued. Should none be by the time the new due day has passed,
 * the account comes up for review instead of being forgotten.
 */
export function paidAccount(periodTo: Day, timeZone: string): PaidAccount {
  return {
    state: 'active',
    dueOn: periodTo,
    openInvoice: null,
    overdueAt: null,
    suspendedAt: null,
    terminatedAt: null,
    nextAction: 'review',
    nextActionAt: startOfDay(addDays(periodTo, 1), timeZone),
  }
}
