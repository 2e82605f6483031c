import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import type { PurgeBlock } from '../rules/purge.ts'
import { purgeBlocks } from './tables.ts'

export interface NewPurgeBlock extends PurgeBlock {
  readonly id: string
  readonly account: string
  /** Id of the staff user. */
  readonly placedBy: string
}

/** Joins the commit that moves the account, after `blockPurge` has allowed it. One of a kind and subject stands at a time. */
export function insertPurgeBlock(db: Db, commitId: string, at: number, block: NewPurgeBlock) {
  return db.insert(purgeBlocks).values({ ...block, placedAt: at, commitId })
}

export interface LiftedBlock extends PurgeBlock {
  readonly account: string
  /** Id of the staff user. */
  readonly liftedBy: string
}

/** Joins the commit that moves the account, after `unblockPurge` has allowed it. */
export function liftPurgeBlock(db: Db, commitId: string, at: number, { account, kind, subject, liftedBy }: LiftedBlock) {
  const standing = and(eq(purgeBlocks.account, account), eq(purgeBlocks.kind, kind), eq(purgeBlocks.subject, subject))
  return db
    .update(purgeBlocks)
    .set({ liftedAt: at, liftedBy, commitId })
    .where(and(standing, isNull(purgeBlocks.liftedAt)))
}
