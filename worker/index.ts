/** Wiring, and the only place that reads the clock. */
import type { ExportedHandler } from '@cloudflare/workers-types'
import { Hono } from 'hono'
import { type AppBindings, createApi } from './api.ts'
import { createContext, type Env } from './context.ts'
import { clockOffset, createDevApi, isDevelopment } from './dev.ts'
import { secured } from './headers.ts'
import { createSite, failed } from './policies/routes.ts'
import { problemResponse, readerLanguage } from './problem.ts'
import { isStale, runSweeps } from './sweeps.ts'

const api = createApi()
const site = createSite()

async function readClock(env: Env): Promise<number> {
  return Date.now() + (isDevelopment(env) ? await clockOffset(env) : 0)
}

function createApp(env: Env) {
  const app = new Hono<AppBindings & { Bindings: Env }>()
  app.use('*', secured)
  app.use('*', async (c, next) => {
    c.set('context', createContext(env, await readClock(env), readerLanguage(c)))
    await next()
  })
  if (isDevelopment(env))
    app.route(
      '/api/dev',
      createDevApi(env, Date.now(), (now) => runSweeps(createContext(env, now, 'id'))),
    )
  app.route('/api/v1', api)
  app.all('/api/*', (c) =>
    problemResponse({ type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: c.req.path }, readerLanguage(c)),
  )
  app.route('/', site)
  app.onError(failed)
  return app
}

export default {
  fetch: (request, env, execution) => createApp(env).fetch(request as never, env, execution as never) as never,
  async scheduled(controller, env) {
    const offset = isDevelopment(env) ? await clockOffset(env) : 0
    if (isStale(controller.scheduledTime, Date.now())) return
    await runSweeps(createContext(env, controller.scheduledTime + offset, 'id'))
  },
} satisfies ExportedHandler<Env>
