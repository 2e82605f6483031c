import type { Db } from '../../context.ts'
import type { Instant } from '../../shared/calendar.ts'
import type { AppliedCredit } from '../rules/credit.ts'
import { credits, creditUses } from './tables.ts'

export function insertCredit(db: Db, credit: typeof credits.$inferInsert) {
  return db.insert(credits).values(credit)
}

export interface CreditSpending {
  readonly use: (typeof creditUses.$inferInsert)['use']
  readonly subject: string
  readonly at: Instant
  readonly commitId: string
}

/** Joins the commit; a commit that would spend what another spent meanwhile is a lost race. */
export function spendCredits(db: Db, applied: readonly AppliedCredit[], spending: CreditSpending) {
  return applied.length === 0 ? [] : [db.insert(creditUses).values(applied.map((part) => ({ ...part, ...spending })))]
}
