import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { sha256 } from '../mail/attachments.ts'
import type { OutgoingMail } from '../mail/message.ts'
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
  await db.run(sql`INSERT INTO sent_mail (id, recipients, kind, language, subject, text, html, links, headers, attachments, sent_at)
    VALUES (${mail.id}, ${json(mail.to)}, ${mail.kind}, ${mail.language}, ${mail.subject}, ${mail.text}, ${mail.html},
      ${json(mail.links)}, ${json(headers)}, ${json(attachments)}, ${now}) ON CONFLICT DO NOTHING`)
  return { result: 'accepted', detail: 'recorded' }
}
