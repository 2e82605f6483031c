/** The sign-in library's tables (user … twoFactor are its models), and what we count beside them. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' })
const flag = (name: string) => integer(name, { mode: 'boolean' })

export const authUser = sqliteTable('auth_user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: flag('email_verified').notNull().default(false),
  image: text(),
  /** The user id one signs in with, lower case. */
  username: text().notNull().unique(),
  twoFactorEnabled: flag('two_factor_enabled').notNull().default(false),
  /** `staff` is given by a statement on the database alone (`staff.ts`). */
  role: text({ enum: ['customer', 'staff'] })
    .notNull()
    .default('customer'),
  /** Language of the mails about signing in. */
  language: text({ enum: ['id', 'en'] })
    .notNull()
    .default('id'),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})

export const authSession = sqliteTable(
  'auth_session',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text('user_id').notNull(),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** Whether this very session began with the second factor; a remembered device does not count. */
    secondFactor: flag('second_factor').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('auth_session_user').on(table.userId), index('auth_session_expiry').on(table.expiresAt)],
)

export const authAccount = sqliteTable(
  'auth_account',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('auth_account_user').on(table.userId)],
)

export const authVerification = sqliteTable(
  'auth_verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('auth_verification_identifier').on(table.identifier), index('auth_verification_expiry').on(table.expiresAt)],
)

export const authTwoFactor = sqliteTable(
  'auth_two_factor',
  {
    id: text().primaryKey(),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: text('user_id').notNull(),
    verified: flag('verified').notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: moment('locked_until'),
  },
  (table) => [index('auth_two_factor_user').on(table.userId)],
)

/** Wrong passwords and mails asked for, a row each, kept an hour. `subject` is a user's id or the digest of an unknown login. */
export const authAttempts = sqliteTable(
  'auth_attempts',
  {
    id: integer().primaryKey(),
    subject: text().notNull(),
    kind: text({ enum: ['password', 'mail'] }).notNull(),
    at: integer().notNull(),
  },
  (table) => [index('auth_attempts_subject').on(table.subject, table.kind, table.at), index('auth_attempts_at').on(table.at)],
)

/** Devices a user has signed in from: a keyed digest of browser and network, never the address itself (P13). */
export const authDevices = sqliteTable(
  'auth_devices',
  {
    userId: text('user_id').notNull(),
    digest: text().notNull(),
    firstSeenAt: integer('first_seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.digest] })],
)
