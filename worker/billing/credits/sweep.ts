import type { Context } from '../../context.ts'
import { type CreditSweepReport, creditVoidParts } from './actions.ts'

/** Door of the cron trigger: money on invoices that are void for good (S13). */
export function sweepCredits(context: Context): Promise<CreditSweepReport> {
  return creditVoidParts(context)
}
