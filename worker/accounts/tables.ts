import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { HOLD_KINDS } from './rules/hold.ts'
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
    /** When its customer's confirmed cancellation took effect. */
    endedAt: integer('ended_at'),
    purgedAt: integer('purged_at'),
    holdKind: text('hold_kind', { enum: HOLD_KINDS }),
    holdPlacedAt: integer('hold_placed_at'),
    /** First instant after the hold; null beside a kind: not known yet. An ended hold stays until the next one. */
    holdUntil: integer('hold_until'),
    holdReason: text('hold_reason'),
    violationAt: integer('violation_at'),
    violationReason: text('violation_reason'),
    violationEvidence: text('violation_evidence'),
    /** First and second step of a cancellation (S13). */
    cancelAskedAt: integer('cancel_asked_at'),
    cancelConfirmedAt: integer('cancel_confirmed_at'),
    cancelEndsAt: integer('cancel_ends_at'),
    /** What the customer wished for from a renewal on (S17), and that renewal's first day. */
    nextPackage: text('next_package'),
    nextTerm: text('next_term', { enum: BILLING_TERMS }),
    nextFrom: text('next_from'),
    nextAction: text('next_action', { enum: NEXT_ACTIONS }),
    nextActionAt: integer('next_action_at'),
    createdAt: integer('created_at').notNull(),
    version: integer().notNull().default(1),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    index('accounts_due').on(table.nextActionAt).where(sql`${table.nextActionAt} IS NOT NULL`),
    index('accounts_customer').on(table.customer),
    index('accounts_domain').on(table.domain),
    index('accounts_await_release').on(table.nextActionAt).where(sql`${table.nextAction} = 'await_release'`),
  ],
)
