/** Development’s mailbox: what was sent, in full, and what still waits in the outbox, in the words in which it would be sent. */
import { desc, sql } from 'drizzle-orm'
import type { Language } from '../../content/schema.ts'
import type { Db } from '../context.ts'
import type { MemberRole } from '../customers/members/rules.ts'
import { policies, provider } from '../policies/generated.ts'
import { sentMail } from './mail/tables.ts'
import { mailedTo } from './rules/audience.ts'
import { viewNotice } from './rules/view.ts'

interface Row {
  readonly body: string
  readonly createdAt: number
  readonly kind: string | null
  readonly notice: string | null
  readonly language: Language | null
  /** JSON list of everyone who acts for the customer. */
  readonly people: string
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
      (SELECT json_group_array(json_object('email', u.email, 'role', m.role)) FROM memberships m JOIN auth_user u ON u.id = m.user
        WHERE m.customer = n.customer) AS people
    FROM outbox o
    LEFT JOIN notices n ON n.customer = o.body ->> '$.notice.customer' AND n.subject = o.subject
      AND n.kind = o.body ->> '$.notice.kind' AND n.cycle = o.body ->> '$.notice.cycle'
    LEFT JOIN customers c ON c.id = n.customer
    WHERE o.kind IN ('mail', 'step') ORDER BY o.id DESC LIMIT ${most}`)
  return rows.map(({ body, createdAt, kind, notice, language, people }) => {
    if (kind === null || notice === null) return { ...(JSON.parse(body) as object), createdAt, status: 'waiting' }
    const members = JSON.parse(people) as { email: string; role: MemberRole }[]
    const to = mailedTo(kind, members)
      .map(({ email }) => email)
      .join(', ')
    const view = viewNotice(kind, notice, language ?? 'id', policies, provider)
    return { to, kind, language, subject: view?.title, text: view?.text, clause: view?.clause, createdAt, status: 'waiting' }
  })
}
