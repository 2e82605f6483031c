/** Accepting an invitation, signed in with its address, or as somebody new who sets up a user of their own. */
import { hashPassword } from 'better-auth/crypto'
import { deviceDigest } from '../../auth/device.ts'
import { userByLogin } from '../../auth/reads.ts'
import { SESSION_SECONDS } from '../../auth/rules/attempts.ts'
import type { Visitor } from '../../auth/visitor.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import type { Circumstances } from '../../evidence.ts'
import { mint, mintUser } from '../../mint.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { takenQuery } from '../reads.ts'
import { plainUserId } from '../rules.ts'
import { acceptInvitation, actFor, insertMember, insertUser, type NewUser } from './changes.ts'
import { changeCompany, noticeOf } from './company.ts'
import type { MembersFailure } from './problems.ts'
import { customersOfUser, invitationByDigest } from './reads.ts'
import { checkInvitation } from './rules.ts'
import type { InvitationView, Joined, Joining, NewMember } from './schemas.ts'
import { digestOf } from './token.ts'

type Done<T> = Promise<Result<T, MembersFailure>>

async function opened({ db, now }: Context, token: string, email?: string) {
  const row = await invitationByDigest(db, await digestOf(token))
  const checked = checkInvitation(row?.invitation, now, email)
  if (!checked.ok) return checked
  return ok({ invitation: checked.value, company: row?.company.name ?? '' })
}

type Opened = Extract<Awaited<ReturnType<typeof opened>>, { ok: true }>['value']

/** What the holder of the link is told before they accept. */
export async function lookAtInvitation(context: Context, token: string): Done<InvitationView> {
  const found = await opened(context, token)
  if (!found.ok) return found
  const { email, role, expiresAt } = found.value.invitation
  const user = await userByLogin(context.db, email)
  return ok({ company: found.value.company, email, role, expiresAt: new Date(expiresAt).toISOString(), hasUser: user !== undefined })
}

/** By whoever is signed in with the invited address; this session acts for the company from now on. */
export async function join(context: Context, visitor: Visitor, { token, authority }: Joining): Done<Joined> {
  const { user } = visitor
  if (user.role === 'staff') return fail({ reason: 'staff_act_for_nobody' })
  const found = await opened(context, token, user.email)
  if (!found.ok) return found
  const joined = await enter(context, found.value, { id: user.id, name: user.name }, authority, [])
  if (joined.ok) await choose(context, visitor, joined.value.customer)
  return joined
}

/** The link came to the address by mail, so the address is verified. */
export async function joinAsNew(context: Context, input: NewMember, circumstances: Circumstances): Done<Joined> {
  const { db, now, env } = context
  const { token, authority, name, language, password } = input
  const found = await opened(context, token)
  if (!found.ok) return found
  const { email } = found.value.invitation
  const userId = plainUserId(input.userId)
  const taken = await takenQuery(db, userId, email)
  if (taken.some((one) => one.email === email)) return fail({ reason: 'sign_in_to_accept' })
  if (taken.length > 0) return fail({ reason: 'user_id_taken' })
  const id = mintUser(now)
  const at = new Date(now)
  const made: NewUser = {
    user: { id, name, email, emailVerified: true, username: userId, role: 'customer', language, createdAt: at, updatedAt: at },
    passwordHash: await hashPassword(password),
    device: await deviceDigest(env.AUTH_SECRET, id, circumstances),
  }
  const joined = await enter(context, found.value, { id, name }, authority, insertUser(db, made, now))
  if (joined.ok || joined.failure.reason !== 'lost_race') return joined
  return (await takenQuery(db, userId, email)).length > 0 ? fail({ reason: 'user_id_taken' }) : joined
}

function enter(
  context: Context,
  { invitation }: Opened,
  user: { readonly id: string; readonly name: string },
  authority: string | undefined,
  first: ReturnType<typeof insertUser> | readonly [],
): Done<Joined> {
  const { db, now } = context
  const { id, customer, role } = invitation
  return changeCompany(context, customer, ({ members, open }, commitId) => {
    // Accepted or withdrawn a moment ago.
    if (!open.some((one) => one.id === id)) return fail({ reason: 'invitation_used' })
    if (members.some((member) => member.user === user.id)) return fail({ reason: 'already_member' })
    if (role === 'owner' && authority === undefined) return fail({ reason: 'authority_missing' })
    const member = { customer, user: user.id, role, authority: role === 'owner' ? (authority ?? null) : null, createdAt: now, commitId }
    return ok({
      answer: { customer, user: user.id, role },
      event: { type: 'member.joined', body: { user: user.id, role, invitation: id } },
      writes: [...first, insertMember(db, member), acceptInvitation(db, id, user.id, now, commitId)],
      notice: noticeOf('member_joined', customer, { user: user.id, name: user.name, role }, commitId),
    })
  })
}

/** From now on this session acts for that customer. @returns false: the visitor does not act for it at all. */
export async function choose({ db, now, wallClock }: Context, { user, session }: Visitor, customer: string): Promise<boolean> {
  const mine = await customersOfUser(db, user.id)
  if (!mine.some((one) => one.id === customer)) return false
  const id = mint('commit', now)
  const expiresAt = wallClock + SESSION_SECONDS * 1000
  await commit(db, { id, at: now, writes: [actFor(db, { session: session.id, customer, expiresAt })] })
  return true
}
