import { type SQL, sql } from 'drizzle-orm'
import { authAccount, authDevices, authUser } from '../auth/tables.ts'
import type { Db } from '../context.ts'
import { customers, memberships } from './tables.ts'

export interface NewCustomer {
  readonly user: typeof authUser.$inferInsert
  readonly passwordHash: string
  readonly device: string
  readonly customer: Omit<typeof customers.$inferInsert, 'commitId'>
  readonly authority: string | null
}

/** User, credential, customer and membership; a taken user id or e-mail fails the whole commit. */
export function insertCustomer(db: Db, commitId: string, { user, passwordHash, device, customer, authority }: NewCustomer) {
  const { id, createdAt, updatedAt } = user
  return [
    db.insert(authUser).values(user),
    db.insert(authAccount).values({
      ...{ id: `${id}_credential`, accountId: id, providerId: 'credential', userId: id },
      ...{ password: passwordHash, createdAt, updatedAt },
    }),
    db.insert(authDevices).values({ userId: id, digest: device, firstSeenAt: customer.createdAt }),
    db.insert(customers).values({ ...customer, commitId }),
    db.insert(memberships).values({ customer: customer.id, user: id, role: 'owner', authority, createdAt: customer.createdAt, commitId }),
  ] as const
}

/** `rows` is a json_each of `versionsTold` with `id` and `version`; each moves if its version is still the one read. */
export function markTold(rows: SQL, commitId: string): SQL {
  return sql`UPDATE customers SET versions_told = d.value ->> 'versionsTold', version = customers.version + 1, commit_id = ${commitId}
    FROM ${rows} AS d WHERE customers.id = d.value ->> 'id' AND customers.version = d.value ->> 'version'`
}
