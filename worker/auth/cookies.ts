/** The sign-in library's session cookie: its name by origin, and its signature. */
import type { Context as HonoContext } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import type { Env } from '../context.ts'
import { provider } from '../policies/generated.ts'

export const COOKIE_PREFIX = 'mufakat'

/** The origin of links and cookies: the provider's, unless the local start names another. */
export const siteOrigin = (env: Env): string => env.ORIGIN ?? provider.origin

export const isSecureOrigin = (env: Env): boolean => siteOrigin(env).startsWith('https://')

const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`

/** The token in a validly signed session cookie. */
export async function sessionToken(c: HonoContext): Promise<string | undefined> {
  const env: Env = c.env
  const value = await getSignedCookie(c, env.AUTH_SECRET, SESSION_COOKIE)
  return value || undefined
}
