/**
 * SMTP submission. nodemailer writes MIME and speaks the protocol (it has no dependencies and is kept up weekly); the socket is
 * opened by workerd’s own node:net and node:tls by host name, so that its certificate check sees the name and no lookup of ours.
 */
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Context } from '../../context.ts'
import type { OutgoingMail } from '../mail/message.ts'
import type { SendResult } from './transport.ts'

/** Well below the lease of a claimed row. */
const PATIENCE_MS = 30_000

/**
 * `smtps://user:password@host:465` (TLS from the start), `smtp://user:password@host:587` (STARTTLS, refused if not offered), or
 * `smtp+plain://host:25` without encryption, for a relay on the same machine.
 */
interface SmtpServer {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly credentials?: { readonly user: string; readonly pass: string }
}

const SECURITY: { readonly [scheme: string]: readonly [SmtpServer['security'], port: number] } = {
  'smtps:': ['tls', 465],
  'smtp:': ['starttls', 587],
  'smtp+plain:': ['none', 25],
}

/** @returns undefined for an address that is none. */
function parseSmtpUrl(text: string): SmtpServer | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const security = url && SECURITY[url.protocol]
  if (!url || !security || url.hostname === '') return undefined
  const credentials = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return {
    host: url.hostname,
    port: url.port === '' ? security[1] : Number(url.port),
    security: security[0],
    ...(credentials.user ? { credentials } : {}),
  }
}

export async function smtpTransport(mail: OutgoingMail, { env, now }: Context): Promise<SendResult> {
  const server = parseSmtpUrl(env.SMTP_URL ?? '')
  if (server === undefined) return { result: 'later', reason: 'no_smtp_url' }
  try {
    const raw = await compose(mail, now)
    const { response, rejected } = await submit(server, mail, raw)
    return { result: 'accepted', detail: response.slice(0, 3), refused: rejected }
  } catch (error) {
    return judge(error)
  }
}

function compose(mail: OutgoingMail, now: number): Promise<Uint8Array> {
  const { from, replyTo, to, subject, text, html, messageId, headers, language } = mail
  return new MailComposer({
    from,
    replyTo,
    to: [...to],
    subject,
    text,
    html,
    messageId,
    date: new Date(now),
    // RFC 3834: nobody’s absence notice should answer this.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language, ...headers },
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({ filename, contentType, content: Buffer.from(content) })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}

/** @throws what nodemailer tells: `responseCode`, `command` and `code`. */
async function submit(server: SmtpServer, mail: OutgoingMail, raw: Uint8Array): Promise<{ response: string; rejected: number }> {
  const { host, security, credentials } = server
  const connection = new SMTPConnection({
    connection: await openSocket(server),
    host,
    secure: security === 'tls',
    secured: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    name: mail.from.address.split('@')[1] ?? 'localhost',
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  })
  try {
    return await new Promise((resolve, reject) => {
      const orReject = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next())
      const send = () =>
        connection.send({ from: mail.from.address, to: [...mail.to] }, Buffer.from(raw), (error, info) =>
          error ? reject(error) : resolve({ response: info?.response ?? '', rejected: info?.rejected.length ?? 0 }),
        )
      connection.once('error', reject)
      connection.once('end', () => reject(new Error('connection closed')))
      connection.connect(orReject(credentials ? () => connection.login({ credentials }, orReject(send)) : send))
    })
  } finally {
    connection.close()
  }
}

function openSocket({ host, port, security }: SmtpServer): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = security === 'tls' ? connectTls({ host, port, servername: host }) : connectPlain({ host, port })
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('connect timeout')))
    socket.once('error', reject)
    socket.once(security === 'tls' ? 'secureConnect' : 'connect', () => {
      socket.removeListener('error', reject)
      resolve(socket)
    })
  })
}

/** 5xx to the recipient or the mail itself is for good (RFC 5321, 4.2.1); to anything else, it is our set-up that is wrong. */
function judge(error: unknown): SendResult {
  const { responseCode, command, code } = error as { responseCode?: number; command?: string; code?: string }
  const reason = responseCode === undefined ? (code ?? 'connection_failed') : `${responseCode} ${command ?? ''}`.trim()
  const aboutTheMail = command === 'RCPT TO' || command === 'DATA'
  return responseCode !== undefined && responseCode >= 500 && aboutTheMail ? { result: 'refused', reason } : { result: 'later', reason }
}
