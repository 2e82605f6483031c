/** Open tasks, the oldest first, each with what it is about. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../context.ts'
import { runBatch } from '../../../db/batch.ts'
import { MOST_COUNTED, PAGE, type Place } from '../page.ts'

export interface OpenTask {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly topic: string
  readonly body: string
  readonly createdAt: number
  readonly customer: string | null
  readonly domain: string | null
}

export interface KindCount {
  readonly kind: string
  readonly count: number
}

export function openTasksQuery(kind: string | null, { at, id }: Place, most: number): SQL {
  const ofKind = kind === null ? sql`` : sql`AND t.kind = ${kind}`
  return sql`SELECT t.id, t.kind, t.subject, t.topic, t.body, t.created_at AS createdAt, coalesce(t.customer, a.customer) AS customer, a.domain
    FROM tasks t LEFT JOIN accounts a ON a.id = t.subject
    WHERE t.done_at IS NULL ${ofKind} AND (t.created_at, t.id) > (${at}, ${id})
    ORDER BY t.created_at, t.id LIMIT ${most}`
}

/** Of the oldest thousand. */
export const taskCountsQuery = (): SQL => sql`SELECT kind, count(*) AS count FROM (
    SELECT kind FROM tasks WHERE done_at IS NULL ORDER BY created_at LIMIT ${MOST_COUNTED}
  ) GROUP BY kind ORDER BY count DESC, kind`

export async function readTasks(db: Db, kind: string | null, place: Place) {
  const [tasks, kinds] = await runBatch(db, [openTasksQuery(kind, place, PAGE + 1), taskCountsQuery()])
  return { tasks: (tasks?.results ?? []) as unknown as OpenTask[], kinds: (kinds?.results ?? []) as unknown as KindCount[] }
}
