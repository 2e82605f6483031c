/**
 * The rows of `steps`, split: of each account a mail under the commit that posted its notice, an order to the panel, and its closed
 * invoice. Each can then fail and be repeated apart from the others. A row goes in the commit that splits it, so a crash loses none
 * and a second tick finds nothing left.
 */
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { countTerminations } from '../accounts/breaker/changes.ts'
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { mint } from '../mint.ts'
import { steps } from './tables.ts'

/** A round of a sweep makes one; what is left of a flood goes with the next tick. */
const MOST_ROWS = 100

type StepRow = typeof steps.$inferSelect

export async function splitSteps({ db, now }: Context): Promise<{ split: number }> {
  let split = 0
  for (const row of await db.select().from(steps).orderBy(asc(steps.commitId)).limit(MOST_ROWS)) {
    const id = mint('commit', now)
    const done = await commit(db, {
      id,
      at: now,
      guard: { statement: db.delete(steps).where(eq(steps.commitId, row.commitId)), expected: 1 },
      writes: [insertMails(row), insertPanelOrders(row, id, now), closeInvoices(row, id), ...counted(row)],
    })
    if (done.ok) split++
  }
  return { split }
}

const insertMails = ({ commitId, at, orders }: StepRow): SQL => sql`INSERT INTO outbox (kind, subject, body, commit_id, created_at)
  SELECT 'mail', o.value ->> 'account', json_object('notice', json(o.value -> 'notice')), ${commitId}, ${at} FROM json_each(${orders}) AS o
  WHERE o.value ->> 'notice' IS NOT NULL`

const insertPanelOrders = ({ orders }: StepRow, commitId: string, at: number): SQL =>
  sql`INSERT INTO outbox (kind, subject, body, commit_id, created_at)
  SELECT 'panel', o.value ->> 'account', json_object('order', 'align', 'reason', o.value ->> 'panel'), ${commitId}, ${at}
  FROM json_each(${orders}) AS o WHERE o.value ->> 'panel' IS NOT NULL`

/**
 * S13, S14, S16: the open invoice of an account that has ended is void and keeps its number. What is paid in time and heard of
 * later makes it stand again, as paid; so one whose account runs again is left alone.
 */
const closeInvoices = ({ orders }: StepRow, commitId: string): SQL => sql`UPDATE invoices SET state = 'void', commit_id = ${commitId}
  WHERE id IN (SELECT o.value ->> 'closes' FROM json_each(${orders}) AS o) AND state = 'issued'
    AND EXISTS (SELECT 1 FROM accounts WHERE accounts.id = invoices.account AND accounts.state IN ('terminated', 'cancelled', 'purged'))`

const counted = ({ at, terminations }: StepRow): SQL[] => (terminations === 0 ? [] : [countTerminations(at, terminations)])
