/** Door of the cron trigger: compares a bounded number of accounts with the panel, each once a day, and corrects what differs. */
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { mint } from '../mint.ts'
import { HOUR } from '../shared/calendar.ts'
import { alignAccount } from './actions.ts'
import { noteUsage } from './backups/actions/usage.ts'
import { jobsUnderWay } from './backups/reads.ts'
import { type JobsReport, sweepJobs } from './backups/sweep.ts'
import { postponeReview } from './changes.ts'
import { panelOf } from './clients/chosen.ts'
import type { Panel } from './clients/panel.ts'
import { alignedWrites } from './queue.ts'
import { dueReviews } from './reads.ts'

/** Two calls each: well below what one tick may make, and below what a panel minds. */
const MOST_ACCOUNTS = 25

export interface ReviewReport {
  reviewed: number
  corrected: number
  findings: number
  failed: number
  /** Customers told that their capacity is nearly or wholly used (S9). */
  warned: number
}

/** First what customers wait for, then the comparison. */
export async function reviewPanel(context: Context, panel: Panel = panelOf(context.env)): Promise<ReviewReport & JobsReport> {
  const jobs = await sweepJobs(context, panel)
  return { ...(await compare(context, panel)), ...jobs }
}

async function compare(context: Context, panel: Panel): Promise<ReviewReport> {
  const report: ReviewReport = { reviewed: 0, corrected: 0, findings: 0, failed: 0, warned: 0 }
  // A panel that cannot be asked has nothing to compare with.
  if (panel.certainty !== 'asked' && panel.name !== 'rehearsal') return report
  for (const { account } of await dueReviews(context.db, context.now, MOST_ACCOUNTS)) {
    const unreachable = await review(context, panel, account, report)
    // Whoever does not answer once will not answer 24 times more in the same minute.
    if (unreachable) break
  }
  return report
}

async function review(context: Context, panel: Panel, account: string, report: ReviewReport): Promise<boolean> {
  const { db, now } = context
  const id = mint('commit', now)
  // While a restore runs the panel may not have the account at all, which means nothing.
  if (await jobsUnderWay(db, account)) {
    await commit(db, { id, at: now, writes: [postponeReview(db, account, now + HOUR)] })
    return false
  }
  const order = { id, reason: 'daily comparison', at: now }
  const aligned = await alignAccount(context, panel, account, order)
  if (!aligned.ok) {
    report.failed++
    console.error(JSON.stringify({ level: 'error', sweep: 'panel', account, ...aligned.failure }))
    await commit(db, { id, at: now, writes: [postponeReview(db, account, now + HOUR)] })
    return aligned.failure.reason === 'panel_unreachable' || aligned.failure.reason === 'panel_timeout'
  }
  await commit(db, { id, at: now, writes: alignedWrites(db, id, now, aligned.value) })
  const usage = await panel.usage(aligned.value.facts.account)
  if (usage.ok && usage.value) report.warned += await noteUsage(context, aligned.value.facts, usage.value)
  report.reviewed++
  report.corrected += aligned.value.done.length
  report.findings += aligned.value.finding ? 1 : 0
  return false
}
