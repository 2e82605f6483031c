/** Development’s mailbox: what was sent, in full, and what still waits in the outbox, in the words in which it would be sent. */
import { desc, sql } from 'drizzle-orm'
import type { Language } from '../../content/schema.ts'
import type { Db } from '../context.ts'
import { policies, provider } from '../policies/generated.ts'
import { sentMail } from './mail/tables.ts'
import { viewNotice } from './rules/view.ts'

interface Row {
  readonly body: string
  readonly createdAt: number
  readonly kind: string | null
  readonly notice: string | null
  readonly language: Language | null
  readonly to: string | null
}

/** Newest first, waiting mail before sent. */
export async function readDevMail(db: Db, most = 200): Promise<object[]> {
  const [waiting, sent] = await Promise.all([readWaiting(db, most), readSent(db, most)])
  return [...waiting, ...sent]
}

/** `to` lists the addresses. */
async function readSent(db: Db, most: number): Promise<object[]> {
  const rows = await db.select().from(sentMail).orderBy(desc(sentMail.sentAt), desc(sentMail.id)).limit(most)
  return rows.map(({ recipients, links, headers, attachments, sentAt, ...mail }) => {
    const to = (JSON.parse(recipients) as string[]).join(', ')
    return {
      ...mail,
      to,
      links: JSON.parse(links),
      headers: JSON.parse(headers),
      attachments: JSON.parse(attachments),
      createdAt: sentAt,
      status: 'sent',
    }
  })
}

/** A mail either brings its own words or names a notice, whose words and recipients are looked up here. */
async function readWaiting(db: Db, most: number): Promise<object[]> {
  const rows = await db.all<Row>(sql`
    SELECT o.body, o.created_at AS createdAt, n.kind, n.body AS notice, c.language,
      (SELECT group_concat(u.email, ', ') FROM memberships m JOIN auth_user u ON u.id = m.user WHERE m.customer = n.customer) AS "to"
    FROM outbox o
    LEFT JOIN notices n ON n.customer = o.body ->> '$.notice.customer' AND n.subject = o.subject
      AND n.kind = o.body ->> '$.notice.kind' AND n.cycle = o.body ->> '$.notice.cycle'
    LEFT JOIN customers c ON c.id = n.customer
    WHERE o.kind IN ('mail', 'step') ORDER BY o.id DESC LIMIT ${most}`)
  return rows.map(({ body, createdAt, kind, notice, language, to }) => {
    if (kind === null || notice === null) return { ...(JSON.parse(body) as object), createdAt, status: 'waiting' }
    const view = viewNotice(kind, notice, language ?? 'id', policies, provider)
    return { to, kind, language, subject: view?.title, text: view?.text, clause: view?.clause, createdAt, status: 'waiting' }
  })
}
