/**
 * `commit` for many rows at once: up to 1,000 decisions in one transaction of at most five statements, however many rows move.
 *
 * The decisions travel as one `json_each(?)` parameter a statement. A row moves, and takes the commit's id, only if its version
 * is still the one that was read; its event, notice and mail are inserted by SELECT from the rows that bear the commit's id,
 * so what lost the race leaves no trace and the rest goes through. There is no row in `commits`: the moved rows bear the id.
 */
import { getTableName, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from './context.ts'
import { runBatch } from './db/batch.ts'
import { canonical } from './shared/canonical.ts'
import type { StepOrder } from './steps/orders.ts'

/** D1 takes 2 MB a parameter; a decision with its event and notice stays well under 2 KB. */
export const MOST_DECISIONS = 1000

export interface Decision {
  /** Id of the row. */
  readonly id: string
  /** The version that was read; the row moves to the next one. */
  readonly version: number
  /** Values of the moved row, read by the statement of `move`. */
  readonly set: object
  readonly event: { readonly type: string /** Canonical JSON. */; readonly body: string } | null
  readonly notice: DecisionNotice | null
  /** What follows outside the house beside the mail (`steps/split.ts`). */
  readonly step?: StepOrder
}

/** Posted to the portal inbox, and ordered as mail, in the same commit. */
export interface DecisionNotice {
  readonly customer: string
  readonly kind: string
  /** What it is about this time: one notice of a kind per subject and cycle. */
  readonly cycle: string
  /** Canonical JSON. */
  readonly body: string
}

export interface BulkCommit {
  readonly id: string
  readonly at: number
  /** A table with `id`, `version` and `commit_id`. */
  readonly table: SQLiteTable
  /** UPDATE … FROM json_each(decisions), which sets `version` and `commit_id` and asks for the version read. */
  readonly move: (decisions: SQL) => SQL
  readonly decisions: readonly Decision[]
  /** Rows that only come with a moved one, such as the invoice that its step issues. Runs before events and notices. */
  readonly insert?: (moved: MovedRows) => readonly SQL[]
  /** Its notices leave by mail, and each counts from when that is taken over (`notices/queue.ts`); else from their posting. */
  readonly isMailed?: boolean
}

/** Joins rows, which name a moved row by `id`, with those that this commit has moved: `d.value` and `moved`. */
export type MovedRows = (rows: readonly object[]) => SQL

/** @returns how many rows moved; the others had moved on meanwhile. */
export async function commitMany(db: Db, commit: BulkCommit): Promise<{ moved: number }> {
  const { table, decisions } = commit
  if (decisions.length > MOST_DECISIONS) throw new RangeError(`at most ${MOST_DECISIONS} decisions a commit, not ${decisions.length}`)
  if (decisions.length === 0) return { moved: 0 }
  const moves = asJson(decisions.map(({ id, version, set }) => ({ ...set, id, version })))
  const own = commit.insert?.((rows) => moved(commit, rows)) ?? []
  const follow = [...own, insertEvents(commit), insertNotices(commit), insertOrders(commit)].filter((statement) => statement !== null)
  try {
    const [result] = await runBatch(db, [commit.move(moves), ...follow])
    return { moved: result?.meta.changes ?? 0 }
  } catch (error) {
    // D1 may commit and then report an error: the rows tell. Without any of them nothing was written, or everyone else was faster.
    const moved = await countMoved(db, table, commit.id, decisions)
    if (moved > 0) return { moved }
    throw error
  }
}

const asJson = (rows: readonly object[]): SQL => sql`json_each(${JSON.stringify(rows)})`

/** Joins the decisions with those of their rows that this commit has moved. */
function moved({ id, table }: BulkCommit, rows: readonly object[]): SQL {
  const name = sql.identifier(getTableName(table))
  return sql`${asJson(rows)} AS d CROSS JOIN ${name} AS moved ON moved.id = d.value ->> 'id' AND moved.commit_id = ${id}`
}

function insertEvents(commit: BulkCommit): SQL | null {
  const rows = commit.decisions.flatMap(({ id, event }) => (event === null ? [] : [{ id, ...event }]))
  if (rows.length === 0) return null
  return sql`INSERT INTO events (entity, version, type, at, commit_id, body)
    SELECT moved.id, moved.version, d.value ->> 'type', ${commit.at}, ${commit.id}, d.value ->> 'body' FROM ${moved(commit, rows)}`
}

const notified = ({ decisions }: BulkCommit) => decisions.flatMap(({ id, notice }) => (notice === null ? [] : [{ id, ...notice }]))

function insertNotices(commit: BulkCommit): SQL | null {
  const rows = notified(commit)
  if (rows.length === 0) return null
  const countsFrom = commit.isMailed ? null : commit.at
  return sql`INSERT INTO notices (customer, subject, kind, cycle, posted_at, counts_from, body, commit_id)
    SELECT d.value ->> 'customer', moved.id, d.value ->> 'kind', d.value ->> 'cycle', ${commit.at}, ${countsFrom}, d.value ->> 'body', ${commit.id}
    FROM ${moved(commit, rows)}
    WHERE true ON CONFLICT DO UPDATE SET posted_at = excluded.posted_at, counts_from = excluded.counts_from,
      body = excluded.body, commit_id = excluded.commit_id`
}

/**
 * What leaves the house: a row of the outbox for each notice. Where a step of the commit orders more than that, all orders of the
 * commit are one row of `steps`, which the tick splits. The order to send a notice names it; to whom and in which language is
 * looked up when it is sent.
 */
function insertOrders(commit: BulkCommit): SQL | null {
  const orders = commit.decisions.flatMap(({ id, notice: posted, step = null }) => {
    const notice = posted && { customer: posted.customer, kind: posted.kind, cycle: posted.cycle }
    return notice || step ? [{ id, notice, step }] : []
  })
  if (orders.length === 0) return null
  return orders.some(({ step }) => step !== null) ? insertStep(commit, orders) : insertMail(commit, orders)
}

interface Order {
  readonly id: string
  readonly notice: object | null
  readonly step: StepOrder | null
}

function insertMail(commit: BulkCommit, orders: readonly Order[]): SQL {
  const rows = orders.map(({ id, notice }) => ({ id, mail: canonical({ notice }) }))
  return sql`INSERT INTO outbox (kind, subject, body, commit_id, created_at)
    SELECT 'mail', moved.id, d.value ->> 'mail', ${commit.id}, ${commit.at} FROM ${moved(commit, rows)}`
}

function insertStep(commit: BulkCommit, orders: readonly Order[]): SQL {
  const rows = orders.map(({ id, notice, step }) => ({
    ...{ id, counts: step?.counts ? 1 : 0 },
    order: { account: id, notice, panel: step?.panel ?? null, closes: step?.closes ?? null },
  }))
  return sql`INSERT INTO steps (commit_id, at, terminations, orders)
    SELECT ${commit.id}, ${commit.at}, sum(d.value ->> 'counts'), json_group_array(json(d.value -> 'order'))
    FROM ${moved(commit, rows)} WHERE true HAVING count(*) > 0`
}

async function countMoved(db: Db, table: SQLiteTable, id: string, decisions: readonly Decision[]): Promise<number> {
  const rows = asJson(decisions.map((decision) => ({ id: decision.id })))
  const name = sql.identifier(getTableName(table))
  const found = await db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM ${rows} AS d CROSS JOIN ${name} AS moved ON moved.id = d.value ->> 'id' AND moved.commit_id = ${id}`,
  )
  return found[0]?.n ?? 0
}
