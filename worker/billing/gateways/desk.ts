/** What the actions on gateway payments work with; the doors make it from the environment. */
import type { Context, Env } from '../../context.ts'
import { mint } from '../../mint.ts'
import type { Gateway, GatewayName } from '../clients/gateway.ts'
import { createMidtrans } from '../clients/midtrans.ts'
import { createXendit } from '../clients/xendit.ts'

export interface GatewayDesk {
  readonly gateways: Partial<Readonly<Record<GatewayName, Gateway>>>
  readonly newCommitId: () => string
}

export type GatewayEnv = Pick<
  Env,
  'MIDTRANS_URL' | 'MIDTRANS_SERVER_KEY' | 'XENDIT_URL' | 'XENDIT_SECRET_KEY' | 'XENDIT_CALLBACK_TOKEN' | 'GATEWAY_TIMEOUT'
>

export const deskOf = (context: Context): GatewayDesk => ({
  gateways: gatewaysOf(context.env),
  newCommitId: () => mint('commit', context.now),
})

/** Those gateways whose keys are set. */
export function gatewaysOf(env: GatewayEnv): GatewayDesk['gateways'] {
  const timeout = env.GATEWAY_TIMEOUT ? { timeoutMilliseconds: Number(env.GATEWAY_TIMEOUT) } : {}
  const { MIDTRANS_SERVER_KEY: serverKey, XENDIT_SECRET_KEY: secretKey, XENDIT_CALLBACK_TOKEN: callbackToken } = env
  return {
    ...(serverKey ? { midtrans: createMidtrans({ url: env.MIDTRANS_URL ?? 'https://api.midtrans.com', serverKey, ...timeout }) } : {}),
    ...(secretKey && callbackToken
      ? { xendit: createXendit({ url: env.XENDIT_URL ?? 'https://api.xendit.co', secretKey, callbackToken, ...timeout }) }
      : {}),
  }
}
