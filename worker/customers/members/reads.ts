import { and, asc, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { authUser } from '../../auth/tables.ts'
import type { Db } from '../../context.ts'
import { customers, memberships } from '../tables.ts'
import { invitations } from './tables.ts'

/** Everyone who acts for a customer, longest first. */
export function membersOf(db: Db, customer: string) {
  return db
    .select({
      user: memberships.user,
      name: authUser.name,
      email: authUser.email,
      role: memberships.role,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(authUser, eq(authUser.id, memberships.user))
    .where(eq(memberships.customer, customer))
    .orderBy(asc(memberships.createdAt), asc(memberships.user))
}

/** Every customer that a person acts for. For a batch: no two columns have one name. */
export function customersOfUser(db: Db, user: string) {
  return db
    .select({ id: customers.id, kind: customers.kind, name: customers.name, role: memberships.role })
    .from(memberships)
    .innerJoin(customers, eq(customers.id, memberships.customer))
    .where(eq(memberships.user, user))
    .orderBy(asc(memberships.createdAt), asc(memberships.customer))
}

/** Neither accepted nor revoked; past ones too. */
export function openInvitations(db: Db, customer: string) {
  return db
    .select()
    .from(invitations)
    .where(and(eq(invitations.customer, customer), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .orderBy(desc(invitations.invitedAt))
}

export interface Company {
  readonly version: number
  readonly kind: 'person' | 'company'
  readonly members: Awaited<ReturnType<typeof membersOf>>
  readonly open: Awaited<ReturnType<typeof openInvitations>>
  readonly invitedLastDay: number
}

/** Who acts for a customer and who was asked to, all of one moment: the customer's version guards what is decided on it. */
export async function companyOf(db: Db, customer: string, since: number): Promise<Company | undefined> {
  const [[row], members, open, [recent]] = await db.batch([
    db.select({ version: customers.version, kind: customers.kind }).from(customers).where(eq(customers.id, customer)),
    membersOf(db, customer),
    openInvitations(db, customer),
    db
      .select({ count: count() })
      .from(invitations)
      .where(and(eq(invitations.customer, customer), gt(invitations.invitedAt, since))),
  ])
  return row && { ...row, members, open, invitedLastDay: recent?.count ?? 0 }
}

/** With the company's name and version. */
export async function invitationByDigest(db: Db, digest: string) {
  const [row] = await db
    .select({ invitation: invitations, company: { name: customers.name, version: customers.version, language: customers.language } })
    .from(invitations)
    .innerJoin(customers, eq(customers.id, invitations.customer))
    .where(eq(invitations.digest, digest))
  return row
}
