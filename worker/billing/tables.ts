import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { INVOICE_KINDS, INVOICE_STATES } from './rules/invoice.ts'
import { SETTLEMENT_EFFECTS } from './rules/settle.ts'

export const invoices = sqliteTable(
  'invoices',
  {
    id: text().primaryKey(),
    shard: text().notNull(),
    year: integer().notNull(),
    serial: integer().notNull(),
    account: text().notNull(),
    customer: text().notNull(),
    kind: text({ enum: INVOICE_KINDS }).notNull(),
    periodFrom: text('period_from').notNull(),
    /** First day after the period: the next due date. */
    periodTo: text('period_to').notNull(),
    dueOn: text('due_on').notNull(),
    amount: integer().notNull(),
    paidAmount: integer('paid_amount').notNull().default(0),
    state: text({ enum: INVOICE_STATES }).notNull(),
    /** The version of the terms that bound the customer at issue; lateness is judged by it. */
    termsVersion: text('terms_version').notNull(),
    issuedAt: integer('issued_at').notNull(),
    /** JSON, `InvoiceLine[]`. */
    lines: text().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    uniqueIndex('invoices_number').on(table.shard, table.year, table.serial),
    uniqueIndex('invoices_once_per_period').on(
      ...[table.account, table.kind, table.periodFrom],
      sql`iif(${table.state} = 'void' OR ${table.kind} IN ('upgrade', 'restore'), ${table.id}, '')`,
    ),
    index('invoices_upgrades_open').on(table.dueOn).where(sql`${table.kind} = 'upgrade' AND ${table.state} = 'issued'`),
    index('invoices_void_parts').on(table.id).where(sql`${table.state} = 'void' AND ${table.paidAmount} > 0`),
  ],
)

export const payments = sqliteTable(
  'payments',
  {
    id: text().primaryKey(),
    invoice: text().notNull(),
    account: text().notNull(),
    amount: integer().notNull(),
    paidAt: integer('paid_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    method: text().notNull(),
    reference: text().notNull().unique(),
    effect: text({ enum: SETTLEMENT_EFFECTS }).notNull(),
    credit: integer().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('payments_invoice').on(table.invoice)],
)
