/** Doors of the pages on which one orders and pays: what is to be accepted with an order, and which gateways can be chosen. */
import { createRoute } from '@hono/zod-openapi'
import { requireMember } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { json } from '../../shapes.ts'
import { GATEWAYS } from '../clients/gateway.ts'
import { gatewaysOf } from '../gateways/desk.ts'
import { CheckoutAnswer, WaysToPay } from './schemas.ts'
import { showCheckout } from './views.ts'

const getCheckout = createRoute({
  method: 'get',
  path: '/checkout',
  summary: 'What an order placed now would be made under (S1, S2)',
  middleware: [requireMember('money')] as const,
  responses: { 200: json(CheckoutAnswer, 'The versions, and until when such an order can be paid.') },
})

const getWays = createRoute({
  method: 'get',
  path: '/ways-to-pay',
  summary: 'The payment gateways that can be chosen (S13)',
  responses: { 200: json(WaysToPay, 'In the order in which they are offered.') },
})

export const checkout = openDoor()
  .openapi(getCheckout, async (c) => c.json(await showCheckout(c.var.context, c.var.visitor.customer.id), 200))
  .openapi(getWays, (c) => {
    const ready = gatewaysOf(c.var.context.env)
    return c.json({ gateways: GATEWAYS.filter((name) => ready[name] !== undefined) }, 200)
  })
