import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

const gateway = () => text({ enum: ['midtrans', 'xendit'] }).notNull()

export const gatewayOrders = sqliteTable(
  'gateway_orders',
  {
    orderId: text('order_id').primaryKey(),
    gateway: gateway(),
    invoice: text().notNull(),
    attempt: integer().notNull(),
    amount: integer().notNull(),
    state: text({ enum: ['asked', 'open', 'closed', 'paid'] }).notNull(),
    reference: text(),
    payUrl: text('pay_url'),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
    version: integer().notNull().default(1),
    commitId: text('commit_id').notNull(),
  },
  (table) => [uniqueIndex('gateway_orders_attempt').on(table.invoice, table.attempt)],
)

export const gatewayNotifications = sqliteTable(
  'gateway_notifications',
  {
    gateway: gateway(),
    transactionId: text('transaction_id').notNull(),
    status: text().notNull(),
    orderId: text('order_id').notNull(),
    reference: text().notNull(),
    raw: text().notNull(),
    receivedAt: integer('received_at').notNull(),
    attempts: integer().notNull().default(0),
    /** Reason of the last attempt's failure. */
    failure: text(),
    appliedAt: integer('applied_at'),
    nextTryAt: integer('next_try_at'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.transactionId, table.status] }),
    index('gateway_notifications_due').on(table.nextTryAt).where(sql`${table.nextTryAt} IS NOT NULL`),
  ],
)

export const gatewayTransactions = sqliteTable(
  'gateway_transactions',
  {
    gateway: gateway(),
    transactionId: text('transaction_id').notNull(),
    orderId: text('order_id').notNull(),
    state: text({ enum: ['pending', 'denied', 'cancelled', 'expired', 'settled', 'refunded', 'charged_back'] }).notNull(),
    amount: integer().notNull(),
    settledAt: integer('settled_at'),
    wasProvisional: integer('was_provisional', { mode: 'boolean' }).notNull(),
    wasCancelled: integer('was_cancelled', { mode: 'boolean' }).notNull(),
    unclearReversal: integer('unclear_reversal', { mode: 'boolean' }).notNull(),
    refunded: integer().notNull(),
    chargedBack: integer('charged_back').notNull(),
    bookedPaid: integer('booked_paid').notNull(),
    bookedRefunded: integer('booked_refunded').notNull(),
    bookedChargedBack: integer('booked_charged_back').notNull(),
    seenAt: integer('seen_at').notNull(),
    version: integer().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.gateway, table.transactionId] }), index('gateway_transactions_order').on(table.orderId)],
)

export const paymentReversals = sqliteTable(
  'payment_reversals',
  {
    reference: text().primaryKey(),
    gateway: gateway(),
    transactionId: text('transaction_id').notNull(),
    invoice: text().notNull(),
    kind: text({ enum: ['refund', 'chargeback'] }).notNull(),
    amount: integer().notNull(),
    recordedAt: integer('recorded_at').notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('payment_reversals_invoice').on(table.invoice)],
)

export const unmatchedPayments = sqliteTable(
  'unmatched_payments',
  {
    gateway: gateway(),
    transactionId: text('transaction_id').notNull(),
    reason: text({
      enum: ['unknown_order', 'not_recordable', 'refund', 'chargeback', 'unclear_reversal', 'gateway_unanswered'],
    }).notNull(),
    orderId: text('order_id').notNull(),
    amount: integer(),
    paidAt: integer('paid_at'),
    createdAt: integer('created_at').notNull(),
    resolvedAt: integer('resolved_at'),
    resolvedBy: text('resolved_by'),
    resolution: text(),
    version: integer().notNull().default(1),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.transactionId, table.reason] }),
    index('unmatched_payments_open').on(table.createdAt).where(sql`${table.resolvedAt} IS NULL`),
  ],
)
