import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { purgeBlocks } from './tables.ts'

/** What stands against the purge of an account now, the oldest first. */
export function standingBlocks(db: Db, account: string) {
  return db
    .select()
    .from(purgeBlocks)
    .where(and(eq(purgeBlocks.account, account), isNull(purgeBlocks.liftedAt)))
    .orderBy(asc(purgeBlocks.placedAt), asc(purgeBlocks.id))
}
