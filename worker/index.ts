/** Wiring, and the only place that reads the clock. */
import type { ExportedHandler } from '@cloudflare/workers-types'
import { Hono } from 'hono'
import { type AppBindings, createApiDoors } from './api.ts'
import { createContext, type Env } from './context.ts'
import { clockOffset, createDevApi, isDevelopment } from './dev.ts'
import { sameOrigin } from './guards.ts'
import { secured } from './headers.ts'
import { createSite, failed } from './policies/routes.ts'
import { readerLanguage } from './problem.ts'
import { isStale, runSweeps } from './sweeps.ts'

const api = createApiDoors()
const site = createSite()

async function readClocks(env: Env): Promise<{ now: number; wallClock: number }> {
  const wallClock = Date.now()
  return { now: wallClock + (isDevelopment(env) ? await clockOffset(env) : 0), wallClock }
}

function createApp(env: Env) {
  const app = new Hono<AppBindings & { Bindings: Env }>()
  app.use('*', secured)
  app.use('*', async (c, next) => {
    const { now, wallClock } = await readClocks(env)
    c.set('context', createContext(env, now, readerLanguage(c), wallClock))
    await next()
  })
  if (isDevelopment(env)) {
    // A page of another site, open in the same browser, must not turn the clock.
    app.use('/api/dev/*', sameOrigin)
    app.route(
      '/api/dev',
      createDevApi(env, Date.now(), (now) => runSweeps(createContext(env, now, 'id', Date.now()))),
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
    await runSweeps(createContext(env, controller.scheduledTime + offset, 'id', wallClock))
  },
} satisfies ExportedHandler<Env>
