import { lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { MAIL_WINDOW_MS, PASSWORD_LIMIT, PASSWORD_WINDOW_MS } from './rules/attempts.ts'
import { authAttempts, authDevices } from './tables.ts'

export function insertAttempt(db: Db, subject: string, kind: 'password' | 'mail', at: number) {
  return db.insert(authAttempts).values({ subject, kind, at })
}

/** Writes nothing when the minute's wrong passwords are used up. */
export function insertWrongPassword(subject: string, at: number) {
  return sql`INSERT INTO auth_attempts (subject, kind, at) SELECT ${subject}, 'password', ${at}
    WHERE (SELECT count(*) FROM auth_attempts WHERE subject = ${subject} AND kind = 'password' AND at > ${at - PASSWORD_WINDOW_MS}) < ${PASSWORD_LIMIT}`
}

/** The library keeps a reset token as a row whose value is the user’s id. */
export function deleteResetTokens(userId: string): SQL {
  return sql`DELETE FROM auth_verification WHERE value = ${userId} AND identifier LIKE 'reset-password:%'`
}

/** At most so many rows of a kind leave in one tick; the next one takes the rest. */
const ROUND = 1000

/** Sessions and tokens expire by the wall clock, attempts and answers by the instant of the tick. */
export function deleteExpired(now: number, wallClock: number): SQL[] {
  return [
    sql`DELETE FROM auth_session WHERE id IN (SELECT id FROM auth_session WHERE expires_at < ${wallClock} LIMIT ${ROUND})`,
    sql`DELETE FROM auth_verification WHERE id IN (SELECT id FROM auth_verification WHERE expires_at < ${wallClock} LIMIT ${ROUND})`,
    sql`DELETE FROM auth_attempts WHERE id IN (SELECT id FROM auth_attempts WHERE at < ${now - MAIL_WINDOW_MS} LIMIT ${ROUND})`,
    sql`DELETE FROM idempotency WHERE (user, route, key) IN (SELECT user, route, key FROM idempotency WHERE expires_at <= ${now} LIMIT ${ROUND})`,
  ]
}

/** Attempts are of use for an hour; what is older leaves whenever one is written. */
export function forgetAttempts(db: Db, now: number) {
  return db.delete(authAttempts).where(lt(authAttempts.at, now - MAIL_WINDOW_MS))
}

export function insertDevice(db: Db, userId: string, digest: string, at: number) {
  return db.insert(authDevices).values({ userId, digest, firstSeenAt: at })
}
