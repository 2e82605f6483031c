import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Terminations that no person had to release, by the provider's day. */
export const terminations = sqliteTable('terminations', {
  day: text().primaryKey(),
  /** JSON: how many, by hours since 1970. */
  hours: text().notNull(),
})

/** The breaker of mass terminations; one row. */
export const breaker = sqliteTable('breaker', {
  only: integer().primaryKey(),
  /** Null while closed. */
  trippedAt: integer('tripped_at'),
  /** JSON, `Trip`. */
  trip: text(),
  goodSweepAt: integer('good_sweep_at'),
  goodSweepWallAt: integer('good_sweep_wall_at'),
  version: integer().notNull().default(1),
  commitId: text('commit_id').notNull(),
})

/** Terminations that a person has seen and released. */
export const releases = sqliteTable(
  'releases',
  {
    account: text().notNull(),
    invoice: text().notNull(),
    suspendedAt: integer('suspended_at').notNull(),
    releasedAt: integer('released_at').notNull(),
    releasedBy: text('released_by').notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.invoice, table.suspendedAt] })],
)
