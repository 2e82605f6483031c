import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import { accounts } from '../../accounts/tables.ts'
import { invoices } from '../../billing/tables.ts'
import type { Db } from '../../context.ts'
import { panelAccounts } from '../tables.ts'
import { backups, restores } from './tables.ts'

/** More than a customer can have of a week or month, with room for those that failed. */
const MOST_SHOWN = 100

/** Another customer's account is not found. */
export function myAccountQuery(db: Db, customer: string, id: string) {
  return db
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, id), eq(accounts.customer, customer)))
}

/** Newest first. */
export function backupsQuery(db: Db, account: string) {
  return db
    .select()
    .from(backups)
    .where(eq(backups.account, account))
    .orderBy(desc(backups.requestedAt), desc(backups.id))
    .limit(MOST_SHOWN)
}

/** Newest first. */
export function restoresQuery(db: Db, account: string) {
  return db
    .select()
    .from(restores)
    .where(eq(restores.account, account))
    .orderBy(desc(restores.requestedAt), desc(restores.id))
    .limit(MOST_SHOWN)
}

export function recordedUsageQuery(db: Db, account: string) {
  const { diskBytes, inodes, usageAt } = panelAccounts
  return db.select({ diskBytes, inodes, usageAt }).from(panelAccounts).where(eq(panelAccounts.account, account))
}

export type BackupRow = typeof backups.$inferSelect
export type RestoreRow = typeof restores.$inferSelect

/** A job under way with the domain that its notice names. */
export async function backupOf(db: Db, id: string) {
  const rows = await db
    .select({ backup: backups, domain: accounts.domain })
    .from(backups)
    .innerJoin(accounts, eq(accounts.id, backups.account))
    .where(eq(backups.id, id))
  return rows[0]
}

export async function restoreOf(db: Db, id: string) {
  const rows = await db
    .select({ restore: restores, domain: accounts.domain, paid: invoices.paidAmount })
    .from(restores)
    .innerJoin(accounts, eq(accounts.id, restores.account))
    .leftJoin(invoices, eq(invoices.id, restores.invoice))
    .where(eq(restores.id, id))
  return rows[0]
}

export function dueBackups(db: Db, now: number, most: number) {
  return db
    .select({ backup: backups, account: accounts })
    .from(backups)
    .innerJoin(accounts, eq(accounts.id, backups.account))
    .where(lte(backups.checkAt, now))
    .orderBy(asc(backups.checkAt))
    .limit(most)
}

export type DueBackup = Awaited<ReturnType<typeof dueBackups>>[number]

/** With everything that its next step is decided by. */
export function dueRestores(db: Db, now: number, most: number) {
  return db
    .select({
      restore: restores,
      account: accounts,
      archive: backups.state,
      invoice: { id: invoices.id, state: invoices.state, paidAmount: invoices.paidAmount, dueOn: invoices.dueOn },
    })
    .from(restores)
    .innerJoin(accounts, eq(accounts.id, restores.account))
    .innerJoin(backups, eq(backups.id, restores.backup))
    .leftJoin(invoices, eq(invoices.id, restores.invoice))
    .where(lte(restores.checkAt, now))
    .orderBy(asc(restores.checkAt))
    .limit(most)
}

export type DueRestore = Awaited<ReturnType<typeof dueRestores>>[number]

/** Whether the panel is at work on the account. */
export async function jobsUnderWay(db: Db, account: string): Promise<boolean> {
  const found = await db.all(sql`SELECT 1 FROM backups WHERE account = ${account} AND state IN ('asked', 'started')
    UNION ALL SELECT 1 FROM restores WHERE account = ${account} AND state = 'running' LIMIT 1`)
  return found.length > 0
}
