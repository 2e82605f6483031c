import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { mint } from '../mint.ts'
import { catalog, policies, provider } from '../policies/generated.ts'
import { HOUR } from '../shared/calendar.ts'
import { advanceLateAccounts, type LateSweepReport } from './actions.ts'
import { recordGoodSweep } from './breaker/changes.ts'
import { type BreakerReads, lastGoodSweep } from './breaker/reads.ts'
import { recordSweepOutage } from './outages/changes.ts'
import { sweepOutage } from './rules/hold.ts'
import { promiseBook } from './rules/promise.ts'

const promises = promiseBook(policies, provider)

/** Of a sweep that runs every minute it is enough to know by the hour when it last went well; it then writes nothing in between. */
const RECORD_AFTER_MS = HOUR

/** Door of the cron trigger: whatever is due of accounts (S11, S13, S14, S17). */
export async function sweepLateAccounts(context: Context): Promise<LateSweepReport> {
  const last = await lastGoodSweep(context.db)
  await rememberOutage(context, last)
  const report = await advanceLateAccounts(context, {
    ...{ promises, policies, catalog, provider },
    newCommitId: () => mint('commit', context.now),
    newInvoiceId: () => mint('invoice', context.now),
  })
  await rememberGoodSweep(context, last)
  return report
}

/** S14: while the sweep was away nobody was told anything in time. That is asked of the wall clock: a test clock that jumps is no outage. */
async function rememberOutage({ db, now, wallClock }: Context, last: BreakerReads['goodSweep']): Promise<void> {
  if (last === null || sweepOutage(last.wallClock, wallClock) === null || last.at >= now) return
  const id = mint('commit', now)
  console.error(JSON.stringify({ level: 'error', sweep: 'lifecycle', awaySince: last.at }))
  await commit(db, { id, at: now, writes: [recordSweepOutage(db, id, last.at, now)] })
}

async function rememberGoodSweep({ db, now, wallClock }: Context, last: BreakerReads['goodSweep']): Promise<void> {
  if (last !== null && wallClock - last.wallClock < RECORD_AFTER_MS) return
  await commit(db, { id: mint('commit', now), at: now, writes: [recordGoodSweep(db, now, wallClock)] })
}
