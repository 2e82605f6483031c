/**
 * Outbox rows of kind `step`: one row a move of the bulk sweep, so that what a sweep writes stays within its budget. It orders the
 * notice's mail, the panel's alignment and the closing of the invoice; each must be able to fail and be repeated apart from the
 * others. So the row becomes the mail's own, under the commit that posted the notice, and the panel's order is a row beside it.
 */
import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { closeInvoiceOfEnded } from './billing/invoice-closing.ts'
import { commit } from './commit.ts'
import type { Context } from './context.ts'
import type { OutboxRow } from './db/outbox.ts'
import { mint } from './mint.ts'
import { queueOrders } from './panel/orders.ts'

const StepOrder = z.object({
  notice: z.object({ customer: z.string(), kind: z.string(), cycle: z.string() }),
  /** The clause that the panel's order cites; null: nothing changes at the panel. */
  panel: z.string().nullable(),
  /** Invoice that is void from here on, since its account has ended (S13, S14). */
  closes: z.string().nullable(),
})
export type StepOrder = z.infer<typeof StepOrder>

/** @returns false when another attempt was faster. */
export async function splitStep({ db, now }: Context, row: OutboxRow): Promise<boolean> {
  const { notice, panel, closes } = StepOrder.parse(JSON.parse(row.body))
  const id = mint('commit', now)
  const done = await commit(db, {
    id,
    at: now,
    guard: { statement: becomeMail(row, JSON.stringify({ notice })), expected: 1 },
    writes: [
      ...(panel === null ? [] : [queueOrders(db, id, now, [{ account: row.subject, order: 'align', reason: panel }])]),
      ...(closes === null ? [] : [closeInvoiceOfEnded(db, closes, id)]),
    ],
  })
  return done.ok
}

/** A row that keeps its number and commit keeps what the mail is known by; it is new to the queue. */
function becomeMail({ id, commitId, attempts }: OutboxRow, body: string): SQL {
  return sql`UPDATE outbox SET kind = 'mail', body = ${body}, attempts = 0, due_at = 0
    WHERE id = ${id} AND commit_id = ${commitId} AND attempts = ${attempts} AND kind = 'step'`
}
