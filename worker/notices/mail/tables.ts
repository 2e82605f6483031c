import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Mail of a development installation, kept instead of sent. */
export const sentMail = sqliteTable('sent_mail', {
  /** The delivery’s id, the same at each attempt. */
  id: text().primaryKey(),
  /** JSON list of addresses. */
  recipients: text().notNull(),
  kind: text().notNull(),
  language: text({ enum: ['id', 'en'] }).notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  html: text().notNull(),
  links: text().notNull(),
  headers: text().notNull(),
  /** JSON: name, type, size, SHA-256 and text of each. */
  attachments: text().notNull(),
  sentAt: integer('sent_at').notNull(),
})
