import { desc, eq } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { notices } from '../db/tables.ts'

/** A customer's inbox, newest first: by the leading part of the key, so its cost is the inbox's own. */
export function readInbox(db: Db, customer: string, most: number) {
  return db.select().from(notices).where(eq(notices.customer, customer)).orderBy(desc(notices.postedAt), notices.kind).limit(most)
}
