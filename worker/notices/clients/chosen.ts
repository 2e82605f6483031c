/** By which way this installation’s mail leaves. */
import type { Env } from '../../context.ts'
import { recordTransport } from './record.ts'
import { sendEmailTransport } from './send-email.ts'
import { smtpTransport } from './smtp.ts'
import type { Transport } from './transport.ts'

type TransportName = 'send_email' | 'smtp' | 'record'

/** Development records mail unless told otherwise. Undefined: no mail; the portal inbox alone notifies. */
function transportName(env: Pick<Env, 'MAIL_TRANSPORT' | 'ENVIRONMENT'>): TransportName | undefined {
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
