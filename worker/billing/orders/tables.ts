import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { BILLING_TERMS } from '../../accounts/rules/state.ts'

export const orders = sqliteTable(
  'orders',
  {
    /** The account that the order opened; its circumstances stand in `evidence` under the same id. */
    id: text().primaryKey(),
    customer: text().notNull(),
    user: text().notNull(),
    invoice: text().notNull(),
    package: text().notNull(),
    term: text({ enum: BILLING_TERMS }).notNull(),
    price: integer().notNull(),
    domain: text().notNull(),
    /** JSON: `{document, version}` of each document accepted. */
    documents: text().notNull(),
    orderedAt: integer('ordered_at').notNull(),
    method: text({ enum: ['portal', 'api'] }).notNull(),
    page: text().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('orders_customer').on(table.customer)],
)
