/** Mounts the slices under /api/v1; every body is validated at the door by the schemas that also make the OpenAPI document. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from './context.ts'
import { problemResponse, readerLanguage } from './problem.ts'

export interface AppBindings {
  Variables: { context: Context }
}

export function createApi() {
  const api = new OpenAPIHono<AppBindings>()
  api.notFound((c) =>
    problemResponse({ type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: c.req.path }, readerLanguage(c)),
  )
  return api
}

export type Api = ReturnType<typeof createApi>
