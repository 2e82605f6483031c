import type { Context } from '../../context.ts'
import { sha256 } from '../mail/attachments.ts'
import type { OutgoingMail } from '../mail/message.ts'
import { sentMail } from '../mail/tables.ts'
import type { SendResult } from './transport.ts'

/** Development: kept in a table and shown at /api/dev/mail. It stands for the other side, so it takes a mail once however often it is sent. */
export async function recordTransport(mail: OutgoingMail, { db, now }: Context): Promise<SendResult> {
  const attachments = await Promise.all(
    mail.attachments.map(async ({ filename, contentType, content }) => {
      const bytes = new Uint8Array(content)
      return { filename, contentType, bytes: bytes.length, sha256: await sha256(bytes), text: new TextDecoder().decode(bytes) }
    }),
  )
  const json = JSON.stringify
  const headers = {
    'Message-ID': mail.messageId,
    From: `${mail.from.name} <${mail.from.address}>`,
    'Reply-To': mail.replyTo,
    ...mail.headers,
  }
  const { id, kind, language, subject, text, html } = mail
  const lists = { recipients: json(mail.to), links: json(mail.links), headers: json(headers), attachments: json(attachments) }
  await db
    .insert(sentMail)
    .values({ id, kind, language, subject, text, html, ...lists, sentAt: now })
    .onConflictDoNothing()
  return { result: 'accepted', detail: 'recorded', refused: 0 }
}
