/** Doors of the people of a company: who acts for it, asking somebody, joining, roles, leaving; and for whom a session acts. */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireMember, requireSignedIn } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { evidenceOf } from '../../evidence.ts'
import { guardAddress, requireKey } from '../../guards.ts'
import { refuse } from '../../problem.ts'
import { DOOR_PROBLEMS } from '../../problem-words.ts'
import { body, IdempotencyHeaders, idParams, json, Nothing } from '../../shapes.ts'
import { changeRole, invite, remove, withdraw } from './actions.ts'
import { choose, join, joinAsNew, lookAtInvitation } from './joining.ts'
import { MEMBERS_PROBLEMS } from './problems.ts'
import * as schema from './schemas.ts'
import { showMembers } from './views.ts'

const Done = z.object({ done: z.literal(true) })
const done = { done: true } as const

const getMembers = createRoute({
  method: 'get',
  path: '/members',
  summary: 'Who acts for this customer, in which role',
  middleware: [requireMember('see')] as const,
  responses: { 200: json(schema.MembersAnswer, 'Longest first.') },
})

const postInvitation = createRoute({
  method: 'post',
  path: '/members/invitations',
  summary: 'Ask somebody by e-mail to act for the company',
  middleware: [requireMember('members'), requireKey] as const,
  request: { headers: IdempotencyHeaders, body: body(schema.NewInvitation) },
  responses: {
    201: json(schema.InvitationAnswer, 'A mail with a link is on its way; an earlier link to the address opens nothing any more.'),
  },
})

const postWithdrawal = createRoute({
  method: 'post',
  path: '/members/invitations/{id}/withdrawal',
  summary: 'Take an invitation back',
  middleware: [requireMember('members')] as const,
  request: { params: idParams, body: body(Nothing) },
  responses: { 200: json(Done, 'Its link opens nothing any more.') },
})

const postRole = createRoute({
  method: 'post',
  path: '/members/{id}/role',
  summary: 'Give somebody another role',
  middleware: [requireMember('members')] as const,
  request: { params: idParams, body: body(schema.NewRole) },
  responses: { 200: json(Done, 'In force from the next request on.') },
})

const postRemoval = createRoute({
  method: 'post',
  path: '/members/{id}/removal',
  summary: 'End somebody’s access',
  middleware: [requireMember('members')] as const,
  request: { params: idParams, body: body(Nothing) },
  responses: { 200: json(Done, 'Their sessions act for the company no more.') },
})

const postLeaving = createRoute({
  method: 'post',
  path: '/members/leaving',
  summary: 'Stop acting for the company oneself',
  middleware: [requireMember('see')] as const,
  request: { body: body(Nothing) },
  responses: { 200: json(Done, 'Done.') },
})

const postLook = createRoute({
  method: 'post',
  path: '/invitations/look',
  summary: 'What the holder of an invitation’s link may accept',
  middleware: [guardAddress] as const,
  request: { body: body(schema.TokenOnly) },
  responses: { 200: json(schema.InvitationView, 'Open until it expires.') },
})

const postJoining = createRoute({
  method: 'post',
  path: '/invitations/joining',
  summary: 'Accept an invitation with the user one has',
  middleware: [requireSignedIn] as const,
  request: { body: body(schema.Joining) },
  responses: { 200: json(schema.Joined, 'This session acts for the company from now on.') },
})

const postNewMember = createRoute({
  method: 'post',
  path: '/invitations/new-user',
  summary: 'Accept an invitation and set up a user',
  middleware: [guardAddress] as const,
  request: { body: body(schema.NewMember) },
  responses: { 201: json(schema.Joined, 'The user can sign in.') },
})

const postActing = createRoute({
  method: 'post',
  path: '/acting',
  summary: 'Choose for which of one’s customers this session acts',
  middleware: [requireSignedIn] as const,
  request: { body: body(schema.Acting) },
  responses: { 200: json(Done, 'Done.') },
})

export const members = openDoor()
  .openapi(getMembers, async (c) => c.json(await showMembers(c.var.context, c.var.visitor), 200))
  .openapi(postInvitation, async (c) => {
    const made = await invite(c.var.context, c.var.visitor, c.req.valid('json'), c.var.key)
    return made.ok ? c.json(made.value, 201) : refuse(c, MEMBERS_PROBLEMS, made.failure)
  })
  .openapi(postWithdrawal, async (c) => {
    const made = await withdraw(c.var.context, c.var.visitor, c.req.valid('param').id)
    return made.ok ? c.json(done, 200) : refuse(c, MEMBERS_PROBLEMS, made.failure)
  })
  .openapi(postRole, async (c) => {
    const made = await changeRole(c.var.context, c.var.visitor, c.req.valid('param').id, c.req.valid('json'))
    return made.ok ? c.json(done, 200) : refuse(c, MEMBERS_PROBLEMS, made.failure)
  })
  .openapi(postRemoval, async (c) => {
    const made = await remove(c.var.context, c.var.visitor, c.req.valid('param').id)
    return made.ok ? c.json(done, 200) : refuse(c, MEMBERS_PROBLEMS, made.failure)
  })
  .openapi(postLeaving, async (c) => {
    const made = await remove(c.var.context, c.var.visitor, c.var.visitor.user.id)
    return made.ok ? c.json(done, 200) : refuse(c, MEMBERS_PROBLEMS, made.failure)
  })
  .openapi(postLook, async (c) => {
    const found = await lookAtInvitation(c.var.context, c.req.valid('json').token)
    return found.ok ? c.json(found.value, 200) : refuse(c, MEMBERS_PROBLEMS, found.failure)
  })
  .openapi(postJoining, async (c) => {
    const made = await join(c.var.context, c.var.visitor, c.req.valid('json'))
    return made.ok ? c.json(made.value, 200) : refuse(c, MEMBERS_PROBLEMS, made.failure)
  })
  .openapi(postNewMember, async (c) => {
    const made = await joinAsNew(c.var.context, c.req.valid('json'), evidenceOf(c))
    return made.ok ? c.json(made.value, 201) : refuse(c, MEMBERS_PROBLEMS, made.failure)
  })
  .openapi(postActing, async (c) => {
    const chosen = await choose(c.var.context, c.var.visitor, c.req.valid('json').customer)
    return chosen ? c.json(done, 200) : refuse(c, DOOR_PROBLEMS, { reason: 'not_found' })
  })
