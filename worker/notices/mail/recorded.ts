import { sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'

interface RecordedRow {
  readonly recipients: string
  readonly links: string
  readonly headers: string
  readonly attachments: string
  readonly [column: string]: unknown
}

/**
 * Development’s mailbox, newest first: what was sent, in full, and before it what still waits in the outbox, as it was ordered.
 * `to` is one address, as most mail has.
 */
export async function recordedMail(db: Pick<Db, 'all'>): Promise<object[]> {
  const [waiting, sent] = await Promise.all([
    db.all<{ body: string; createdAt: number }>(
      sql`SELECT body, created_at AS createdAt FROM outbox WHERE kind = 'mail' ORDER BY id DESC LIMIT 200`,
    ),
    db.all<RecordedRow>(sql`SELECT id, recipients, kind, language, subject, text, html, links, headers, attachments, sent_at AS createdAt
      FROM sent_mail ORDER BY sent_at DESC, id DESC LIMIT 200`),
  ])
  return [
    ...waiting.map(({ body, createdAt }) => ({ ...(JSON.parse(body) as object), createdAt, status: 'waiting' })),
    ...sent.map(({ recipients, links, headers, attachments, ...mail }) => {
      const to = JSON.parse(recipients) as string[]
      const json = { links: JSON.parse(links), headers: JSON.parse(headers), attachments: JSON.parse(attachments) }
      return { ...mail, to: to.join(', '), ...json, status: 'sent' }
    }),
  ]
}
