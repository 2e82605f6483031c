/**
 * A panel of the provider’s own, told by signed webhooks after the Standard Webhooks specification 1.0.0: `webhook-id` is the
 * order’s id and the same at each attempt, `webhook-timestamp` is the attempt’s, and the signature covers both and the body.
 */
import { ok } from '../../shared/result.ts'
import { call } from './call.ts'
import type { Asked, Order, Panel, PanelAccount, Removal } from './panel.ts'

export interface WebhookSettings {
  readonly url: string
  /** `whsec_` and base64 of 24 to 64 random bytes; while changing over the old one beside the new. */
  readonly secrets: readonly string[]
}

/** The specification recommends 15 to 30 seconds. */
const PATIENCE_MS = 20_000

async function signatureOf(secret: string, id: string, timestamp: number, body: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`
}

export function webhookPanel({ url, secrets }: WebhookSettings): Panel {
  async function tell(type: string, account: PanelAccount, order: Order, more: object = {}): Asked<string> {
    const { account: id, username, domain } = account
    const data = { account: id, username, domain, reason: order.reason, ...more }
    const body = JSON.stringify({ type, timestamp: new Date(order.at).toISOString(), data })
    // One order may need two messages (switched on, then another package): each has its own id.
    const messageId = `${order.id}-${type.replace('account.', '')}`
    const seconds = Math.floor(order.at / 1000)
    const signatures = await Promise.all(secrets.map((secret) => signatureOf(secret, messageId, seconds, body)))
    const headers = {
      'content-type': 'application/json',
      'webhook-id': messageId,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatures.join(' '),
    }
    const answer = await call(url, { method: 'POST', headers, body }, PATIENCE_MS)
    if (!answer.ok) return answer
    await answer.value.body?.cancel()
    return ok(messageId)
  }
  const told = async (type: string, account: PanelAccount, order: Order, more?: object): Asked<void> => {
    const answer = await tell(type, account, order, more)
    return answer.ok ? ok(undefined) : answer
  }
  const toldToRemove = async (type: string, account: PanelAccount, order: Order): Asked<Removal> => {
    const answer = await tell(type, account, order)
    return answer.ok ? ok({ outcome: 'told', by: answer.value }) : answer
  }
  return {
    name: 'webhook',
    certainty: 'told',
    state: async ({ recorded }) => ok(recorded ?? { presence: 'absent' }),
    create: (account, packageId, order) => told('account.create', account, order, { package: packageId }),
    suspend: (account, order) => told('account.suspend', account, order),
    unsuspend: (account, order) => told('account.unsuspend', account, order),
    remove: (account, order) => told('account.remove', account, order),
    removeBackups: (account, order) => toldToRemove('account.remove_backups', account, order),
    removeZone: (account, order) => toldToRemove('account.remove_zone', account, order),
    changePackage: (account, packageId, order) => told('account.change_package', account, order, { package: packageId }),
    backup: (account, order) => tell('account.backup', account, order),
    restore: (account, order) => tell('account.restore', account, order),
    job: async () => ok({ state: 'untold' }),
    usage: async () => ok(null),
  }
}
