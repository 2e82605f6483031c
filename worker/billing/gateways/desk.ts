/** What the actions on gateway payments work with; the doors make it from the environment. */
import type { Context } from '../../context.ts'
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import type { Failure, Result } from '../../shared/result.ts'
import type { Gateway, GatewayName } from '../clients/gateway.ts'
import { createMidtrans } from '../clients/midtrans.ts'
import { createXendit } from '../clients/xendit.ts'

export interface GatewayPayment {
  readonly invoiceId: string
  readonly amountRupiah: Rupiah
  /** When the gateway says it was paid. */
  readonly paidAt: Instant
  readonly method: GatewayName
  /** `midtrans:<transaction>`: unique, so that a payment is recorded once however often it is tried. */
  readonly reference: string
}

/** `reference_used`: it stands in the books already. `lost_race`: try again. Any other reason will not go away by trying. */
export type RecordPayment = (context: Context, payment: GatewayPayment) => Promise<Result<unknown, Failure>>

export interface GatewayDesk {
  readonly gateways: Partial<Readonly<Record<GatewayName, Gateway>>>
  readonly recordPayment: RecordPayment
  readonly newCommitId: () => string
}

export interface GatewayEnv {
  readonly MIDTRANS_URL?: string
  readonly MIDTRANS_SERVER_KEY?: string
  readonly XENDIT_URL?: string
  readonly XENDIT_SECRET_KEY?: string
  readonly XENDIT_CALLBACK_TOKEN?: string
  /** Milliseconds to wait for a gateway's answer, where 8 s do not fit. */
  readonly GATEWAY_TIMEOUT?: string
}

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
