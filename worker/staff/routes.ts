/** Doors of staff. */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { IdempotencyHeaders } from '../agreements/schemas.ts'
import { requireStaff } from '../auth/middleware.ts'
import { recordPayment } from '../billing/actions.ts'
import { PAYMENT_PROBLEMS } from '../billing/problems.ts'
import { NewPayment, PaymentAnswer } from '../billing/schemas.ts'
import { openDoor } from '../door.ts'
import { refuse } from '../problem.ts'
import { DOOR_PROBLEMS } from '../problem-words.ts'

const postPayment = createRoute({
  method: 'post',
  path: '/staff/invoices/{id}/payments',
  summary: 'Record that an invoice was paid (S13, S14, S16)',
  middleware: [requireStaff] as const,
  request: {
    headers: IdempotencyHeaders,
    params: z.object({ id: z.string().max(64) }),
    body: { required: true, content: { 'application/json': { schema: NewPayment } } },
  },
  responses: {
    201: { content: { 'application/json': { schema: PaymentAnswer } }, description: 'Recorded, with what it did and by which clause.' },
  },
})

export const staff = openDoor().openapi(postPayment, async (c) => {
  const key = c.req.valid('header')['idempotency-key']
  if (key === undefined) return refuse(c, DOOR_PROBLEMS, { reason: 'idempotency_key_missing' })
  const made = await recordPayment(c.var.context, c.var.visitor.user.id, c.req.valid('param').id, c.req.valid('json'), key)
  return made.ok ? c.json(made.value, 201) : refuse(c, PAYMENT_PROBLEMS, made.failure)
})
