import { and, eq } from 'drizzle-orm'
import type { Language } from '../../../content/schema.ts'
import { authUser } from '../../auth/tables.ts'
import type { Db } from '../../context.ts'
import { customers, memberships } from '../../customers/tables.ts'
import { notices } from '../../db/tables.ts'
import { mailedTo } from '../rules/audience.ts'

export interface Recipients {
  readonly to: readonly string[]
  readonly language: Language
}

/**
 * Those who act for the customer in what the notice is about, looked up when the mail is sent: an address changed meanwhile gets it.
 * Undefined: nobody acts for the customer.
 */
export async function recipientsOf(db: Db, customer: string, kind: string): Promise<Recipients | undefined> {
  const rows = await db
    .select({ email: authUser.email, role: memberships.role, language: customers.language })
    .from(memberships)
    .innerJoin(authUser, eq(authUser.id, memberships.user))
    .innerJoin(customers, eq(customers.id, memberships.customer))
    .where(eq(memberships.customer, customer))
  const [first] = rows
  return first && { to: mailedTo(kind, rows).map(({ email }) => email), language: first.language }
}

export interface NoticeKey {
  readonly customer: string
  readonly subject: string
  readonly kind: string
  readonly cycle: string
}

const sameNotice = ({ customer, subject, kind, cycle }: NoticeKey) =>
  and(eq(notices.customer, customer), eq(notices.subject, subject), eq(notices.kind, kind), eq(notices.cycle, cycle))

/** The notice as it was last posted to the inbox, and by which commit; undefined when it never was. */
export async function postingOf(db: Db, key: NoticeKey): Promise<{ commitId: string; body: string } | undefined> {
  const rows = await db.select({ commitId: notices.commitId, body: notices.body }).from(notices).where(sameNotice(key))
  return rows[0]
}
