/** Wiring, and the only place that reads the clock. */
import type { ExportedHandler } from '@cloudflare/workers-types'
import { Hono } from 'hono'
import { type AppBindings, createApi } from './api.ts'
import { type Context, createContext, type Env } from './context.ts'
import { type OutboxMessage, relayOutbox } from './db/outbox.ts'
import { clockOffset, createDevApi, isDevelopment } from './dev.ts'
import { readerLanguage } from './problem.ts'
import { consumeBatch, deliverAtOnce, recordsOnly } from './queues.ts'
import { isStale, runSweeps } from './sweeps.ts'

const api = createApi()

async function readClock(env: Env): Promise<number> {
  return Date.now() + (isDevelopment(env) ? await clockOffset(env) : 0)
}

/** What the sweeps ordered goes out at once. */
async function tick(context: Context) {
  return { ...(await runSweeps(context)), outbox: await relayOutbox(context) }
}

/** A test clock jumps from sweep to sweep, so what is only recorded does not wait for the queue. */
async function tickByHand(context: Context) {
  return recordsOnly(context.env) ? { ...(await runSweeps(context)), outbox: await deliverAtOnce(context) } : tick(context)
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

function createApp(env: Env) {
  const app = new Hono<AppBindings & { Bindings: Env }>()
  app.use('*', async (c, next) => {
    c.set('context', createContext(env, await readClock(env), readerLanguage(c)))
    await next()
    // Whatever a writing request ordered goes out at once; the next tick takes what this misses.
    if (!isRead(c.req.method)) c.executionCtx.waitUntil(relayOutbox(c.get('context')))
  })
  if (isDevelopment(env))
    app.route(
      '/api/dev',
      createDevApi(env, Date.now(), (now) => tickByHand(createContext(env, now, 'id'))),
    )
  app.route('/api/v1', api)
  app.all('*', (c) => c.env.ASSETS.fetch(c.req.raw as never) as never)
  return app
}

export default {
  fetch: (request, env, execution) => createApp(env).fetch(request as never, env, execution as never) as never,
  async scheduled(controller, env) {
    const offset = isDevelopment(env) ? await clockOffset(env) : 0
    if (isStale(controller.scheduledTime, Date.now())) return
    await tick(createContext(env, controller.scheduledTime + offset, 'id'))
  },
  queue: (batch, env) => consumeBatch(batch, async () => createContext(env, await readClock(env), 'id')),
} satisfies ExportedHandler<Env, OutboxMessage>
