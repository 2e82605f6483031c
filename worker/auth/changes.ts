import { lt, sql } from 'drizzle-orm'
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

/** Attempts are of use for an hour; what is older leaves whenever one is written. */
export function forgetAttempts(db: Db, now: number) {
  return db.delete(authAttempts).where(lt(authAttempts.at, now - MAIL_WINDOW_MS))
}

export function insertDevice(db: Db, userId: string, digest: string, at: number) {
  return db.insert(authDevices).values({ userId, digest, firstSeenAt: at })
}
