import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a bulk commit orders outside where the service changes: one row a commit, until the tick splits it. */
export const steps = sqliteTable('steps', {
  commitId: text('commit_id').primaryKey(),
  at: integer().notNull(),
  /** Terminations among them that no person had to release. */
  terminations: integer().notNull(),
  /** JSON, `StepOrder[]`. */
  orders: text().notNull(),
})
