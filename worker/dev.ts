/**
 * Development's doors: a test clock, a sweep on demand, and the mail that would have been sent.
 * They are mounted only when ENVIRONMENT is “development”, which production never sets.
 */
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { Hono } from 'hono'
import * as z from 'zod'
import { DemoAccount, openDemoAccount } from './accounts/demo.ts'
import { createContext, type Env } from './context.ts'
import { readDevMail } from './notices/dev-mail.ts'

export const isDevelopment = (env: Env): boolean => env.ENVIRONMENT === 'development'

/** Milliseconds by which the test clock is ahead of the wall clock. */
export async function clockOffset(env: Env): Promise<number> {
  const rows = await drizzle(env.DB).all<{ offset: number }>(sql`SELECT "offset" FROM dev_clock`)
  return rows[0]?.offset ?? 0
}

async function setOffset(env: Env, offset: number): Promise<void> {
  await drizzle(env.DB).run(
    sql`INSERT INTO dev_clock (only, "offset") VALUES (1, ${offset}) ON CONFLICT DO UPDATE SET "offset" = excluded."offset"`,
  )
}

const Asked = z.object({ now: z.string().transform((text) => Date.parse(text)) })
const Advance = z.object({ milliseconds: z.int() })
const NO_INSTANT = { title: 'now: an ISO 8601 instant of the years 1970 to 9999', status: 422 }

/** Ids and calendars hold no later instants, and a clock that stands on one could not even be put back. */
const isUsable = (at: number) => at >= 0 && at < Date.UTC(10_000, 0, 1)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function instantIn(text: string): number | undefined {
  const asked = Asked.safeParse(jsonOf(text))
  return asked.success && isUsable(asked.data.now) ? asked.data.now : undefined
}

/** `wallClock` is read once at the entry and passed in. */
export function createDevApi(env: Env, wallClock: number, sweep: (now: number) => Promise<unknown>) {
  const dev = new Hono()
  const answer = async () => {
    const offset = await clockOffset(env)
    return { now: new Date(wallClock + offset).toISOString(), epochMilliseconds: wallClock + offset, offset }
  }
  dev.get('/clock', async (c) => c.json(await answer()))
  dev.put('/clock', async (c) => {
    const at = instantIn(await c.req.text())
    if (at === undefined) return c.json(NO_INSTANT, 422)
    await setOffset(env, at - wallClock)
    return c.json(await answer())
  })
  dev.post('/clock/advance', async (c) => {
    const asked = Advance.safeParse(jsonOf(await c.req.text()))
    const offset = (await clockOffset(env)) + (asked.data?.milliseconds ?? Number.NaN)
    if (!isUsable(wallClock + offset)) return c.json({ title: 'milliseconds: an integer that ends before year 10000', status: 422 }, 422)
    await setOffset(env, offset)
    return c.json(await answer())
  })
  dev.post('/sweep', async (c) => {
    const text = await c.req.text()
    const at = text ? instantIn(text) : wallClock + (await clockOffset(env))
    if (at === undefined) return c.json(NO_INSTANT, 422)
    return c.json(await sweep(at))
  })
  dev.get('/mail', async (c) => c.json(await readDevMail(createContext(env, wallClock, 'id').db)))
  dev.post('/accounts', async (c) => {
    const input = DemoAccount.safeParse(jsonOf(await c.req.text()))
    if (!input.success) return c.json({ title: z.prettifyError(input.error), status: 422 }, 422)
    return c.json(await openDemoAccount(createContext(env, wallClock, 'id'), input.data), 201)
  })
  return dev
}
