/** Owners ask people to act for their company, give them roles, and end their access; anyone may leave. Events name people by id. */
import { siteOrigin } from '../../auth/cookies.ts'
import type { CustomerVisitor } from '../../auth/visitor.ts'
import type { Context } from '../../context.ts'
import { queueMail } from '../../db/changes.ts'
import { answerQuery, keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import { mint } from '../../mint.ts'
import { provider } from '../../policies/generated.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { plainEmail } from '../rules.ts'
import { deleteMember, giveRole, insertInvitation, revokeInvitation } from './changes.ts'
import { changeAsOwner, changeCompany, type Decided, noticeOf } from './company.ts'
import { invitationMail, removedMail } from './mails.ts'
import type { MembersFailure } from './problems.ts'
import type { Company } from './reads.ts'
import { decideInvitation, decideMember, invitationExpiresAt } from './rules.ts'
import type { InvitationAnswer, NewInvitation, NewRole } from './schemas.ts'
import { newToken } from './token.ts'

type Done<T = true> = Promise<Result<T, MembersFailure>>

/** The link goes to the address alone; asked again, an address gets a new link, and the old one opens nothing any more. */
export async function invite(
  context: Context,
  { user, customer }: CustomerVisitor,
  input: NewInvitation,
  key: string,
): Done<InvitationAnswer> {
  const { db, now, env } = context
  const request = await keyedRequest(context, user.id, `POST /members/invitations of ${customer.id}`, key, input)
  const again = repeated<InvitationAnswer>(request, await answerQuery(db, request, now))
  if (again) return again
  const { token, digest } = await newToken()
  const email = plainEmail(input.email)
  const [id, expiresAt, { role }, { language }] = [mint('invitation', now), invitationExpiresAt(now), input, customer]
  const answer: InvitationAnswer = { id, expiresAt: new Date(expiresAt).toISOString() }
  const letter = {
    to: email,
    language,
    origin: siteOrigin(env),
    token,
    company: customer.name,
    role,
    by: user.name,
    expiresAt,
    zone: provider,
  }
  const written = await changeAsOwner(context, customer.id, user.id, (company, commitId) => {
    const decided = decideInvitation(company, email)
    if (!decided.ok) return decided
    const before = company.open.filter((one) => one.email === email)
    return ok({
      answer,
      event: { type: 'member.invited', body: { invitation: id, role, by: user.id, expiresAt, replaces: before.map((one) => one.id) } },
      writes: [
        ...rememberAnswer(db, request, now, 201, answer),
        ...before.map((one) => revokeInvitation(db, one.id, now, commitId)),
        insertInvitation(db, {
          id,
          customer: customer.id,
          email,
          role,
          language,
          digest,
          invitedBy: user.id,
          invitedAt: now,
          expiresAt,
          commitId,
        }),
        queueMail(db, commitId, now, customer.id, [invitationMail(letter)]),
      ],
    })
  })
  if (written.ok) return written
  // The same request was faster a moment ago: its answer is ours.
  return repeated<InvitationAnswer>(request, await answerQuery(db, request, now)) ?? written
}

export function withdraw(context: Context, { user, customer }: CustomerVisitor, id: string): Done {
  return changeAsOwner(context, customer.id, user.id, ({ open }, commitId) => {
    const invitation = open.find((one) => one.id === id)
    if (invitation === undefined) return fail({ reason: 'member_not_found' })
    return ok({
      answer: true,
      event: { type: 'member.invitation_withdrawn', body: { invitation: id, by: user.id } },
      writes: [revokeInvitation(context.db, id, context.now, commitId)],
    })
  })
}

/** An owner binds the company, so on what ground is asked for (P1); who stops being one loses it. */
export function changeRole(context: Context, { user: by, customer }: CustomerVisitor, user: string, input: NewRole): Done {
  const { role, authority = null } = input
  return changeAsOwner(context, customer.id, by.id, ({ members, open }, commitId) => {
    const decided = decideMember(members, user, role)
    if (!decided.ok) return decided
    const member = decided.value
    const body = { user, from: member.role, to: role, by: by.id }
    if (member.role === role) return ok({ answer: true, event: { type: 'member.role_changed', body }, writes: [] })
    if (role === 'owner' && authority === null) return fail({ reason: 'authority_missing' })
    const taken = takenBack(context, open, user, commitId)
    const to = { role, authority: role === 'owner' ? authority : null }
    return ok({
      answer: true,
      event: { type: 'member.role_changed', body: { ...body, ...taken.fact } },
      writes: [giveRole(context.db, customer.id, user, to, commitId), ...taken.writes],
      notice: noticeOf('member_role_changed', customer.id, { ...member, role }, commitId),
    })
  })
}

/** From the next request on, their sessions act for this company no more: each request asks who acts for whom. */
export function remove(context: Context, { user: by, customer }: CustomerVisitor, user: string): Done {
  const { db, now } = context
  const left = user === by.id
  const decide = ({ members, open }: Company, commitId: string): Result<Decided<true>, MembersFailure> => {
    const decided = decideMember(members, user, null)
    if (!decided.ok) return decided
    const member = decided.value
    const taken = takenBack(context, open, user, commitId)
    const body = { user, role: member.role, ...(left ? {} : { by: by.id }), ...taken.fact }
    return ok({
      answer: true,
      event: { type: left ? 'member.left' : 'member.removed', body },
      writes: [
        deleteMember(db, customer.id, user),
        ...taken.writes,
        ...(left ? [] : [queueMail(db, commitId, now, user, [removedMail(member.email, customer.language, customer.name)])]),
      ],
      notice: noticeOf(left ? 'member_left' : 'member_removed', customer.id, member, commitId),
    })
  }
  return left ? changeCompany(context, customer.id, decide) : changeAsOwner(context, customer.id, by.id, decide)
}

/** Whoever is no owner any more has asked nobody: else they could come back through a link of their own. */
function takenBack({ db, now }: Context, open: Company['open'], user: string, commitId: string) {
  const theirs = open.filter(({ invitedBy }) => invitedBy === user).map(({ id }) => id)
  return {
    fact: theirs.length > 0 ? { withdraws: theirs } : {},
    writes: theirs.map((id) => revokeInvitation(db, id, now, commitId)),
  }
}
