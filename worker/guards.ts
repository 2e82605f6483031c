/** What stands before every door of the API: size, content type and origin of what comes in. */
import type { Context as HonoContext, MiddlewareHandler, Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { MOST_IMPORT_BYTES } from './accounts/importing/schemas.ts'
import type { AppBindings } from './door.ts'
import { doorProblem } from './problem.ts'

/** Bodies over 64 KiB are refused, but where whole files come in. */
const MAX_BODY_BYTES = 65_536
const LARGER_BODIES: Readonly<Record<string, number>> = { '/api/v1/staff/imports': MOST_IMPORT_BYTES }

const limitTo = (maxSize: number): MiddlewareHandler =>
  bodyLimit({ maxSize, onError: (c) => doorProblem(c, { reason: 'too_large', limitBytes: maxSize }) })

export const limitBody: MiddlewareHandler = (c, next) => limitTo(LARGER_BODIES[c.req.path] ?? MAX_BODY_BYTES)(c, next)

const LOOPBACK = /^(127\.|::1$)/

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A change that carries a cookie must come from this very origin: the browser says so in `Origin` or `Sec-Fetch-Site`,
 * which no other site's page can forge. A client without cookies has nothing that another site could misuse.
 */
export async function sameOrigin(c: HonoContext, next: Next): Promise<Response | undefined> {
  if (!READS.has(c.req.method) && !comesFromHere(c)) return doorProblem(c, { reason: 'cross_site' })
  await next()
  return undefined
}

function comesFromHere(c: HonoContext): boolean {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  if (origin !== undefined) return origin === new URL(c.req.url).origin || origin === c.env.ORIGIN
  if (site !== undefined) return site === 'same-origin'
  return c.req.header('cookie') === undefined
}

/**
 * Forms of other sites can send text/plain and urlencoded bodies without asking; JSON they cannot. A DELETE says all in its address:
 * no form sends one, and what a browser or proxy puts in place of its body has no type.
 */
export async function jsonOnly(c: HonoContext, next: Next): Promise<Response | undefined> {
  const type = c.req.header('content-type')
  const hasBody = !READS.has(c.req.method) && c.req.method !== 'DELETE' && c.req.raw.body !== null
  if (hasBody && !/^application\/json\s*(;|$)/i.test(type ?? '')) return doorProblem(c, { reason: 'unsupported_media_type' })
  await next()
  return undefined
}

/**
 * JSON can escape half a character (a lone surrogate). No text can hold it, no digest can be made of it, and a store would
 * silently keep something else: such a body is unreadable at the door. What is no JSON at all is refused further in.
 */
export async function wholeCharacters(c: HonoContext, next: Next): Promise<Response | undefined> {
  if (!READS.has(c.req.method) && hasHalfCharacter(await c.req.text())) return doorProblem(c, { reason: 'malformed_json' })
  await next()
  return undefined
}

function hasHalfCharacter(body: string): boolean {
  if (!/\\ud[89a-f]/i.test(body)) return false
  let found = false
  const look = (key: string, value: unknown) => {
    found ||= !key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())
    return value
  }
  try {
    JSON.parse(body, look)
  } catch {
    return false
  }
  return found
}

/**
 * The outer guard of whoever tries passwords or registers: so many requests a minute from one address (P13).
 * Cloudflare sets `cf-connecting-ip` on every request; where it is missing or this very machine, nobody is outside.
 */
export async function guardAddress(c: HonoContext, next: Next): Promise<Response | undefined> {
  const address = c.req.header('cf-connecting-ip')
  if (!READS.has(c.req.method) && address !== undefined && !LOOPBACK.test(address)) {
    const { success } = await c.env.SIGN_IN_GUARD.limit({ key: address })
    if (!success) return doorProblem(c, { reason: 'too_many_requests', retryAfterSeconds: 60 }, { headers: { 'retry-after': '60' } })
  }
  await next()
  return undefined
}

/** A POST that makes something can be repeated safely only under a key of its maker's: without one it is refused. */
export const requireKey = createMiddleware<AppBindings & { Variables: AppBindings['Variables'] & { key: string } }>(async (c, next) => {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return doorProblem(c, { reason: 'idempotency_key_missing' })
  c.set('key', key)
  await next()
  return undefined
})
