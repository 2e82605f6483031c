/** Orders to the panel: rows of the outbox, written in the commit of the decision that orders them. */
import * as z from 'zod'
import type { Db } from '../context.ts'
import { outbox } from '../db/tables.ts'
import { canonical } from '../shared/canonical.ts'

/**
 * `align`: bring the panel to what the account’s state asks for, whatever that is by then; so orders may come late or twice.
 * `remove`: the purge (S11). `job`: the backup or restore that a customer asked for. `reason` names the clause: it stands at the panel, where its staff read it.
 */
export const PanelOrder = z.object({
  order: z.enum(['align', 'remove', 'backup', 'restore']),
  reason: z.string().max(200),
  job: z.string().max(64).optional(),
})
export type PanelOrder = z.infer<typeof PanelOrder>

/** Joins the commit. */
export function queueOrders(db: Db, commitId: string, at: number, list: readonly ({ readonly account: string } & PanelOrder)[]) {
  return db
    .insert(outbox)
    .values(list.map(({ account, ...order }) => ({ kind: 'panel', subject: account, body: canonical(order), commitId, createdAt: at })))
}

/** As in `terms 2024-11-01 S14`. */
export function orderReason(clause: { readonly document: string; readonly version: string; readonly id: string }): string {
  return `${clause.document} ${clause.version} ${clause.id}`
}
