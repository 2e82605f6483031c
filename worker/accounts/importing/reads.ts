import { and, eq, notInArray, sql } from 'drizzle-orm'
import { authUser } from '../../auth/tables.ts'
import type { Db } from '../../context.ts'
import { panelAccounts } from '../../panel/tables.ts'
import { accounts } from '../tables.ts'
import { imports } from './tables.ts'

export interface Named {
  readonly emails: readonly string[]
  readonly domains: readonly string[]
  readonly usernames: readonly string[]
}

/** Whether these files were imported before, and which of the names in them are here already: one round trip. */
export async function readHere(db: Db, digest: string, { emails, domains, usernames }: Named) {
  const among = (names: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(names)}))`
  const [[done], users, running, panelled] = await db.batch([
    db.select().from(imports).where(eq(imports.digest, digest)),
    db
      .select({ email: authUser.email })
      .from(authUser)
      .where(sql`${authUser.email} IN ${among(emails)}`),
    db
      .select({ domain: accounts.domain })
      .from(accounts)
      .where(
        and(
          sql`${accounts.domain} IN ${among(domains)}`,
          notInArray(accounts.state, ['terminated', 'purged', 'order_cancelled', 'cancelled']),
        ),
      ),
    db
      .select({ username: panelAccounts.username })
      .from(panelAccounts)
      .where(sql`${panelAccounts.username} IN ${among(usernames)}`),
  ])
  return {
    done,
    emailsHere: new Set(users.map(({ email }) => email)),
    domainsHere: new Set(running.map(({ domain }) => domain)),
    usernamesHere: new Set(panelled.map(({ username }) => username)),
  }
}
