/** Door of the cron trigger: a bounded number of jobs whose end is asked for, and of restores whose next step is due (S7, S8). */
import type { Context } from '../../context.ts'
import type { Panel } from '../clients/panel.ts'
import { advanceRestore } from './actions/advance.ts'
import { checkBackup, checkRestore } from './actions/jobs.ts'
import { dueBackups, dueRestores } from './reads.ts'

/** One or two calls each: well below what one tick may make. */
const MOST_JOBS = 20

export interface JobsReport {
  /** Jobs that have ended. */
  ended: number
  /** Restores that were ordered, or have lapsed. */
  run: number
  lapsed: number
}

export async function sweepJobs(context: Context, panel: Panel): Promise<JobsReport> {
  const { db, now } = context
  const report: JobsReport = { ended: 0, run: 0, lapsed: 0 }
  for (const due of await dueBackups(db, now, MOST_JOBS)) if (await checkBackup(context, panel, due)) report.ended++
  for (const due of await dueRestores(db, now, MOST_JOBS)) {
    if (due.restore.state === 'running') {
      if (await checkRestore(context, panel, due)) report.ended++
      continue
    }
    const done = await advanceRestore(context, due)
    if (done === 'run' || done === 'lapsed') report[done]++
  }
  return report
}
