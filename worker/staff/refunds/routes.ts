/** Door of refunds (S13, S16). */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { IdempotencyHeaders } from '../../agreements/schemas.ts'
import { requireStaff } from '../../auth/middleware.ts'
import { recordRefund } from '../../billing/reversals/actions.ts'
import { REFUND_PROBLEMS } from '../../billing/reversals/problems.ts'
import { NewRefund, RefundAnswer } from '../../billing/reversals/schemas.ts'
import { openDoor } from '../../door.ts'
import { refuse } from '../../problem.ts'
import { DOOR_PROBLEMS } from '../../problem-words.ts'

const postRefund = createRoute({
  method: 'post',
  path: '/staff/payments/{id}/refunds',
  summary: 'Record that a payment, or a part of it, was paid back (S13, S16)',
  middleware: [requireStaff] as const,
  request: {
    headers: IdempotencyHeaders,
    params: z.object({ id: z.string().max(64) }),
    body: { required: true, content: { 'application/json': { schema: NewRefund } } },
  },
  responses: {
    201: { content: { 'application/json': { schema: RefundAnswer } }, description: 'A new negative entry; the payment stays as it was.' },
  },
})

export const refunds = openDoor().openapi(postRefund, async (c) => {
  const key = c.req.valid('header')['idempotency-key']
  if (key === undefined) return refuse(c, DOOR_PROBLEMS, { reason: 'idempotency_key_missing' })
  const made = await recordRefund(c.var.context, c.var.visitor.user.id, c.req.valid('param').id, c.req.valid('json'), key)
  return made.ok ? c.json(made.value, 201) : refuse(c, REFUND_PROBLEMS, made.failure)
})
