import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Times at which everybody's steps were kept from being taken. */
export const outages = sqliteTable(
  'outages',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['gateway_outage', 'sweep_outage'] }).notNull(),
    fromAt: integer('from_at').notNull(),
    /** First instant after it; null while it runs. */
    untilAt: integer('until_at'),
    declaredBy: text('declared_by'),
    endedBy: text('ended_by'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('outages_until').on(table.untilAt), uniqueIndex('outages_running').on(table.kind).where(sql`${table.untilAt} IS NULL`)],
)
