/**
 * The doors of signing in. `POST /api/v1/sign-in` takes user id or e-mail in one field. Under /api/auth stand those of the
 * library's own routes that this site uses, by name; any other, its sign-up first of all, does not exist.
 */
import { createRoute } from '@hono/zod-openapi'
import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as z from 'zod'
import type { AppBindings } from '../door.ts'
import { openDoor } from '../door.ts'
import { evidenceOf } from '../evidence.ts'
import { guardAddress } from '../guards.ts'
import { describe, doorProblem, invalidInput, onError, readerLanguage, refuse } from '../problem.ts'
import { countWrong, mayTry, noteDevice, signIn } from './actions.ts'
import { sessionToken, siteOrigin } from './cookies.ts'
import { createLibrary } from './library.ts'
import { passwordChangedMail } from './mails.ts'
import { tellPasswordChanged } from './post.ts'
import { AUTH_PROBLEMS, type AuthFailure, LIBRARY_CODES } from './problems.ts'
import { userById, userOfResetToken, visitorOf } from './reads.ts'
import { passwordFlaw } from './rules/password.ts'

type C = HonoContext<AppBindings>

const Credentials = z.strictObject({
  login: z.string().min(1).max(254).describe('User id or e-mail.'),
  password: z.string().min(1).max(1000),
})

const postSignIn = createRoute({
  method: 'post',
  path: '/sign-in',
  summary: 'Sign in with user id or e-mail',
  middleware: [guardAddress] as const,
  request: { body: { required: true, content: { 'application/json': { schema: Credentials } } } },
  responses: {
    200: {
      description: 'Signed in by cookie, or waiting for the code of the second factor (POST /api/auth/two-factor/verify-totp).',
      content: { 'application/json': { schema: z.object({ secondFactor: z.boolean() }) } },
    },
  },
})

export const signInDoor = openDoor().openapi(postSignIn, async (c) => {
  const answer = await signInHere(c, c.req.valid('json'))
  const { twoFactorRedirect = false } = (await answer.clone().json()) as { twoFactorRedirect?: boolean }
  for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
  return c.json({ secondFactor: twoFactorRedirect }, 200)
})

async function signInHere(c: C, credentials: z.infer<typeof Credentials>): Promise<Response> {
  const signed = await signIn(c.var.context, credentials, c.req.raw.headers)
  if (!signed.ok) return refuse(c, AUTH_PROBLEMS, signed.failure, retryHeader(signed.failure))
  const { user } = (await signed.value.clone().json()) as { user?: { id: string } }
  if (user) await noteDevice(c.var.context, user.id, evidenceOf(c))
  return signed.value
}

const retryHeader = (failure: AuthFailure) => {
  if (failure.reason === 'too_many_passwords') return { headers: { 'retry-after': String(failure.retryAfterSeconds) } }
  if (failure.reason === 'second_factor_locked') return { headers: { 'retry-after': '900' } }
  return {}
}

const LIBRARY_ROUTES = new Set([
  ...['POST /sign-out', 'GET /get-session', 'GET /list-sessions', 'POST /revoke-session', 'POST /revoke-sessions'],
  ...['POST /revoke-other-sessions', 'POST /change-password', 'POST /request-password-reset', 'POST /reset-password'],
  ...['GET /verify-email', 'POST /send-verification-email', 'POST /two-factor/enable', 'POST /two-factor/disable'],
  ...['POST /two-factor/verify-totp', 'POST /two-factor/verify-backup-code', 'POST /two-factor/generate-backup-codes'],
])

/** Where the current password is asked of someone signed in: guesses there count as guesses at sign-in do. */
const ASKS_PASSWORD = new Set(['/change-password', '/two-factor/enable', '/two-factor/disable', '/two-factor/generate-backup-codes'])

export const libraryDoor = new Hono<AppBindings>()
libraryDoor.onError(onError)
libraryDoor.use('*', guardAddress)

/** The library's two sign-in routes, for clients that know them; counted and answered as our own. */
libraryDoor.post('/sign-in/:by{username|email}', async (c) => {
  const { username, email, password } = await flatBody(c)
  const parsed = Credentials.safeParse({ login: username ?? email, password })
  return parsed.success ? signInHere(c, parsed.data) : invalidInput(c, parsed.error.issues)
})

