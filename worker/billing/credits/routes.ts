/** Door of a customer's credit (S13, S20). */
import { createRoute } from '@hono/zod-openapi'
import { requireMember } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { json } from '../../shapes.ts'
import { CreditAnswer } from './schemas.ts'
import { listCredits } from './views.ts'

const getCredits = createRoute({
  method: 'get',
  path: '/credits',
  summary: 'The customer’s credit: balance and history',
  middleware: [requireMember('money')] as const,
  responses: { 200: json(CreditAnswer, 'All of it.') },
})

export const credits = openDoor().openapi(getCredits, async (c) => c.json(await listCredits(c.var.context, c.var.visitor.customer.id), 200))
