/** What each role of a company's people may do, and when people come and go. Pure; the portal asks the same. */
import { DAY_OF_24_HOURS, type Instant } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { MEMBER_ROLES } from '../rules.ts'

export type MemberRole = (typeof MEMBER_ROLES)[number]

/**
 * `see`: the services, their time lines, the inbox, and what was agreed. `money`: orders, invoices, paying, credit, changing a package,
 * ending a service. `service`: backups and restores. `agree`: accepting and declining versions. `members`: who acts for the company.
 */
export type Permission = 'see' | 'money' | 'service' | 'agree' | 'members'

const MAY: Readonly<Record<MemberRole, ReadonlySet<Permission>>> = {
  owner: new Set(['see', 'money', 'service', 'agree', 'members']),
  billing: new Set(['see', 'money']),
  technical: new Set(['see', 'service']),
}

export const may = (role: MemberRole, permission: Permission): boolean => MAY[role].has(permission)

/** A link that lies in a mailbox opens a company's account: it does not do so for long. */
export const INVITATION_DAYS = 7
/** Invitations of a customer in 24 hours, whoever they go to: nobody fills mailboxes in the company's name. */
export const INVITATIONS_A_DAY = 20

export const invitationExpiresAt = (invitedAt: Instant): Instant => invitedAt + INVITATION_DAYS * DAY_OF_24_HOURS

export interface Member {
  readonly user: string
  readonly email: string
  readonly role: MemberRole
}

export type InvitationRefusal =
  | { readonly reason: 'only_companies' }
  | { readonly reason: 'already_member' }
  | { readonly reason: 'too_many_invitations'; readonly most: number }

/** A person acts for themselves alone; for a company several may (P13: each with credentials of their own). */
export function decideInvitation(
  company: { readonly kind: 'person' | 'company'; readonly members: readonly Member[]; readonly invitedLastDay: number },
  email: string,
): Result<true, InvitationRefusal> {
  if (company.kind !== 'company') return fail({ reason: 'only_companies' })
  if (company.members.some((member) => member.email === email)) return fail({ reason: 'already_member' })
  if (company.invitedLastDay >= INVITATIONS_A_DAY) return fail({ reason: 'too_many_invitations', most: INVITATIONS_A_DAY })
  return ok(true)
}

export interface Invitation {
  readonly email: string
  readonly expiresAt: Instant
  readonly acceptedAt: Instant | null
  readonly revokedAt: Instant | null
}

export type InvitationFlaw =
  | { readonly reason: 'invitation_unknown' }
  | { readonly reason: 'invitation_used' }
  | { readonly reason: 'invitation_revoked' }
  | { readonly reason: 'invitation_expired'; readonly expiredAt: Instant }
  | { readonly reason: 'invitation_for_another' }

/** Whether an invitation still opens anything, and for the holder of which address. `email` absent: nobody is signed in. */
export function checkInvitation<I extends Invitation>(invitation: I | undefined, now: Instant, email?: string): Result<I, InvitationFlaw> {
  if (invitation === undefined) return fail({ reason: 'invitation_unknown' })
  const { acceptedAt, revokedAt, expiresAt } = invitation
  if (acceptedAt !== null) return fail({ reason: 'invitation_used' })
  if (revokedAt !== null) return fail({ reason: 'invitation_revoked' })
  if (now >= expiresAt) return fail({ reason: 'invitation_expired', expiredAt: expiresAt })
  if (email !== undefined && email !== invitation.email) return fail({ reason: 'invitation_for_another' })
  return ok(invitation)
}

export type MemberRefusal = { readonly reason: 'member_not_found' } | { readonly reason: 'last_owner' }

/** A company always has somebody who may bind it: its last owner neither goes nor takes another role. `to` null: goes. */
export function decideMember<M extends Member>(members: readonly M[], user: string, to: MemberRole | null): Result<M, MemberRefusal> {
  const member = members.find((one) => one.user === user)
  if (member === undefined) return fail({ reason: 'member_not_found' })
  const owners = members.filter(({ role }) => role === 'owner')
  if (to !== 'owner' && member.role === 'owner' && owners.length === 1) return fail({ reason: 'last_owner' })
  return ok(member)
}
