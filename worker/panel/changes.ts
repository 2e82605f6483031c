import { eq, sql } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { DAY_OF_24_HOURS } from '../shared/calendar.ts'
import type { PanelAccount, Usage } from './clients/panel.ts'
import type { Actual } from './rules/reconcile.ts'
import { panelAccounts, panelJobs } from './tables.ts'

/** How often the panel is asked unprompted. */
const REVIEW_EVERY_MS = DAY_OF_24_HOURS

/**
 * What the panel confirmed just now, and when it is asked again. An account it no longer has is not asked about, unless it is missed:
 * staff may bring it back.
 */
export function recordPanelState(
  db: Db,
  commitId: string,
  at: number,
  { account, username }: PanelAccount,
  actual: Actual,
  packageId: string,
  isMissed = false,
) {
  const present = actual.presence === 'present'
  const seen = {
    presence: actual.presence,
    suspended: present && actual.suspended,
    package: present ? actual.package : packageId,
    reviewAt: present || isMissed ? at + REVIEW_EVERY_MS : null,
    commitId,
  }
  return db
    .insert(panelAccounts)
    .values({ account, username, ...seen, createdAt: present ? at : null })
    .onConflictDoUpdate({
      target: panelAccounts.account,
      set: {
        ...seen,
        createdAt: present ? sql`coalesce(${panelAccounts.createdAt}, ${at})` : sql`${panelAccounts.createdAt}`,
        removedAt: present ? null : sql`coalesce(${panelAccounts.removedAt}, ${at})`,
      },
    })
}

/** Looked at again later although the panel gave no answer, so that nothing starves behind it. */
export function postponeReview(db: Db, account: string, reviewAt: number) {
  return db.update(panelAccounts).set({ reviewAt }).where(eq(panelAccounts.account, account))
}

export function recordUsage(db: Db, account: string, at: number, { diskBytes, inodes }: Usage) {
  return db.update(panelAccounts).set({ diskBytes, inodes, usageAt: at }).where(eq(panelAccounts.account, account))
}

interface NewJob {
  readonly id: string
  readonly account: string
  readonly kind: 'backup' | 'restore'
  readonly state: 'asked' | 'started'
  readonly reference: string | null
}

export function recordJob(db: Db, commitId: string, at: number, job: NewJob) {
  return db
    .insert(panelJobs)
    .values({ ...job, at, commitId })
    .onConflictDoUpdate({ target: panelJobs.id, set: { state: job.state, reference: job.reference, commitId } })
}

/** The panel certainly did not do it. */
export function forgetJob(db: Db, id: string) {
  return db.delete(panelJobs).where(eq(panelJobs.id, id))
}
