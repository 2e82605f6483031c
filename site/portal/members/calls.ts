/** What the pages of a company's people ask of the API. */
import type { InferRequestType, InferResponseType } from 'hono/client'
import { type Answer, answerOf } from '../answers.ts'
import { api, keyed, me, named } from '../calls.ts'
import type { Me } from '../contract.ts'

export type Members = InferResponseType<typeof api.members.$get>
export type Member = Members['members'][number]
export type Role = Member['role']
export type NewInvitation = InferRequestType<typeof api.members.invitations.$post>['json']
export type Invitation = InferResponseType<typeof api.invitations.look.$post>
export type NewMember = InferRequestType<(typeof api.invitations)['new-user']['$post']>['json']
type NewRole = InferRequestType<(typeof api.members)[':id']['role']['$post']>['json']

export interface Company {
  readonly who: Me
  readonly people: Members
}

export async function company(): Promise<Answer<Company>> {
  const [who, people] = await Promise.all([me(), answerOf(() => api.members.$get())])
  if (!who.ok) return who
  return people.ok ? { ok: true, value: { who: who.value, people: people.value } } : people
}

export const invite = (json: NewInvitation, key: string) => answerOf(() => api.members.invitations.$post({ json, ...keyed(key) }))
export const withdraw = (id: string) => answerOf(() => api.members.invitations[':id'].withdrawal.$post({ ...named(id), json: {} }))
export const giveRole = (id: string, json: NewRole) => answerOf(() => api.members[':id'].role.$post({ ...named(id), json }))
export const removeMember = (id: string) => answerOf(() => api.members[':id'].removal.$post({ ...named(id), json: {} }))
export const leave = () => answerOf(() => api.members.leaving.$post({ json: {} }))
export const lookAt = (token: string) => answerOf(() => api.invitations.look.$post({ json: { token } }))
export const join = (token: string, authority?: string) =>
  answerOf(() => api.invitations.joining.$post({ json: { token, ...(authority ? { authority } : {}) } }))
export const joinAsNew = (json: NewMember) => answerOf(() => api.invitations['new-user'].$post({ json }))
export const actFor = (customer: string) => answerOf(() => api.acting.$post({ json: { customer } }))
