import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { BACKUP_STATES, RESTORE_STATES } from './rules/states.ts'

export const backups = sqliteTable(
  'backups',
  {
    id: text().primaryKey(),
    account: text().notNull(),
    customer: text().notNull(),
    state: text({ enum: BACKUP_STATES }).notNull(),
    requestedAt: integer('requested_at').notNull(),
    /** Id of the user. */
    requestedBy: text('requested_by').notNull(),
    slaVersion: text('sla_version').notNull(),
    /** What the panel reported when it was asked for. */
    usedBytes: integer('used_bytes').notNull(),
    usedInodes: integer('used_inodes').notNull(),
    /** The panel’s own name for the job. */
    reference: text(),
    startedAt: integer('started_at'),
    /** Size of the stored archive; null: the panel did not tell. */
    bytes: integer(),
    endedAt: integer('ended_at'),
    why: text(),
    /** When the panel is asked how it went; null: no more. */
    checkAt: integer('check_at'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    index('backups_account').on(table.account, table.requestedAt),
    uniqueIndex('backups_under_way').on(table.account).where(sql`${table.state} IN ('asked', 'started')`),
    uniqueIndex('backups_stored').on(table.account).where(sql`${table.state} = 'stored'`),
    index('backups_check').on(table.checkAt).where(sql`${table.checkAt} IS NOT NULL`),
  ],
)

export const restores = sqliteTable(
  'restores',
  {
    id: text().primaryKey(),
    account: text().notNull(),
    customer: text().notNull(),
    /** The archive that was quoted. */
    backup: text().notNull(),
    kind: text({ enum: ['free', 'priced'] }).notNull(),
    /** In rupiah, tax as provider.yaml states it; what the invoice asks for stands on the invoice. */
    price: integer().notNull(),
    bytes: integer(),
    slaVersion: text('sla_version').notNull(),
    state: text({ enum: RESTORE_STATES }).notNull(),
    requestedAt: integer('requested_at').notNull(),
    requestedBy: text('requested_by').notNull(),
    /** First instant at which the quote no longer stands. */
    quoteUntil: integer('quote_until'),
    acceptedAt: integer('accepted_at'),
    acceptedBy: text('accepted_by'),
    invoice: text(),
    reference: text(),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    why: text(),
    checkAt: integer('check_at'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    index('restores_account').on(table.account, table.requestedAt),
    uniqueIndex('restores_invoice').on(table.invoice).where(sql`${table.invoice} IS NOT NULL`),
    index('restores_check').on(table.checkAt).where(sql`${table.checkAt} IS NOT NULL`),
  ],
)
