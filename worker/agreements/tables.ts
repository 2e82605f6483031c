import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What a customer decided about one version: only ever added. Address, browser and session are in `evidence` under the same id. */
export const acceptances = sqliteTable(
  'acceptances',
  {
    id: text().primaryKey(),
    customer: text().notNull(),
    user: text().notNull(),
    document: text({ enum: ['privacy', 'sla', 'terms', 'cookies'] }).notNull(),
    version: text().notNull(),
    language: text({ enum: ['id', 'en'] }).notNull(),
    digest: text().notNull(),
    decision: text({ enum: ['accepted', 'declined', 'asserted'] }).notNull(),
    shownAt: integer('shown_at').notNull(),
    decidedAt: integer('decided_at').notNull(),
    method: text({ enum: ['registration', 'portal', 'api', 'import'] }).notNull(),
    page: text().notNull(),
    authority: text(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [uniqueIndex('acceptances_once').on(table.customer, table.document, table.version, table.decision)],
)

export const receipts = sqliteTable(
  'receipts',
  {
    id: text().primaryKey(),
    customer: text().notNull(),
    acceptance: text().notNull().unique(),
    /** Compact JWS (EdDSA). */
    jws: text().notNull(),
    createdAt: integer('created_at').notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('receipts_customer').on(table.customer)],
)
