import type { Context } from '../context.ts'
import { mint } from '../mint.ts'
import { catalog, policies, provider } from '../policies/generated.ts'
import { advanceLateAccounts, type LateSweepReport } from './actions.ts'
import { promiseBook } from './rules/promise.ts'

const promises = promiseBook(policies, provider)

/** Door of the cron trigger: renewal invoices and lateness (S13, S14). */
export function sweepLateAccounts(context: Context): Promise<LateSweepReport> {
  return advanceLateAccounts(context, {
    ...{ promises, policies, catalog, provider },
    newCommitId: () => mint('commit', context.now),
    newInvoiceId: () => mint('invoice', context.now),
  })
}
