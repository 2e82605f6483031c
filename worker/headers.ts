/** Sets the security headers on whatever the Worker answers: pages, API, errors. Never appends to those an asset already bears. */
import type { MiddlewareHandler } from 'hono'
import { SHEET_HASH } from './policies/sheet/generated.ts'
import { audienceOf, securityHeaders } from './shared/headers.ts'

export const secured: MiddlewareHandler = async (c, next) => {
  await next()
  // An answer handed through from the asset store or another fetch has headers that cannot be changed.
  c.res = new Response(c.res.body, c.res)
  for (const [name, value] of Object.entries(securityHeaders(audienceOf(c.req.path), SHEET_HASH))) c.res.headers.set(name, value)
}
