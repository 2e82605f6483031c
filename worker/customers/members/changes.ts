import { and, eq, type SQL, sql } from 'drizzle-orm'
import { authAccount, authDevices, authUser } from '../../auth/tables.ts'
import type { Db } from '../../context.ts'
import { memberships } from '../tables.ts'
import type { MemberRole } from './rules.ts'
import { acting, invitations } from './tables.ts'

/** Every change of who acts for a customer takes the customer's next version, so one guard decides every race. */
export function moveCustomer(customer: string, version: number, commitId: string): SQL {
  return sql`UPDATE customers SET version = version + 1, commit_id = ${commitId} WHERE id = ${customer} AND version = ${version}`
}

export function insertInvitation(db: Db, invitation: typeof invitations.$inferInsert) {
  return db.insert(invitations).values(invitation)
}

export function revokeInvitation(db: Db, id: string, at: number, commitId: string) {
  return db.update(invitations).set({ revokedAt: at, commitId }).where(eq(invitations.id, id))
}

export function acceptInvitation(db: Db, id: string, user: string, at: number, commitId: string) {
  return db.update(invitations).set({ acceptedAt: at, acceptedBy: user, commitId }).where(eq(invitations.id, id))
}

export function insertMember(db: Db, member: typeof memberships.$inferInsert) {
  return db.insert(memberships).values(member)
}

const isMember = (customer: string, user: string) => and(eq(memberships.customer, customer), eq(memberships.user, user))

export function giveRole(db: Db, customer: string, user: string, to: { role: MemberRole; authority: string | null }, commitId: string) {
  return db
    .update(memberships)
    .set({ ...to, commitId })
    .where(isMember(customer, user))
}

/** Their sessions go on, and act for this customer no more from the next request on. */
export function deleteMember(db: Db, customer: string, user: string) {
  return db.delete(memberships).where(isMember(customer, user))
}

export interface NewUser {
  readonly user: typeof authUser.$inferInsert
  readonly passwordHash: string
  readonly device: string
}

/** A user without a customer of their own; a taken user id or e-mail fails the whole commit. */
export function insertUser(db: Db, { user, passwordHash, device }: NewUser, at: number) {
  const { id, createdAt, updatedAt } = user
  return [
    db.insert(authUser).values(user),
    db.insert(authAccount).values({
      ...{ id: `${id}_credential`, accountId: id, providerId: 'credential', userId: id },
      ...{ password: passwordHash, createdAt, updatedAt },
    }),
    db.insert(authDevices).values({ userId: id, digest: device, firstSeenAt: at }),
  ] as const
}

export function actFor(db: Db, row: typeof acting.$inferInsert) {
  const { session, ...choice } = row
  return db
    .insert(acting)
    .values({ session, ...choice })
    .onConflictDoUpdate({ target: acting.session, set: choice })
}

/** Sessions that are over; at most so many in a tick. */
export function deleteActing(now: number): SQL {
  return sql`DELETE FROM acting WHERE session IN (SELECT session FROM acting WHERE expires_at <= ${now} LIMIT 1000)`
}
