import type { Context } from '../../context.ts'
import type { OutgoingMail } from '../mail/message.ts'
import type { SendResult } from './transport.ts'

/** Codes of the platform for what will never be taken; every other one may pass. */
const NEVER: ReadonlySet<string> = new Set([
  'E_RECIPIENT_SUPPRESSED',
  'E_RECIPIENT_NOT_ALLOWED',
  'E_CONTENT_TOO_LARGE',
  'E_TOO_MANY_ATTACHMENTS',
])

/**
 * Cloudflare’s `send_email` binding. It makes Message-ID and Date itself and refuses headers it does not know, so our own id
 * travels in an X- header.
 */
export async function sendEmailTransport(mail: OutgoingMail, { env }: Context): Promise<SendResult> {
  if (env.EMAIL === undefined) return { result: 'later', reason: 'no_email_binding' }
  try {
    const { messageId } = await env.EMAIL.send({
      from: { name: mail.from.name, email: mail.from.address },
      replyTo: mail.replyTo,
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      headers: { 'X-Mufakat-Message': mail.id, ...mail.headers },
      attachments: mail.attachments.map(({ filename, contentType, content }) => ({
        disposition: 'attachment' as const,
        filename,
        type: contentType,
        content,
      })),
    })
    return { result: 'accepted', detail: messageId, refused: 0 }
  } catch (error) {
    const reason = codeOf(error)
    return NEVER.has(reason) ? { result: 'refused', reason } : { result: 'later', reason }
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'unknown'
}
