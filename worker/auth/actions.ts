/** Signing in with one field for user id or e-mail, counting wrong passwords, and telling of new devices (P13). */
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { deleteActing } from '../customers/members/changes.ts'
import { runBatch } from '../db/batch.ts'
import { insertNotice, queueMail } from '../db/changes.ts'
import { keyedDigest } from '../db/idempotency.ts'
import type { Circumstances } from '../evidence.ts'
import { mint } from '../mint.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { deleteExpired, forgetAttempts, insertDevice, insertWrongPassword } from './changes.ts'
import { siteOrigin } from './cookies.ts'
import { deviceDigest } from './device.ts'
import { createLibrary } from './library.ts'
import { NEW_DEVICE, newDeviceMail } from './mails.ts'
import type { AuthFailure } from './problems.ts'
import { attemptsSince, customerOfUser, isKnownDevice, userById, userByLogin } from './reads.ts'
import { PASSWORD_WINDOW_MS, retryAfterSeconds } from './rules/attempts.ts'

export interface Credentials {
  /** User id or e-mail, as typed. */
  readonly login: string
  readonly password: string
}

type TooMany = Extract<AuthFailure, { reason: 'too_many_passwords' }>

/**
 * The library's answer to the right password (it sets the session's cookie, or asks for the second factor).
 * A user that does not exist is counted, timed and answered as one that does. The count is asked again after the password
 * was right, so that a burst of guesses at once gains nothing.
 */
export async function signIn(context: Context, credentials: Credentials, headers: Headers): Promise<Result<Response, AuthFailure>> {
  const { db, env } = context
  const user = await userByLogin(db, credentials.login)
  const subject = user?.id ?? (await keyedDigest(env.AUTH_SECRET, `login\n${credentials.login.trim().toLowerCase()}`))
  const allowed = await mayTry(context, subject)
  if (!allowed.ok) return allowed
  const email = user?.email ?? `${subject.slice(0, 32)}@unknown.invalid`
  const body = { email, password: credentials.password }
  const answer = await askLibrary(context, '/sign-in/email', headers, body)
  if (!answer.ok) {
    const counted = await countWrong(context, subject)
    return counted.ok ? fail({ reason: 'wrong_credentials' }) : counted
  }
  const still = await mayTry(context, subject)
  if (still.ok) return ok(answer)
  const { token } = (await answer.clone().json()) as { token?: string }
  if (token !== undefined) await askLibrary(context, '/sign-out', withCookies(headers, answer), {})
  return still
}

/** Whether a password of this user may be tried now; of what was read, nothing is written. */
export async function mayTry({ db, now }: Context, subject: string): Promise<Result<true, TooMany>> {
  const seconds = retryAfterSeconds(await attemptsSince(db, subject, 'password', now - PASSWORD_WINDOW_MS), now)
  return seconds === undefined ? ok(true) : fail({ reason: 'too_many_passwords', retryAfterSeconds: seconds })
}

/** Counts a wrong password. Of many at once, those past the limit are told to wait like any later one. */
export async function countWrong(context: Context, subject: string): Promise<Result<true, TooMany>> {
  const { db, now } = context
  const guard = { statement: insertWrongPassword(subject, now), expected: 1 }
  const counted = await commit(db, { id: mint('commit', now), at: now, guard, writes: [forgetAttempts(db, now)] })
  return counted.ok ? ok(true) : mayTry(context, subject)
}

/** P13: from a device or network that this user has not used here before, the inbox and a mail say so. */
export async function noteDevice(context: Context, userId: string, circumstances: Circumstances): Promise<void> {
  const { db, now, env } = context
  const digest = await deviceDigest(env.AUTH_SECRET, userId, circumstances)
  if (await isKnownDevice(db, userId, digest)) return
  const [user, customer] = await Promise.all([userById(db, userId), customerOfUser(db, userId)])
  if (!user) return
  const id = mint('commit', now)
  const notice = { subject: userId, kind: 'new_device', cycle: digest.slice(0, 16), customer: customer ?? '', body: NEW_DEVICE }
  await commit(db, {
    id,
    at: now,
    writes: [
      insertDevice(db, userId, digest, now),
      ...(customer ? [insertNotice(db, id, now, notice)] : []),
      queueMail(db, id, now, userId, [newDeviceMail(user.email, user.language, siteOrigin(env))]),
    ],
  })
}

/** @returns how many rows left. Nothing follows from them, so there is nothing to commit with them. */
export async function forgetExpired({ db, now, wallClock }: Context): Promise<{ forgotten: number }> {
  const results = await runBatch(db, [...deleteExpired(now, wallClock), deleteActing(wallClock)])
  return { forgotten: results.reduce((sum, result) => sum + result.meta.changes, 0) }
}

function askLibrary(context: Context, path: string, headers: Headers, body: object): Promise<Response> {
  const sent = new Headers(headers)
  sent.set('content-type', 'application/json')
  sent.delete('content-length')
  const url = `${siteOrigin(context.env)}/api/auth${path}`
  return createLibrary(context).handler(new Request(url, { method: 'POST', headers: sent, body: JSON.stringify(body) }))
}

function withCookies(headers: Headers, answer: Response): Headers {
  const sent = new Headers(headers)
  sent.set(
    'cookie',
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  )
  return sent
}
