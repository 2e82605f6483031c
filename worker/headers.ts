/**
 * Sets the security headers on whatever the Worker answers: pages, API, errors. Never appends to those an asset already bears.
 * What the API answers is about one person or one moment: nobody keeps it unless the answer says so itself.
 */
import type { MiddlewareHandler } from 'hono'
import { SHEET_HASH } from './policies/sheet/generated.ts'
import { audienceOf, securityHeaders } from './shared/headers.ts'

export const secured: MiddlewareHandler = async (c, next) => {
  await next()
  const audience = audienceOf(c.req.path)
  const unkept = audience === 'closed' && !c.res.headers.has('cache-control') ? { 'cache-control': 'no-store' } : {}
  const headers = Object.entries({ ...securityHeaders(audience, SHEET_HASH), ...unkept })
  try {
    for (const [name, value] of headers) c.res.headers.set(name, value)
  } catch {
    // An answer handed through from another fetch cannot be changed; one of our own must not be copied, or its encoding is lost.
    c.res = new Response(c.res.body, c.res)
    for (const [name, value] of headers) c.res.headers.set(name, value)
  }
}
