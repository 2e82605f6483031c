import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { mint } from '../mint.ts'
import { canonical } from '../shared/canonical.ts'
import { tasks } from './tables.ts'

export type TaskKind =
  | 'mail_undeliverable'
  | 'panel_given_up'
  | 'panel_account_missing'
  | 'panel_account_left_over'
  | 'panel_suspended_by_other'
  | 'restore_outcome_unknown'
  | 'terminations_stopped'
  | 'backup_outcome_unknown'
  | 'restore_failed'
  /** Paid in time for data that is gone (S13); kept after the end (S16); an end that a payment undid; money of an ended contract. */
  | 'refund_owed'
  | 'money_kept'
  | 'end_undone'
  | 'money_without_contract'
  | 'chargeback'
  /** Long unpaid, and no gateway gives the answer that would end it. */
  | 'order_stays'
  | 'purge_failed'
  /** No panel is connected: what a purge is to delete a person deletes. */
  | 'purge_by_hand'
  | 'purge_gateway_unclear'

export interface NewTask {
  readonly kind: TaskKind
  readonly subject: string
  readonly topic?: string
  readonly customer?: string | null
  readonly body: object
}

/** Joins the commit. While a task of that kind, subject and topic is open, another one is not made. */
export function insertTask(db: Db, commitId: string, at: number, { body, customer = null, ...task }: NewTask) {
  return db
    .insert(tasks)
    .values({ ...task, id: mint('task', at), customer, body: canonical(body), createdAt: at, commitId })
    .onConflictDoNothing()
}

/** Joins the commit that did what the tasks asked for. */
export function finishTasks(
  db: Db,
  commitId: string,
  at: number,
  { subject, topic, kinds }: { readonly subject: string; readonly topic: string; readonly kinds: readonly TaskKind[] },
  by: string,
) {
  return db
    .update(tasks)
    .set({ doneAt: at, doneBy: by, commitId })
    .where(and(eq(tasks.subject, subject), eq(tasks.topic, topic), inArray(tasks.kind, [...kinds]), isNull(tasks.doneAt)))
}
