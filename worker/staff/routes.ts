/** Doors of staff. */
import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../auth/middleware.ts'
import { recordPayment } from '../billing/actions.ts'
import { PAYMENT_PROBLEMS } from '../billing/problems.ts'
import { NewPayment, PaymentAnswer } from '../billing/schemas.ts'
import { openDoor } from '../door.ts'
import { requireKey } from '../guards.ts'
import { refuse } from '../problem.ts'
import { body, IdempotencyHeaders, idParams, json } from '../shapes.ts'

const postPayment = createRoute({
  method: 'post',
  path: '/staff/invoices/{id}/payments',
  summary: 'Record that an invoice was paid (S13, S14, S16)',
  middleware: [requireStaff, requireKey] as const,
  request: {
    headers: IdempotencyHeaders,
    params: idParams,
    body: body(NewPayment),
  },
  responses: {
    201: json(PaymentAnswer, 'Recorded, with what it did and by which clause.'),
  },
})

export const staff = openDoor().openapi(postPayment, async (c) => {
  const made = await recordPayment(c.var.context, c.var.visitor.user.id, c.req.valid('param').id, c.req.valid('json'), c.var.key)
  return made.ok ? c.json(made.value, 201) : refuse(c, PAYMENT_PROBLEMS, made.failure)
})
