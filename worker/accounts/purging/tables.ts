import { sql } from 'drizzle-orm'
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { PURGE_BLOCK_KINDS } from '../rules/purge.ts'
import { PROOF_OUTCOMES, PURGE_STEPS } from './rules/steps.ts'

/** What keeps an account's data although it ended (S11). */
export const purgeBlocks = sqliteTable(
  'purge_blocks',
  {
    id: text().primaryKey(),
    account: text().notNull(),
    kind: text({ enum: PURGE_BLOCK_KINDS }).notNull(),
    /** The claim, the request, or the order of the authority. */
    subject: text().notNull(),
    placedAt: integer('placed_at').notNull(),
    placedBy: text('placed_by').notNull(),
    liftedAt: integer('lifted_at'),
    liftedBy: text('lifted_by'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [uniqueIndex('purge_blocks_standing').on(table.account, table.kind, table.subject).where(sql`${table.liftedAt} IS NULL`)],
)

/** Each ending of an account that came to its purge. */
export const purges = sqliteTable(
  'purges',
  {
    account: text().notNull(),
    endedAt: integer('ended_at').notNull(),
    /** Of the last attempt. */
    startedAt: integer('started_at').notNull(),
    attempt: integer().notNull(),
    /** From this instant on data was being deleted. */
    deletingAt: integer('deleting_at'),
    finishedAt: integer('finished_at'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.endedAt] })],
)

export const purgeProofs = sqliteTable(
  'purge_proofs',
  {
    account: text().notNull(),
    endedAt: integer('ended_at').notNull(),
    step: text({ enum: PURGE_STEPS }).notNull(),
    outcome: text({ enum: PROOF_OUTCOMES }).notNull(),
    /** Canonical JSON. */
    proof: text().notNull(),
    /** SHA-256 of `proof`, hex. */
    digest: text().notNull(),
    at: integer().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.endedAt, table.step] })],
)
