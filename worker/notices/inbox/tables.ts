import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const inboxMarks = sqliteTable(
  'inbox_marks',
  {
    customer: text().notNull(),
    user: text().notNull(),
    /** Notices posted up to this instant are read. */
    readUntil: integer('read_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.user] })],
)
