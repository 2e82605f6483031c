import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What a person must do, because the software may not or cannot. */
export const tasks = sqliteTable(
  'tasks',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    subject: text().notNull(),
    /** Distinguishes open tasks of one kind about one subject. */
    topic: text().notNull().default(''),
    customer: text(),
    /** JSON: ids, codes and numbers; never an address or a text of the customer. */
    body: text().notNull(),
    createdAt: integer('created_at').notNull(),
    doneAt: integer('done_at'),
    doneBy: text('done_by'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    uniqueIndex('tasks_open').on(table.kind, table.subject, table.topic).where(sql`${table.doneAt} IS NULL`),
    index('tasks_subject').on(table.subject).where(sql`${table.doneAt} IS NULL`),
    index('tasks_waiting').on(table.createdAt).where(sql`${table.doneAt} IS NULL`),
    index('tasks_waiting_of_kind').on(table.kind, table.createdAt).where(sql`${table.doneAt} IS NULL`),
    index('tasks_customer').on(table.customer).where(sql`${table.customer} IS NOT NULL`),
  ],
)
