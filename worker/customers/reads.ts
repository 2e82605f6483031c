import { eq, lt, or } from 'drizzle-orm'
import { authUser } from '../auth/tables.ts'
import type { Db } from '../context.ts'
import { customers } from './tables.ts'

/** Who holds this user id or this e-mail already. */
export function takenQuery(db: Db, userId: string, email: string) {
  return db
    .select({ id: authUser.id, username: authUser.username, email: authUser.email, language: authUser.language })
    .from(authUser)
    .where(or(eq(authUser.username, userId), eq(authUser.email, email)))
}

export type Untold = Pick<typeof customers.$inferSelect, 'id' | 'version' | 'createdAt'>

/** Customers told of fewer versions than are published, by the index of just that. */
export function untoldQuery(db: Db, published: number, most: number): Promise<Untold[]> {
  return db
    .select({ id: customers.id, version: customers.version, createdAt: customers.createdAt })
    .from(customers)
    .where(lt(customers.versionsTold, published))
    .limit(most)
}
