import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { MEMBER_ROLES } from '../rules.ts'

export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    customer: text().notNull(),
    email: text().notNull(),
    role: text({ enum: MEMBER_ROLES }).notNull(),
    language: text({ enum: ['id', 'en'] }).notNull(),
    /** SHA-256 of the token in its mail. */
    digest: text().notNull().unique(),
    invitedBy: text('invited_by').notNull(),
    invitedAt: integer('invited_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    acceptedAt: integer('accepted_at'),
    acceptedBy: text('accepted_by'),
    revokedAt: integer('revoked_at'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    index('invitations_customer').on(table.customer, table.invitedAt),
    uniqueIndex('invitations_open').on(table.customer, table.email).where(sql`${table.acceptedAt} IS NULL AND ${table.revokedAt} IS NULL`),
  ],
)

/** For which of a person's customers a session acts, where they act for several. */
export const acting = sqliteTable(
  'acting',
  {
    session: text().primaryKey(),
    customer: text().notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('acting_expiry').on(table.expiresAt)],
)
