import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { CREDIT_SOURCES } from '../rules/credit.ts'

export const credits = sqliteTable(
  'credits',
  {
    id: text().primaryKey(),
    customer: text().notNull(),
    account: text().notNull(),
    source: text({ enum: CREDIT_SOURCES }).notNull(),
    /** The payment, the void invoice or the claim that it comes from. */
    origin: text().notNull(),
    amount: integer().notNull(),
    at: integer().notNull(),
    document: text({ enum: ['terms', 'sla'] }).notNull(),
    termsVersion: text('terms_version').notNull(),
    clause: text().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    index('credits_customer').on(table.customer),
    uniqueIndex('credits_once').on(table.source, table.origin).where(sql`${table.source} <> 'void_invoice'`),
  ],
)

export const creditUses = sqliteTable(
  'credit_uses',
  {
    credit: text().notNull(),
    use: text({ enum: ['invoice', 'reinstated', 'refund', 'chargeback', 'extension'] }).notNull(),
    /** The invoice, the refund or the account. */
    subject: text().notNull(),
    amount: integer().notNull(),
    at: integer().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.credit, table.use, table.subject, table.commitId] }),
    index('credit_uses_subject').on(table.subject),
  ],
)
