/** What is written when a backup or restore has ended, or can not be carried out (S7, S8): its row, the customer's notice, a task. */
import type { SQLWrapper } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { insertTask } from '../../tasks/changes.ts'
import { orderReason, queueOrders } from '../orders.ts'
import { endBackup, moveRestore, tellCustomer } from './changes.ts'
import type { BackupRow, RestoreRow } from './reads.ts'
import type { Cause } from './rules/causes.ts'
import { backupFailed, backupStored, backupUnclear, restoreDone, restoreFailed, restoreUnclear, type Told } from './rules/notices.ts'

export type BackupEnd =
  | { readonly state: 'stored'; readonly bytes: number | null }
  | { readonly state: 'failed'; readonly why: Cause }
  | { readonly state: 'unclear' }

export type RestoreEnd = { readonly state: 'done' } | { readonly state: 'failed'; readonly why: Cause } | { readonly state: 'unclear' }

type Writes = (commitId: string, at: number) => SQLWrapper[]

export interface EndingBackup {
  readonly backup: BackupRow
  readonly domain: string
}

export interface EndingRestore {
  readonly restore: RestoreRow
  readonly domain: string
  /** What stands on its invoice. */
  readonly paid: number | null
}

function backupTold({ backup, domain }: EndingBackup, end: BackupEnd): Told {
  if (end.state === 'stored') return backupStored(domain, end.bytes)
  return end.state === 'failed' ? backupFailed(domain, end.why, backup.startedAt !== null) : backupUnclear(domain)
}

export function endOfBackup(db: Db, ending: EndingBackup, end: BackupEnd): Writes {
  const { id, account, customer, slaVersion, reference } = ending.backup
  const told = backupTold(ending, end)
  const clause = { document: 'sla', version: slaVersion, id: 'S7' } as const
  const task = { kind: 'backup_outcome_unknown', subject: account, topic: id, customer, body: { backup: id, reference } } as const
  return (commitId, at) => [
    endBackup(db, commitId, at, id, end.state === 'unclear' ? { ...end, why: 'panel' } : end),
    ...tellCustomer(db, commitId, at, { customer, account, kind: `backup_${end.state}`, cycle: id, clause, told }),
    ...(end.state === 'unclear' ? [insertTask(db, commitId, at, task)] : []),
  ]
}

function restoreTold({ domain, paid }: EndingRestore, end: RestoreEnd): Told {
  if (end.state === 'done') return restoreDone(domain)
  return end.state === 'failed' ? restoreFailed(domain, end.why, paid ?? 0) : restoreUnclear(domain)
}

/** What was paid for one that failed is for a person: whose fault it was decides whether S8 gives it back. */
export function endOfRestore(db: Db, ending: EndingRestore, end: RestoreEnd): Writes {
  const { restore, paid } = ending
  const { id, account, customer, slaVersion, reference, invoice } = restore
  const told = restoreTold(ending, end)
  const clause = { document: 'sla', version: slaVersion, id: 'S8' } as const
  const body = { restore: id, reference, invoice, paidRupiah: paid ?? 0 }
  const kind = end.state === 'unclear' ? 'restore_outcome_unknown' : 'restore_failed'
  // One whose order had no answer has its task by then: one of a kind and topic is open at a time.
  const topic = end.state === 'unclear' ? 'restore' : id
  // One that never began and cost nothing is told of by the order that failed.
  const isForStaff = end.state === 'unclear' || (end.state === 'failed' && ((paid ?? 0) > 0 || restore.startedAt !== null))
  const why = end.state === 'done' ? null : end.state === 'failed' ? end.why : 'panel'
  return (commitId, at) => [
    moveRestore(db, commitId, restore, { state: end.state, endedAt: at, checkAt: null, why }),
    // The archive brings back the package of its day, and switches on what was switched off meanwhile (S14, S18).
    ...(restore.startedAt === null ? [] : [queueOrders(db, commitId, at, [{ account, order: 'align', reason: orderReason(clause) }])]),
    ...tellCustomer(db, commitId, at, { customer, account, kind: `restore_${end.state}`, cycle: id, clause, told }),
    ...(isForStaff ? [insertTask(db, commitId, at, { kind, subject: account, topic, customer, body })] : []),
  ]
}
