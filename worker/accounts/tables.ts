import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { LIFECYCLE_STATES } from './rules/lifecycle-state.ts'
import { BILLING_TERMS, NEXT_ACTIONS } from './rules/state.ts'

export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    customer: text().notNull(),
    /** Id in the catalogue. */
    package: text().notNull(),
    domain: text().notNull(),
    state: text({ enum: LIFECYCLE_STATES }).notNull(),
    term: text({ enum: BILLING_TERMS }).notNull(),
    /** Day of the month that due dates return to where the month has it (S13). */
    anniversaryDay: integer('anniversary_day').notNull(),
    /** First day not yet paid for; the whole day still counts as in time. */
    dueOn: text('due_on').notNull(),
    openInvoice: text('open_invoice'),
    overdueAt: integer('overdue_at'),
    suspendedAt: integer('suspended_at'),
    terminatedAt: integer('terminated_at'),
    /** When an order ended unpaid. */
    cancelledAt: integer('cancelled_at'),
    nextAction: text('next_action', { enum: NEXT_ACTIONS }),
    nextActionAt: integer('next_action_at'),
    createdAt: integer('created_at').notNull(),
    version: integer().notNull().default(1),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    index('accounts_due').on(table.nextActionAt).where(sql`${table.nextActionAt} IS NOT NULL`),
    index('accounts_customer').on(table.customer),
  ],
)
