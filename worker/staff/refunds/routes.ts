/** Door of refunds (S13, S16). */
import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../../auth/middleware.ts'
import { recordRefund } from '../../billing/reversals/actions.ts'
import { REFUND_PROBLEMS } from '../../billing/reversals/problems.ts'
import { NewRefund, RefundAnswer } from '../../billing/reversals/schemas.ts'
import { openDoor } from '../../door.ts'
import { requireKey } from '../../guards.ts'
import { refuse } from '../../problem.ts'
import { body, IdempotencyHeaders, idParams, json } from '../../shapes.ts'

const postRefund = createRoute({
  method: 'post',
  path: '/staff/payments/{id}/refunds',
  summary: 'Record that a payment, or a part of it, was paid back (S13, S16)',
  middleware: [requireStaff, requireKey] as const,
  request: {
    headers: IdempotencyHeaders,
    params: idParams,
    body: body(NewRefund),
  },
  responses: {
    201: json(RefundAnswer, 'A new negative entry; the payment stays as it was.'),
  },
})

export const refunds = openDoor().openapi(postRefund, async (c) => {
  const made = await recordRefund(c.var.context, c.var.visitor.user.id, c.req.valid('param').id, c.req.valid('json'), c.var.key)
  return made.ok ? c.json(made.value, 201) : refuse(c, REFUND_PROBLEMS, made.failure)
})
