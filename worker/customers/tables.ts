import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { MEMBER_ROLES } from './rules.ts'

export const customers = sqliteTable(
  'customers',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['person', 'company'] }).notNull(),
    /** Of the person, or of the company; the name of who signs for a company is the user's. */
    name: text().notNull(),
    phone: text().notNull(),
    address: text().notNull(),
    /** ISO 3166-1 alpha-2. */
    country: text().notNull(),
    bornOn: text('born_on'),
    foundedOn: text('founded_on'),
    language: text({ enum: ['id', 'en'] }).notNull(),
    /** Version of the privacy terms whose transfer notice (P7) was given. */
    transferNotice: text('transfer_notice').notNull(),
    transferAcknowledgedAt: integer('transfer_acknowledged_at'),
    createdAt: integer('created_at').notNull(),
    /** How many published versions the customer has been told of: fewer than there are, and a notice is due (P5). */
    versionsTold: integer('versions_told').notNull().default(0),
    /** A person who registers states a date of birth; of one who was a customer before, none is demanded. */
    origin: text({ enum: ['registration', 'import'] })
      .notNull()
      .default('registration'),
    version: integer().notNull().default(1),
    commitId: text('commit_id').notNull(),
  },
  (table) => [index('customers_versions_told').on(table.versionsTold), index('customers_name').on(table.name)],
)

/** Which user acts for which customer; `authority` is what the signer of a company stated. */
export const memberships = sqliteTable(
  'memberships',
  {
    customer: text().notNull(),
    user: text().notNull(),
    role: text({ enum: MEMBER_ROLES }).notNull(),
    authority: text(),
    createdAt: integer('created_at').notNull(),
    commitId: text('commit_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.user, table.customer] }), index('memberships_customer').on(table.customer)],
)
