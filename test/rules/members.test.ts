import { describe, expect, test } from 'vitest'
import {
  checkInvitation,
  decideInvitation,
  decideMember,
  INVITATIONS_A_DAY,
  invitationExpiresAt,
  type Member,
  may,
  type Permission,
} from '../../worker/customers/members/rules.ts'

const DAY = 24 * 3_600_000
const owner: Member = { user: 'usr_1', email: 'sari@example.com', role: 'owner' }
const second: Member = { user: 'usr_2', email: 'budi@example.com', role: 'owner' }
const clerk: Member = { user: 'usr_3', email: 'tini@example.com', role: 'billing' }

test.each<[Permission, string]>([
  ['see', 'owner billing technical'],
  ['money', 'owner billing'],
  ['service', 'owner technical'],
  ['agree', 'owner'],
  ['members', 'owner'],
])('%s is for %s', (permission, roles) => {
  expect((['owner', 'billing', 'technical'] as const).filter((role) => may(role, permission)).join(' ')).toBe(roles)
})

describe('an invitation', () => {
  const company = { kind: 'company' as const, members: [owner], invitedLastDay: 0 }
  const invitation = { email: 'tini@example.com', expiresAt: invitationExpiresAt(0), acceptedAt: null, revokedAt: null }

  test.each([
    ['of a company goes to anyone', company, 'new@example.com', 'ok'],
    ['of a person goes to nobody', { ...company, kind: 'person' as const }, 'new@example.com', 'only_companies'],
    ['goes to nobody who acts for it already', company, owner.email, 'already_member'],
    ['is the last of the day', { ...company, invitedLastDay: INVITATIONS_A_DAY - 1 }, 'new@example.com', 'ok'],
    ['is one too many', { ...company, invitedLastDay: INVITATIONS_A_DAY }, 'new@example.com', 'too_many_invitations'],
  ])('%s', (_, about, email, expected) => {
    const decided = decideInvitation(about, email)
    expect(decided.ok ? 'ok' : decided.failure.reason).toBe(expected)
  })

  test.each([
    ['opens until the last millisecond of its seventh day', invitation, 7 * DAY - 1, undefined, 'ok'],
    ['and not a millisecond longer', invitation, 7 * DAY, undefined, 'invitation_expired'],
    ['opens once', { ...invitation, acceptedAt: 1 }, 2, undefined, 'invitation_used'],
    ['opens nothing once it is withdrawn', { ...invitation, revokedAt: 1 }, 2, undefined, 'invitation_revoked'],
    ['opens for whoever has its address', invitation, 2, 'tini@example.com', 'ok'],
    ['opens for nobody else', invitation, 2, 'budi@example.com', 'invitation_for_another'],
    ['must be one', undefined, 2, undefined, 'invitation_unknown'],
  ])('%s', (_, about, now, email, expected) => {
    const checked = checkInvitation(about, now, email)
    expect(checked.ok ? 'ok' : checked.failure.reason).toBe(expected)
  })
})

test.each([
  ['the last owner stays', [owner, clerk], owner.user, null, 'last_owner'],
  ['the last owner stays owner', [owner, clerk], owner.user, 'billing' as const, 'last_owner'],
  ['the last owner may be confirmed as such', [owner, clerk], owner.user, 'owner' as const, 'ok'],
  ['one of two owners may go', [owner, second], owner.user, null, 'ok'],
  ['anyone else may go', [owner, clerk], clerk.user, null, 'ok'],
  ['whoever is not there is not found', [owner, clerk], 'usr_9', null, 'member_not_found'],
])('%s', (_, members, user, to, expected) => {
  const decided = decideMember(members, user, to)
  expect(decided.ok ? 'ok' : decided.failure.reason).toBe(expected)
})
