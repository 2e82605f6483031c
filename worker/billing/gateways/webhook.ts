/** Doors for the gateways' notifications, mounted at /api/webhooks. They know no session: the signature is who asks. */
import { Hono, type Context as HonoContext } from 'hono'
import type { AppBindings } from '../../door.ts'
import { limitBody } from '../../guards.ts'
import { logFailure } from '../../log.ts'
import { describe, doorProblem, onError, readerLanguage } from '../../problem.ts'
import { GATEWAYS, type GatewayName, type NotificationFailure } from '../clients/gateway.ts'
import { applyNotification, storeNotification } from './actions/notifications.ts'
import { deskOf, type GatewayDesk } from './desk.ts'
import { WEBHOOK_PROBLEMS } from './problems.ts'

export const webhooks = new Hono<AppBindings>()
webhooks.onError(onError)
webhooks.use('*', limitBody)
for (const gateway of GATEWAYS) webhooks.post(`/${gateway}`, (c) => receive(c, gateway, deskOf(c.var.context)))

/** 200 means: stored. Whether it could be applied at once is our affair, and a repetition is answered like the first. */
async function receive(c: HonoContext<AppBindings>, name: GatewayName, desk: GatewayDesk): Promise<Response> {
  const { context } = c.var
  const gateway = desk.gateways[name]
  if (gateway === undefined) return doorProblem(c, { reason: 'not_found' })
  const raw = await c.req.text()
  const parsed = await gateway.parseWebhook(raw, c.req.raw.headers)
  if (!parsed.ok) return turnAway(c, name, parsed.failure)
  const { stored, waiting } = await storeNotification(context, desk, name, parsed.value, raw)
  if (stored && !parsed.value.pending) await applyNow(context, desk, waiting)
  return c.json({ received: true })
}

/** What fails here is stored and due: the gateway need not send it again. */
async function applyNow(...args: Parameters<typeof applyNotification>): Promise<void> {
  try {
    await applyNotification(...args)
  } catch (error) {
    const { gateway, transactionId: transaction } = args[2]
    logFailure({ webhook: gateway, transaction }, error)
  }
}

/** One line, without anything that the sender wrote. */
function turnAway(c: HonoContext<AppBindings>, webhook: GatewayName, failure: NotificationFailure): Response {
  console.warn(JSON.stringify({ level: 'warn', webhook, reason: failure.reason, ray: c.req.header('cf-ray') ?? null }))
  return describe(WEBHOOK_PROBLEMS, failure, readerLanguage(c))
}
