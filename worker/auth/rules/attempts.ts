/** How often a password may be wrong and a mail be asked for (P13). Pure. */
import type { Attempts } from '../reads.ts'

/** Wrong passwords in a minute that are answered as wrong; the next one is told to wait. */
export const PASSWORD_LIMIT = 5
export const PASSWORD_WINDOW_MS = 60_000

/** Mails about one user's credentials in an hour, whoever asks for them. */
export const MAIL_LIMIT = 3
export const MAIL_WINDOW_MS = 3_600_000

/** @returns whole seconds to wait, or undefined when a password may be tried. */
export function retryAfterSeconds({ count, oldestAt }: Attempts, now: number): number | undefined {
  if (count < PASSWORD_LIMIT) return undefined
  const freeAt = (oldestAt ?? now) + PASSWORD_WINDOW_MS
  return Math.max(1, Math.ceil((freeAt - now) / 1000))
}

/** A session ends a week after it began, used or not. */
export const SESSION_SECONDS = 7 * 24 * 3600
/** A day to open the mail that verifies an address, an hour for the one that resets a password. */
export const VERIFY_SECONDS = 24 * 3600
export const RESET_SECONDS = 3600
