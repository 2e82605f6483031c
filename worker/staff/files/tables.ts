import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { LOOK_CATEGORIES } from './rules.ts'

/** Who of the staff opened which customer's file, and why (P12). */
export const customerLooks = sqliteTable(
  'customer_looks',
  {
    id: text().primaryKey(),
    customer: text().notNull(),
    user: text().notNull(),
    category: text({ enum: LOOK_CATEGORIES }).notNull(),
    /** Why, in the words of who opened it; shown to the customer. */
    words: text().notNull(),
    at: integer().notNull(),
    /** First instant at which the file is closed again. */
    until: integer().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('customer_looks_customer').on(table.customer, table.until)],
)
