import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Threshold } from './rules/usage.ts'

/** What the hosting panel last confirmed of an account. */
export const panelAccounts = sqliteTable(
  'panel_accounts',
  {
    account: text().primaryKey(),
    username: text().notNull().unique(),
    presence: text({ enum: ['present', 'absent'] }).notNull(),
    suspended: integer({ mode: 'boolean' }).notNull(),
    package: text().notNull(),
    createdAt: integer('created_at'),
    removedAt: integer('removed_at'),
    /** GB are 10^9 bytes (S7). */
    diskBytes: integer('disk_bytes'),
    inodes: integer(),
    usageAt: integer('usage_at'),
    /** The highest threshold at which each stood when last looked at (S9); null: below all. */
    diskLevel: integer('disk_level').$type<Threshold>(),
    inodesLevel: integer('inodes_level').$type<Threshold>(),
    reviewAt: integer('review_at'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('panel_accounts_review').on(table.reviewAt).where(sql`${table.reviewAt} IS NOT NULL`)],
)

/** Backups and restores the panel was asked for. */
export const panelJobs = sqliteTable(
  'panel_jobs',
  {
    /** The delivery that ordered it. */
    id: text().primaryKey(),
    account: text().notNull(),
    kind: text({ enum: ['backup', 'restore'] }).notNull(),
    /** `asked`: the panel’s answer is not known. */
    state: text({ enum: ['asked', 'started'] }).notNull(),
    /** The panel’s own name for the job. */
    reference: text(),
    at: integer().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('panel_jobs_account').on(table.account)],
)
