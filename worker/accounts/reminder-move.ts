/** S13: a reminder before the due date, as it is written. It changes nothing of the account but what it waits for next. */
import type { Decision } from '../bulk-commit.ts'
import { canonical } from '../shared/canonical.ts'
import { waitMove } from './late-move.ts'
import type { LateAccount } from './reads.ts'
import type { Next } from './rules/schedule.ts'

/** @param days how many days before the due day it speaks. */
export function reminderMove(account: LateAccount, days: number, next: Next, now: number): Decision {
  const { id, customer, domain, invoice, invoiceDueOn: dueOn, amount, paidAmount, termsVersion } = account
  const clause = { document: 'terms', version: termsVersion, id: 'S13' }
  const owedRupiah = (amount ?? 0) - (paidAmount ?? 0)
  return {
    ...waitMove(account, next),
    event: { type: 'account.reminded', body: canonical({ clause, invoice, days, dueOn, owedRupiah, next }) },
    notice: {
      ...{ customer, kind: 'reminder', cycle: `${invoice}:${days}` },
      body: canonical({ clause, account: id, domain, dueOn, owedRupiah, days, at: now }),
    },
  }
}
