/** Requests, ticks and messages as they come in, and the only place that reads the clock. */
import type { ExportedHandler } from '@cloudflare/workers-types'
import { Hono } from 'hono'
import { type AppBindings, createApiDoors } from './api.ts'
import { type Context, createContext, type Env } from './context.ts'
import { type OutboxMessage, relayOutbox } from './db/outbox.ts'
import { clockOffset, createDevApi, isDevelopment } from './dev.ts'
import { sameOrigin } from './guards.ts'
import { secured } from './headers.ts'
import { createSite, failed } from './policies/routes.ts'
import { readerLanguage } from './problem.ts'
import { consumeBatch, deliverAtOnce, recordsOnly } from './queues.ts'
import { isStale, runSweeps } from './sweeps.ts'

const api = createApiDoors()
const site = createSite()

async function readClocks(env: Env): Promise<{ now: number; wallClock: number }> {
  const wallClock = Date.now()
  return { now: wallClock + (isDevelopment(env) ? await clockOffset(env) : 0), wallClock }
}

export async function contextNow(env: Env): Promise<Context> {
  const { now, wallClock } = await readClocks(env)
  return createContext(env, now, 'id', wallClock)
}

const isHeld = (env: Env): boolean => Boolean(env.OUTBOX_HELD)

/** What the sweeps ordered goes out at once, and so does what waited, though one of them may fail. */
async function tick(context: Context) {
  const sweeps = runSweeps(context)
  await Promise.allSettled([sweeps])
  const outbox = isHeld(context.env) ? 'held' : await relayOutbox(context)
  return { ...(await sweeps), outbox }
}

/** A test clock jumps from sweep to sweep, so what is only recorded does not wait for the queue. */
async function tickByHand(context: Context) {
  if (isHeld(context.env) || !recordsOnly(context.env)) return tick(context)
  return { ...(await runSweeps(context)), outbox: await deliverAtOnce(context) }
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

function createApp(env: Env) {
  const app = new Hono<AppBindings & { Bindings: Env }>()
  app.use('*', secured)
  app.use('*', async (c, next) => {
    const { now, wallClock } = await readClocks(env)
    c.set('context', createContext(env, now, readerLanguage(c), wallClock))
    await next()
    // Whatever a writing request ordered goes out at once; the next tick takes what this misses.
    if (!isRead(c.req.method) && !isHeld(env)) c.executionCtx.waitUntil(relayOutbox(c.get('context')))
  })
  if (isDevelopment(env)) {
    // A page of another site, open in the same browser, must not turn the clock.
    app.use('/api/dev/*', sameOrigin)
    app.route(
      '/api/dev',
      createDevApi(env, Date.now(), (now) => tickByHand(createContext(env, now, 'id', Date.now()))),
    )
  }
  app.route('/', api)
  app.route('/', site)
  app.onError(failed)
  return app
}

export default {
  fetch: (request, env, execution) => createApp(env).fetch(request as never, env, execution as never) as never,
  async scheduled(controller, env) {
    const offset = isDevelopment(env) ? await clockOffset(env) : 0
    const wallClock = Date.now()
    if (isStale(controller.scheduledTime, wallClock)) return
    await tick(createContext(env, controller.scheduledTime + offset, 'id', wallClock))
  },
  queue: (batch, env) => consumeBatch(batch, () => contextNow(env)),
} satisfies ExportedHandler<Env, OutboxMessage>
