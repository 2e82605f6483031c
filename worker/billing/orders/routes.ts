/** Doors of orders (S2, S13): what is on sale, and the purchase click. */
import { createRoute } from '@hono/zod-openapi'
import { requireMember } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { evidenceOf } from '../../evidence.ts'
import { requireKey } from '../../guards.ts'
import { refuse } from '../../problem.ts'
import { body, IdempotencyHeaders, json } from '../../shapes.ts'
import { catalogOf, placeOrder } from './actions.ts'
import { ORDER_PROBLEMS } from './problems.ts'
import { CatalogAnswer, NewOrder, OrderAnswer } from './schemas.ts'

const getCatalog = createRoute({
  method: 'get',
  path: '/catalog',
  summary: 'What is on sale today, in the reader’s language',
  responses: { 200: json(CatalogAnswer, 'Prices in rupiah, for each term offered.') },
})

const postOrder = createRoute({
  method: 'post',
  path: '/orders',
  summary: 'Order a service: the purchase click (S2, S13)',
  middleware: [requireMember('money'), requireKey] as const,
  request: { headers: IdempotencyHeaders, body: body(NewOrder) },
  responses: { 201: json(OrderAnswer, 'Ordered; the account waits for its payment.') },
})

export const orders = openDoor()
  .openapi(getCatalog, (c) => c.json(catalogOf(c.var.context), 200))
  .openapi(postOrder, async (c) => {
    const made = await placeOrder(c.var.context, c.var.visitor, c.req.valid('json'), c.var.key, evidenceOf(c))
    return made.ok ? c.json(made.value, 201) : refuse(c, ORDER_PROBLEMS, made.failure)
  })
