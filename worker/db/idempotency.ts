/**
 * Answers to repeat: same user, route and key with the same body get the first answer, for 24 hours; another body is refused.
 * The row joins the commit, so that of two requests at once one writes and the other finds the winner's answer.
 */
import { and, eq, gt, lte } from 'drizzle-orm'
import type { Context, Db } from '../context.ts'
import { DAY_OF_24_HOURS } from '../shared/calendar.ts'
import { canonical } from '../shared/canonical.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { idempotency } from './tables.ts'

export interface KeyedRequest {
  /** Who asks; of visitors that have no user yet, a dash. */
  readonly user: string
  /** With the customer or the thing that it is about: one person may act for several customers. */
  readonly route: string
  readonly key: string
  /** Keyed digest of the body: a body may hold a password, whose plain digest could be guessed at. */
  readonly bodyDigest: string
}

export type KeyReused = { readonly reason: 'idempotency_key_reused' }

export async function keyedRequest(context: Context, user: string, route: string, key: string, body: object): Promise<KeyedRequest> {
  return { user, route, key, bodyDigest: await keyedDigest(context.env.AUTH_SECRET, `${route}\n${canonical(body)}`) }
}

/** HMAC-SHA-256, hex. */
export async function keyedDigest(secret: string, text: string): Promise<string> {
  const encode = (value: string) => new TextEncoder().encode(value)
  const key = await crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return hex(await crypto.subtle.sign('HMAC', key, encode(text)))
}

export function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Array.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const sameKey = ({ user, route, key }: KeyedRequest) =>
  and(eq(idempotency.user, user), eq(idempotency.route, route), eq(idempotency.key, key))

export function answerQuery(db: Db, request: KeyedRequest, now: number) {
  return db
    .select()
    .from(idempotency)
    .where(and(sameKey(request), gt(idempotency.expiresAt, now)))
}

type StoredAnswer = Awaited<ReturnType<typeof answerQuery>>[number]

/** The answer to repeat; undefined when the key is new. */
export function repeated<T>(request: KeyedRequest, rows: readonly StoredAnswer[]): Result<T, KeyReused> | undefined {
  const [row] = rows
  if (!row) return undefined
  return row.bodyDigest === request.bodyDigest ? ok(JSON.parse(row.body) as T) : fail({ reason: 'idempotency_key_reused' })
}

/** Joins the commit. An expired row of the same key makes room first. */
export function rememberAnswer(db: Db, request: KeyedRequest, now: number, status: number, body: unknown) {
  return [
    db.delete(idempotency).where(and(sameKey(request), lte(idempotency.expiresAt, now))),
    db.insert(idempotency).values({ ...request, status, body: JSON.stringify(body), expiresAt: now + DAY_OF_24_HOURS }),
  ] as const
}
