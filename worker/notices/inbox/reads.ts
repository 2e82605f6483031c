import { and, count, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { notices } from '../../db/tables.ts'
import { inboxMarks } from './tables.ts'

/** The instant up to which this person has read this inbox; 0: not at all. */
const markOf = (customer: string, user: string) =>
  sql`coalesce((SELECT m.read_until FROM inbox_marks m WHERE m.customer = ${customer} AND m.user = ${user}), 0)`

export function unreadQuery(db: Db, customer: string, user: string) {
  return db
    .select({ count: count() })
    .from(notices)
    .where(and(eq(notices.customer, customer), gt(notices.postedAt, markOf(customer, user))))
}

export async function readMark(db: Db, customer: string, user: string): Promise<number> {
  const [mark] = await db
    .select({ readUntil: inboxMarks.readUntil })
    .from(inboxMarks)
    .where(and(eq(inboxMarks.customer, customer), eq(inboxMarks.user, user)))
  return mark?.readUntil ?? 0
}
