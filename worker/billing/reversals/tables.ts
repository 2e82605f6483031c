import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What staff paid back; what gateways report stands in `payment_reversals`. */
export const refunds = sqliteTable(
  'refunds',
  {
    id: text().primaryKey(),
    payment: text().notNull(),
    invoice: text().notNull(),
    account: text().notNull(),
    /** Negative. */
    amount: integer().notNull(),
    basis: text({ enum: ['owed', 'credit', 'decision'] }).notNull(),
    reason: text().notNull(),
    reference: text().notNull().unique(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('refunds_invoice').on(table.invoice)],
)
