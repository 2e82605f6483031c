/** A Worker that only passes calls on to the gateway clients, so that they are tested in the runtime they run in. */
import { type GatewayEnv, gatewaysOf } from '../../worker/billing/gateways/desk.ts'

export type Verb = 'createPayment' | 'voidPayment' | 'status' | 'parseWebhook'

/** @public Wrangler starts it by its path. */
export default {
  async fetch(request: Request, env: GatewayEnv): Promise<Response> {
    const { gateway, verb, body, headers } = (await request.json()) as {
      gateway: 'midtrans' | 'xendit'
      verb: Verb
      body: never
      headers?: Record<string, string>
    }
    const client = gatewaysOf(env)[gateway]
    if (client === undefined) return new Response('not configured', { status: 404 })
    const result = verb === 'parseWebhook' ? await client.parseWebhook(body, new Headers(headers)) : await client[verb](body)
    return Response.json(result)
  },
}
