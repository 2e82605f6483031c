import type { CustomerVisitor } from '../../auth/visitor.ts'
import type { Context } from '../../context.ts'
import { membersOf, openInvitations } from './reads.ts'
import { may } from './rules.ts'
import type { MembersAnswer } from './schemas.ts'

const iso = (at: number) => new Date(at).toISOString()

/** Colleagues see each other; whom an owner has asked is told to owners. */
export async function showMembers({ db, now }: Context, { user, customer }: CustomerVisitor): Promise<MembersAnswer> {
  const [members, open] = await db.batch([membersOf(db, customer.id), openInvitations(db, customer.id)])
  const asked = may(customer.role, 'members') ? open : []
  return {
    members: members.map(({ since, ...member }) => ({ ...member, since: iso(since), you: member.user === user.id })),
    invitations: asked.map(({ id, email, role, invitedAt, expiresAt }) => ({
      ...{ id, email, role, invitedAt: iso(invitedAt), expiresAt: iso(expiresAt), expired: now >= expiresAt },
    })),
  }
}
