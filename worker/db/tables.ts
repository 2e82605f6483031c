import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** One row per decision that was written whole; its id is looked up after an uncertain answer of the database. */
export const commits = sqliteTable('commits', {
  id: text().primaryKey(),
  at: integer().notNull(),
  expected: integer().notNull(),
  moved: integer().notNull(),
})

/** Append-only. `body` is canonical JSON (RFC 8785): ids, clause, policy version, numbers, salted commitments, no personal data. */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey(),
    entity: text().notNull(),
    version: integer().notNull(),
    type: text().notNull(),
    v: integer().notNull().default(1),
    at: integer().notNull(),
    commitId: text('commit_id').notNull(),
    body: text().notNull(),
  },
  (table) => [uniqueIndex('events_entity').on(table.entity, table.version)],
)

export const outbox = sqliteTable('outbox', {
  id: integer().primaryKey(),
  kind: text().notNull(),
  subject: text().notNull(),
  body: text().notNull(),
  commitId: text('commit_id').notNull(),
  createdAt: integer('created_at').notNull(),
  /** When it is handed to the queue (again); 0: at once. */
  dueAt: integer('due_at').notNull().default(0),
  attempts: integer().notNull().default(0),
  lastError: text('last_error'),
})

/** What became of each outbox row that has left. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    subject: text().notNull(),
    what: text().notNull(),
    customer: text(),
    cycle: text(),
    outcome: text({ enum: ['accepted', 'done', 'obsolete', 'undeliverable', 'bounced', 'given_up'] }).notNull(),
    at: integer().notNull(),
    attempts: integer().notNull(),
    detail: text(),
    /** When somebody dealt with what failed. */
    attendedAt: integer('attended_at'),
    attendedBy: text('attended_by'),
    commitId: text('commit_id').notNull(),
  },
  (table) => [
    index('deliveries_customer').on(table.customer, table.at).where(sql`${table.customer} IS NOT NULL`),
    index('deliveries_failed')
      .on(table.at)
      .where(sql`${table.attendedAt} IS NULL AND ${table.outcome} IN ('undeliverable', 'bounced', 'given_up')`),
  ],
)

export const notices = sqliteTable(
  'notices',
  {
    customer: text().notNull(),
    subject: text().notNull(),
    kind: text().notNull(),
    cycle: text().notNull(),
    postedAt: integer('posted_at').notNull(),
    countsFrom: integer('counts_from'),
    body: text().notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.subject, table.kind, table.cycle] })],
)

export const idempotency = sqliteTable(
  'idempotency',
  {
    user: text().notNull(),
    route: text().notNull(),
    key: text().notNull(),
    bodyDigest: text('body_digest').notNull(),
    status: integer().notNull(),
    body: text().notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.user, table.route, table.key] }), index('idempotency_expiry').on(table.expiresAt)],
)

export const evidence = sqliteTable(
  'evidence',
  {
    id: text().primaryKey(),
    customer: text().notNull(),
    ip: text(),
    userAgent: text('user_agent'),
    session: text(),
    clientTime: text('client_time'),
    salt: text().notNull(),
  },
  (table) => [index('evidence_customer').on(table.customer)],
)

export const devClock = sqliteTable('dev_clock', { only: integer().primaryKey(), offset: integer().notNull() })
