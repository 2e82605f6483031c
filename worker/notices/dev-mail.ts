/** Development: the mail that would have been sent, in the words in which it would be. */
import { sql } from 'drizzle-orm'
import type { Language } from '../../content/schema.ts'
import type { Db } from '../context.ts'
import { policies, provider } from '../policies/generated.ts'
import { viewNotice } from './rules/view.ts'

interface Row {
  readonly body: string
  readonly createdAt: number
  readonly kind: string | null
  readonly notice: string | null
  readonly language: Language | null
  readonly to: string | null
}

/** Newest first. A mail either brings its own words or names a notice, whose words and recipients are looked up here. */
export async function readDevMail(db: Db, most = 200): Promise<object[]> {
  const rows = await db.all<Row>(sql`
    SELECT o.body, o.created_at AS createdAt, n.kind, n.body AS notice, c.language,
      (SELECT group_concat(u.email, ', ') FROM memberships m JOIN auth_user u ON u.id = m.user WHERE m.customer = n.customer) AS "to"
    FROM outbox o
    LEFT JOIN notices n ON n.customer = o.body ->> '$.notice.customer' AND n.subject = o.subject
      AND n.kind = o.body ->> '$.notice.kind' AND n.cycle = o.body ->> '$.notice.cycle'
    LEFT JOIN customers c ON c.id = n.customer
    WHERE o.kind = 'mail' ORDER BY o.id DESC LIMIT ${most}`)
  return rows.map(({ body, createdAt, kind, notice, language, to }) => {
    if (kind === null || notice === null) return { ...(JSON.parse(body) as object), createdAt }
    const view = viewNotice(kind, notice, language ?? 'id', policies, provider)
    return { to, kind, language, subject: view?.title, text: view?.text, clause: view?.clause, createdAt }
  })
}
