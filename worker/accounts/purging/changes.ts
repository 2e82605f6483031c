import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import type { PurgeBlock } from '../rules/purge.ts'
import type { Ending } from './rules/steps.ts'
import { purgeBlocks, purgeProofs, purges } from './tables.ts'

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

const thisEnding = ({ account, endedAt }: Ending) => and(eq(purges.account, account), eq(purges.endedAt, endedAt))

/** Begun for the first time, or once more. */
export function beginPurge(db: Db, commitId: string, at: number, { account, endedAt }: Ending, attempt: number) {
  return db
    .insert(purges)
    .values({ account, endedAt, startedAt: at, attempt, commitId })
    .onConflictDoUpdate({ target: [purges.account, purges.endedAt], set: { startedAt: at, attempt, commitId } })
}

/** From now on nothing can bring the account back. */
export function beginDeleting(db: Db, commitId: string, at: number, ending: Ending) {
  return db.update(purges).set({ deletingAt: at, commitId }).where(thisEnding(ending))
}

export function finishPurge(db: Db, commitId: string, at: number, ending: Ending) {
  return db.update(purges).set({ finishedAt: at, commitId }).where(thisEnding(ending))
}

type NewProof = Pick<typeof purgeProofs.$inferInsert, 'step' | 'outcome' | 'proof' | 'digest'>

/** Of a deletion there is one proof; the gateways' answer is replaced when they are asked anew. */
export function recordProof(db: Db, commitId: string, at: number, { account, endedAt }: Ending, proof: NewProof) {
  const { outcome, digest } = proof
  const insert = db.insert(purgeProofs).values({ account, endedAt, ...proof, at, commitId })
  const target = [purgeProofs.account, purgeProofs.endedAt, purgeProofs.step]
  const set = { outcome, proof: proof.proof, digest, at, commitId }
  return proof.step === 'gateway'
    ? insert.onConflictDoUpdate({ target, set, setWhere: sql`${purgeProofs.step} = 'gateway'` })
    : insert.onConflictDoNothing({ target })
}
