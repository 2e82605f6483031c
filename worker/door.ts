/** What every door of the API shares: its bindings, and how bad input is answered. A slice opens its door with `openDoor()`. */
import { type Hook, OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Env } from './context.ts'
import { invalidInput } from './problem.ts'

export interface AppBindings {
  Bindings: Env
  Variables: { context: Context }
}

const answerInvalid: Hook<unknown, AppBindings, string, unknown> = (result, c) => {
  return result.success ? undefined : invalidInput(c, result.error.issues)
}

export const openDoor = () => new OpenAPIHono<AppBindings>({ defaultHook: answerInvalid as never })
