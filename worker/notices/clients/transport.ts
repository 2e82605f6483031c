/** How mail leaves the house. */
import type { Context, Env } from '../../context.ts'
import type { OutgoingMail } from '../mail/message.ts'
import { recordTransport } from './record.ts'
import { sendEmailTransport } from './send-email.ts'
import { smtpTransport } from './smtp.ts'

export type SendResult =
  /** The other side has taken the mail over for delivery; what becomes of it later comes back as a bounce. */
  | { readonly result: 'accepted'; readonly detail: string | null }
  /** This mail will never be taken: an address that does not exist, a mail that is refused for its content. */
  | { readonly result: 'refused'; readonly reason: string }
  /** Not now: the other side is down, busy, slow, or we are set up wrongly. */
  | { readonly result: 'later'; readonly reason: string }

export type Transport = (mail: OutgoingMail, context: Context) => Promise<SendResult>

export type TransportName = 'send_email' | 'smtp' | 'record'

/** Development records mail unless told otherwise. Undefined: no mail; the portal inbox alone notifies. */
export function transportName(env: Pick<Env, 'MAIL_TRANSPORT' | 'ENVIRONMENT'>): TransportName | undefined {
  return env.MAIL_TRANSPORT ?? (env.ENVIRONMENT === 'development' ? 'record' : undefined)
}

const TRANSPORTS: { readonly [K in TransportName]: Transport } = {
  send_email: sendEmailTransport,
  smtp: smtpTransport,
  record: recordTransport,
}

export function transportOf(env: Env): Transport | undefined {
  const name = transportName(env)
  return name && TRANSPORTS[name]
}