libraryDoor.all('*', async (c) => {
  const path = new URL(c.req.url).pathname.replace(/^\/api\/auth/, '')
  if (!LIBRARY_ROUTES.has(`${c.req.method} ${path}`)) return doorProblem(c, { reason: 'not_found' })
  const body = c.req.method === 'GET' ? undefined : await flatBody(c)
  const userId = ASKS_PASSWORD.has(path) ? await signedInUser(c) : undefined
  if (userId !== undefined) {
    const allowed = await mayTry(c.var.context, userId)
    if (!allowed.ok) return refuse(c, AUTH_PROBLEMS, allowed.failure, retryHeader(allowed.failure))
  }
  const flaw = await newPasswordFlaw(c, path, body, userId)
  if (flaw) return refuse(c, AUTH_PROBLEMS, { reason: 'weak_password', flaw })
  const answer = await ask(c, body)
  if (answer.status >= 400) return inOurWords(c, answer, userId)
  if (leadsAway(c, answer)) return refuse(c, AUTH_PROBLEMS, { reason: 'foreign_address' })
  await follow(c, path, answer, userId)
  return answer
})

/** What the library’s doors take is flat; what is nested deep enough could be read and not be written again. */
const FlatBody = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
type FlatBody = z.infer<typeof FlatBody>

/** Without `trustDevice`: a remembered device would be a cookie that the notice does not list, and a second factor not asked. */
async function flatBody(c: C): Promise<FlatBody> {
  const parsed = FlatBody.safeParse(await jsonOf(c))
  if (!parsed.success) throw new HTTPException(422, { res: invalidInput(c, parsed.error.issues) })
  const { trustDevice: _trust, ...body } = parsed.data
  return body
}

async function jsonOf(c: C): Promise<unknown> {
  try {
    return JSON.parse((await c.req.text()) || '{}')
  } catch {
    throw new HTTPException(400)
  }
}

/** The library reads an address before it resolves it: `/..//other.example` is a path of ours to it, and another host to a browser. */
function leadsAway(c: C, answer: Response): boolean {
  const to = answer.headers.get('location')
  const origin = siteOrigin(c.env)
  return to !== null && URL.parse(to, origin)?.origin !== new URL(origin).origin
}

async function signedInUser(c: C): Promise<string | undefined> {
  const token = await sessionToken(c)
  if (token === undefined) return undefined
  return (await visitorOf(c.var.context.db, token, c.var.context.wallClock))?.user.id
}

/** Our rules for a new password, which go further than the library's own. */
async function newPasswordFlaw(c: C, path: string, body: FlatBody | undefined, userId: string | undefined) {
  if (path !== '/change-password' && path !== '/reset-password') return undefined
  if (typeof body?.['newPassword'] !== 'string') return undefined
  const { db, wallClock } = c.var.context
  const token = typeof body['token'] === 'string' ? body['token'] : ''
  const user = path === '/reset-password' ? await userOfResetToken(db, token, wallClock) : userId && (await userById(db, userId))
  return passwordFlaw(body['newPassword'], user ? { userId: user.username, email: user.email } : {})
}

function ask(c: C, body: FlatBody | undefined): Promise<Response> {
  const url = new URL(c.req.url)
  const headers = new Headers(c.req.raw.headers)
  headers.delete('content-length')
  if (body !== undefined) headers.set('content-type', 'application/json')
  const request = new Request(`${siteOrigin(c.env)}${url.pathname}${url.search}`, {
    method: c.req.method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return createLibrary(c.var.context).handler(request)
}

async function inOurWords(c: C, answer: Response, userId: string | undefined): Promise<Response> {
  const { code = '' } = (await answer.json().catch(() => ({}))) as { code?: string }
  if (answer.status >= 500) return doorProblem(c, { reason: 'internal' })
  if (code === 'INVALID_PASSWORD' && userId !== undefined) {
    const counted = await countWrong(c.var.context, userId)
    if (!counted.ok) return describe(AUTH_PROBLEMS, counted.failure, readerLanguage(c), retryHeader(counted.failure))
  }
  const failure = LIBRARY_CODES[code]
  if (!failure && answer.status === 401) return doorProblem(c, { reason: 'signed_out' })
  const told: AuthFailure = failure ?? { reason: 'auth_refused' }
  return describe(AUTH_PROBLEMS, told, readerLanguage(c), retryHeader(told))
}

/** What a success brings with it: a session that began with the second factor, or a password that was changed. */
async function follow(c: C, path: string, answer: Response, userId: string | undefined): Promise<void> {
  const { context } = c.var
  if (path.startsWith('/two-factor/verify-')) {
    const { user } = (await answer.clone().json()) as { user?: { id: string } }
    if (user) await noteDevice(context, user.id, evidenceOf(c))
  }
  if (path === '/change-password' && userId !== undefined) {
    const user = await userById(context.db, userId)
    if (user) await tellPasswordChanged(context, user, passwordChangedMail(user.email, user.language, siteOrigin(context.env)))
  }
}
