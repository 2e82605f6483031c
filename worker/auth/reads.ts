import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { acting } from '../customers/members/tables.ts'
import { customers, memberships } from '../customers/tables.ts'
import { authAttempts, authDevices, authSession, authUser, authVerification } from './tables.ts'
import type { Visitor } from './visitor.ts'

/** Session, user and the customer they act for (of several, the one that this session chose; staff act for none), in one query. Sessions live by the wall clock, also in development. */
export async function visitorOf(db: Db, token: string, wallClock: number): Promise<Visitor | undefined> {
  const [row] = await db
    .select({ session: authSession, user: authUser, membership: memberships, customer: customers })
    .from(authSession)
    .innerJoin(authUser, eq(authUser.id, authSession.userId))
    .leftJoin(memberships, eq(memberships.user, authUser.id))
    .leftJoin(customers, eq(customers.id, memberships.customer))
    .leftJoin(acting, and(eq(acting.session, authSession.id), eq(acting.customer, memberships.customer)))
    .where(and(eq(authSession.token, token), gt(authSession.expiresAt, new Date(wallClock))))
    .orderBy(sql`${acting.session} IS NULL`, memberships.createdAt, memberships.customer)
    .limit(1)
  if (!row) return undefined
  const { session, user, membership, customer } = row
  const { role, authority } = membership ?? { role: null, authority: null }
  return {
    session: { id: session.id, secondFactor: session.secondFactor },
    user: {
      id: user.id,
      name: user.name,
      userId: user.username,
      email: user.email,
      emailVerified: user.emailVerified,
      twoFactorEnabled: user.twoFactorEnabled,
      role: user.role,
    },
    customer:
      customer && role && user.role !== 'staff'
        ? {
            id: customer.id,
            kind: customer.kind,
            name: customer.name,
            language: customer.language,
            country: customer.country,
            ...{ role, authority },
          }
        : null,
  }
}

/** By user id or e-mail, as typed. A user id holds no “@”. */
export async function userByLogin(db: Db, login: string) {
  const plain = login.trim().toLowerCase()
  const column = plain.includes('@') ? authUser.email : authUser.username
  const [user] = await db.select().from(authUser).where(eq(column, plain)).limit(1)
  return user
}

export async function userById(db: Db, id: string) {
  const [user] = await db.select().from(authUser).where(eq(authUser.id, id)).limit(1)
  return user
}

/** The user of a reset token that has not expired. */
export async function userOfResetToken(db: Db, token: string, wallClock: number) {
  const [row] = await db
    .select({ user: authUser })
    .from(authVerification)
    .innerJoin(authUser, eq(authUser.id, authVerification.value))
    .where(and(eq(authVerification.identifier, `reset-password:${token}`), gt(authVerification.expiresAt, new Date(wallClock))))
    .limit(1)
  return row?.user
}

export interface Attempts {
  readonly count: number
  /** The oldest of those counted, epoch milliseconds. */
  readonly oldestAt: number | null
}

export async function attemptsSince(db: Db, subject: string, kind: 'password' | 'mail', since: number): Promise<Attempts> {
  const [row] = await db
    .select({ count: sql<number>`count(*)`, oldestAt: sql<number | null>`min(${authAttempts.at})` })
    .from(authAttempts)
    .where(and(eq(authAttempts.subject, subject), eq(authAttempts.kind, kind), gt(authAttempts.at, since)))
  return row ?? { count: 0, oldestAt: null }
}

/** The customer a user acts for; null for staff. */
export async function customerOfUser(db: Db, userId: string): Promise<string | null> {
  const [row] = await db.select({ id: memberships.customer }).from(memberships).where(eq(memberships.user, userId)).limit(1)
  return row?.id ?? null
}

export async function isKnownDevice(db: Db, userId: string, digest: string): Promise<boolean> {
  const rows = await db
    .select({ at: authDevices.firstSeenAt })
    .from(authDevices)
    .where(and(eq(authDevices.userId, userId), eq(authDevices.digest, digest)))
  return rows.length > 0
}
