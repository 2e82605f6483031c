import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { mailNotice, type NewNotice } from '../../db/changes.ts'
import type { Levels } from '../rules/usage.ts'
import { panelAccounts } from '../tables.ts'
import type { Cause } from './rules/causes.ts'
import type { Told } from './rules/notices.ts'
import { nextCheckAt } from './rules/timing.ts'
import { backups, restores } from './tables.ts'

export function insertBackup(db: Db, row: typeof backups.$inferInsert) {
  return db.insert(backups).values(row)
}

export function insertRestore(db: Db, row: typeof restores.$inferInsert) {
  return db.insert(restores).values(row)
}

/** The panel has begun: what was stored is being overwritten (S7), and restores from it are looked at again. */
export function startBackup(db: Db, commitId: string, at: number, id: string, reference: string) {
  const mine = sql`account = (SELECT account FROM backups WHERE id = ${id} AND state = 'asked')`
  return [
    sql`UPDATE restores SET check_at = ${at}, commit_id = ${commitId} WHERE state IN ('quoted', 'waiting_payment', 'waiting') AND ${mine}`,
    sql`UPDATE backups SET state = 'overwritten', commit_id = ${commitId} WHERE state = 'stored' AND ${mine}`,
    db
      .update(backups)
      .set({ state: 'started', reference, startedAt: at, checkAt: nextCheckAt(at, at), commitId })
      .where(and(eq(backups.id, id), eq(backups.state, 'asked'))),
  ]
}

type BackupEnd = { readonly state: 'stored'; readonly bytes: number | null } | { readonly state: 'failed' | 'unclear'; readonly why: Cause }

/** The guard of the commit that records how it ended: once. */
export function endBackup(db: Db, commitId: string, at: number, id: string, end: BackupEnd) {
  return db
    .update(backups)
    .set({ ...end, endedAt: at, checkAt: null, commitId })
    .where(and(eq(backups.id, id), inArray(backups.state, ['asked', 'started'])))
}

export function checkBackupAt(db: Db, commitId: string, id: string, checkAt: number) {
  return db.update(backups).set({ checkAt, commitId }).where(eq(backups.id, id))
}

type RestoreSet = Partial<typeof restores.$inferInsert>

/** A restore, if it is still in the state that was read. */
export function moveRestore(
  db: Db,
  commitId: string,
  read: { readonly id: string; readonly state: (typeof restores.$inferSelect)['state'] },
  set: RestoreSet,
) {
  return db
    .update(restores)
    .set({ ...set, commitId })
    .where(and(eq(restores.id, read.id), eq(restores.state, read.state)))
}

/** The panel has begun. */
export function startRestore(db: Db, commitId: string, at: number, id: string, reference: string) {
  return moveRestore(db, commitId, { id, state: 'running' }, { reference, startedAt: at, checkAt: nextCheckAt(at, at) })
}

/**
 * S8: for the commit that covers the restore's invoice, after its account is moved: it runs at once where the account is on and
 * nothing else of it is under way; otherwise it waits.
 */
export function runPaidRestore(commitId: string, at: number, invoice: string) {
  const runnable = sql`EXISTS (SELECT 1 FROM accounts WHERE accounts.id = restores.account AND accounts.state IN ('active', 'overdue'))
    AND EXISTS (SELECT 1 FROM backups WHERE backups.id = restores.backup AND backups.state = 'stored')
    AND NOT EXISTS (SELECT 1 FROM backups WHERE backups.account = restores.account AND backups.state IN ('asked', 'started'))
    AND NOT EXISTS (SELECT 1 FROM restores AS other WHERE other.account = restores.account AND other.state = 'running')`
  return [
    sql`UPDATE restores SET state = iif(${runnable}, 'running', 'waiting'), check_at = iif(${runnable}, NULL, ${at}), commit_id = ${commitId}
      WHERE invoice = ${invoice} AND state = 'waiting_payment'`,
    sql`INSERT INTO outbox (kind, subject, body, commit_id, created_at)
      SELECT 'panel', account, json_object('job', id, 'order', 'restore', 'reason', 'sla ' || sla_version || ' S8'), ${commitId}, ${at}
      FROM restores WHERE invoice = ${invoice} AND commit_id = ${commitId} AND state = 'running'`,
  ]
}

/** The levels at which usage now stands, if they are still those that were read: nobody is warned twice. */
export function moveLevels(db: Db, commitId: string, account: string, before: Levels, levels: Levels) {
  return db
    .update(panelAccounts)
    .set({ diskLevel: levels.disk, inodesLevel: levels.inodes, commitId })
    .where(
      and(
        eq(panelAccounts.account, account),
        sql`${panelAccounts.diskLevel} IS ${before.disk}`,
        sql`${panelAccounts.inodesLevel} IS ${before.inodes}`,
      ),
    )
}

interface JobNotice {
  readonly customer: string
  readonly account: string
  readonly kind: string
  /** Id of the backup or restore, or what else makes it one of its kind. */
  readonly cycle: string
  readonly clause: { readonly document: 'sla' | 'terms'; readonly version: string; readonly id: string }
  readonly told: Told
}

/** Posted to the inbox and ordered as mail. */
export function tellCustomer(db: Db, commitId: string, at: number, { customer, account, kind, cycle, clause, told }: JobNotice) {
  const notice: NewNotice = { customer, subject: account, kind, cycle, body: { ...told, clause } }
  return mailNotice(db, commitId, at, notice)
}
