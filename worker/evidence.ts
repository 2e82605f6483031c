/** The circumstances of a decision, kept apart from it under the customer's own key (`evidence`), so that they can be erased alone. */
import type { Context as HonoContext } from 'hono'

export interface Circumstances {
  /** From `cf-connecting-ip` alone; any client can write `x-forwarded-for`. */
  readonly ip: string | null
  readonly userAgent: string | null
  readonly method: 'portal' | 'api'
}

/** Browsers send `Sec-Fetch-Site` on every request and no script can set it: what comes without it is a program. */
export function evidenceOf(c: HonoContext): Circumstances {
  return {
    ip: c.req.header('cf-connecting-ip') ?? null,
    userAgent: c.req.header('user-agent')?.slice(0, 400) ?? null,
    method: c.req.header('sec-fetch-site') === undefined ? 'api' : 'portal',
  }
}
