import * as z from 'zod'
import { Language } from '../../../content/schema.ts'
import { PASSWORD_FLAWS, PASSWORD_MAX, passwordFlaw } from '../../auth/rules/password.ts'
import { MEMBER_ROLES } from '../rules.ts'
import { line, nameLine, UserId } from '../schemas.ts'

const Role = z.enum(MEMBER_ROLES)
const Authority = line(200).describe('On what ground an owner may bind the company, in their own words; asked of owners.')

export const NewInvitation = z.strictObject({ email: z.email().max(254), role: Role })
export type NewInvitation = z.infer<typeof NewInvitation>

export const InvitationAnswer = z.object({ id: z.string(), expiresAt: z.iso.datetime() })
export type InvitationAnswer = z.infer<typeof InvitationAnswer>

export const NewRole = z.strictObject({ role: Role, authority: Authority.optional() })
export type NewRole = z.infer<typeof NewRole>

export const MembersAnswer = z.object({
  members: z.array(
    z.object({ user: z.string(), name: z.string(), email: z.string(), role: Role, since: z.iso.datetime(), you: z.boolean() }),
  ),
  invitations: z
    .array(
      z.object({
        id: z.string(),
        email: z.string(),
        role: Role,
        invitedAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        expired: z.boolean(),
      }),
    )
    .describe('Open ones; told to owners.'),
})
export type MembersAnswer = z.infer<typeof MembersAnswer>

const Token = z.string().min(20).max(100)
export const TokenOnly = z.strictObject({ token: Token })

export const InvitationView = z.object({
  company: z.string(),
  email: z.string(),
  role: Role,
  expiresAt: z.iso.datetime(),
  hasUser: z.boolean().describe('Somebody has this address here: they sign in to accept.'),
})
export type InvitationView = z.infer<typeof InvitationView>

/** By whoever is signed in with the address that was asked. */
export const Joining = z.strictObject({ token: Token, authority: Authority.optional() })
export type Joining = z.infer<typeof Joining>

/** By somebody new, who sets up a user of their own. */
export const NewMember = z
  .strictObject({
    ...{ token: Token, authority: Authority.optional(), name: nameLine(120), userId: UserId },
    ...{ password: z.string().max(PASSWORD_MAX), language: Language },
  })
  .superRefine((member, context) => {
    const flaw = passwordFlaw(member.password, member)
    if (flaw) context.addIssue({ code: 'custom', path: ['password'], params: PASSWORD_FLAWS[flaw] })
  })
export type NewMember = z.infer<typeof NewMember>

export const Joined = z.object({ customer: z.string(), user: z.string(), role: Role })
export type Joined = z.infer<typeof Joined>

export const Acting = z.strictObject({ customer: z.string().max(64) })
