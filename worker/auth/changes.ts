import { lt } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { MAIL_WINDOW_MS } from './rules.ts'
import { authAttempts, authDevices } from './tables.ts'

export function insertAttempt(db: Db, subject: string, kind: 'password' | 'mail', at: number) {
  return db.insert(authAttempts).values({ subject, kind, at })
}

/** Attempts are of use for an hour; what is older leaves whenever one is written. */
export function forgetAttempts(db: Db, now: number) {
  return db.delete(authAttempts).where(lt(authAttempts.at, now - MAIL_WINDOW_MS))
}

export function insertDevice(db: Db, userId: string, digest: string, at: number) {
  return db.insert(authDevices).values({ userId, digest, firstSeenAt: at })
}
