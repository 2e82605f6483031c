import { asc, eq, lte } from 'drizzle-orm'
import { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import type { PanelAccount } from './clients/panel.ts'
import type { Actual, PanelledState } from './rules/reconcile.ts'
import { panelUsername } from './rules/username.ts'
import { panelAccounts, panelJobs } from './tables.ts'

export interface PanelFacts {
  readonly state: PanelledState
  readonly package: string
  readonly customer: string
  /** Whether staff have declared a violation. */
  readonly inViolation: boolean
  readonly createdBefore: boolean
  readonly account: PanelAccount
}

/** The account and what the panel last confirmed of it; undefined for an account that is not ours. */
export async function panelFacts(db: Db, account: string): Promise<PanelFacts | undefined> {
  const rows = await db
    .select({
      state: accounts.state,
      package: accounts.package,
      customer: accounts.customer,
      violationAt: accounts.violationAt,
      domain: accounts.domain,
      username: panelAccounts.username,
      presence: panelAccounts.presence,
      suspended: panelAccounts.suspended,
      confirmedPackage: panelAccounts.package,
      createdAt: panelAccounts.createdAt,
      diskBytes: panelAccounts.diskBytes,
      inodes: panelAccounts.inodes,
    })
    .from(accounts)
    .leftJoin(panelAccounts, eq(panelAccounts.account, accounts.id))
    .where(eq(accounts.id, account))
  const [row] = rows
  if (row === undefined) return undefined
  const { state, package: packageId, customer, domain, createdAt, diskBytes, inodes } = row
  const usage = diskBytes === null || inodes === null ? null : { diskBytes, inodes }
  const username = row.username ?? panelUsername(account)
  return {
    state,
    package: packageId,
    customer,
    inViolation: row.violationAt !== null,
    createdBefore: createdAt !== null,
    account: { account, username, domain, recorded: recordedOf(row), usage },
  }
}

interface RecordedRow {
  readonly presence: 'present' | 'absent' | null
  readonly suspended: boolean | null
  readonly confirmedPackage: string | null
}

/** What was suspended on our word is suspended by us. */
function recordedOf({ presence, suspended, confirmedPackage }: RecordedRow): Actual | null {
  if (presence === null || suspended === null || confirmedPackage === null) return null
  return presence === 'absent' ? { presence } : { presence, suspended, suspendedByUs: suspended, package: confirmedPackage }
}

/** Accounts whose comparison is due, longest due first. */
export function dueReviews(db: Db, now: number, most: number): Promise<{ account: string }[]> {
  return db
    .select({ account: panelAccounts.account })
    .from(panelAccounts)
    .where(lte(panelAccounts.reviewAt, now))
    .orderBy(asc(panelAccounts.reviewAt))
    .limit(most)
}

export async function jobOf(db: Db, id: string) {
  const rows = await db.select().from(panelJobs).where(eq(panelJobs.id, id))
  return rows[0]
}
