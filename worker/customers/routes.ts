/** Doors of customers: registration, and who one is. */
import { createRoute } from '@hono/zod-openapi'
import { requireSignedIn } from '../auth/middleware.ts'
import { openDoor } from '../door.ts'
import { evidenceOf } from '../evidence.ts'
import { guardAddress } from '../guards.ts'
import { refuse } from '../problem.ts'
import { body, IdempotencyHeaders, json } from '../shapes.ts'
import { describeMe, registerCustomer } from './actions.ts'
import { CUSTOMER_PROBLEMS, clauseOf } from './problems.ts'
import { Me, Registration, RegistrationAnswer } from './schemas.ts'

const postRegistrations = createRoute({
  method: 'post',
  path: '/registrations',
  summary: 'Become a customer: the first acceptance (P1, P7, P11)',
  middleware: [guardAddress] as const,
  request: { headers: IdempotencyHeaders, body: body(Registration) },
  responses: { 201: json(RegistrationAnswer, 'Registered; a mail to verify the address is on its way.') },
})

const getMe = createRoute({
  method: 'get',
  path: '/me',
  summary: 'Who is signed in',
  middleware: [requireSignedIn] as const,
  responses: { 200: json(Me, 'The user, the customer they act for, and what waits for them.') },
})

export const customers = openDoor()
  .openapi(postRegistrations, async (c) => {
    const { context } = c.var
    const made = await registerCustomer(context, c.req.valid('json'), c.req.valid('header')['idempotency-key'], evidenceOf(c))
    return made.ok
      ? c.json(made.value, 201)
      : refuse(c, CUSTOMER_PROBLEMS, made.failure, { clause: clauseOf(made.failure, context.now, context.language) })
  })
  .openapi(getMe, async (c) => c.json(await describeMe(c.var.context, c.var.visitor), 200))
