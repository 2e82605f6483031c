/** What the pages on customers ask of the API, typed by the API itself. */
import type { InferRequestType, InferResponseType } from 'hono/client'
import { type Answer, answerOf } from '../../answers.ts'
import { api, keyed, named } from '../../calls.ts'

const { staff } = api
type OneCustomer = (typeof staff.customers)[':id']
type OneAccount = (typeof staff.accounts)[':id']

export type SearchAnswer = InferResponseType<typeof staff.customers.$get>
export type CustomerFile = InferResponseType<OneCustomer['$get']>
export type AccountFile = InferResponseType<OneAccount['$get']>
export type NewLook = InferRequestType<OneCustomer['looks']['$post']>['json']

export const search = (q: string) => answerOf(() => staff.customers.$get({ query: { q } }))
export const look = (id: string, json: NewLook, key: string) =>
  answerOf(() => staff.customers[':id'].looks.$post({ ...named(id), json, ...keyed(key) }))

/** The file, or that it is closed until a reason is named. */
export type File = { readonly closed: string } | CustomerFile

export async function customerFile(id: string): Promise<Answer<File>> {
  const answer = await answerOf(() => staff.customers[':id'].$get(named(id)))
  return !answer.ok && answer.refusal.code === 'look_required' ? { ok: true, value: { closed: id } } : answer
}

export const accountFile = (id: string) => answerOf(() => staff.accounts[':id'].$get(named(id)))

/** What is sent with each act; `block` names the block that is lifted. */
export interface Act {
  readonly reason: string
  readonly until?: string | null
  readonly evidence?: string
  readonly subject?: string
  readonly block?: string
  readonly clientTime?: undefined
}

const one = staff.accounts[':id']
const blockOf = (id: string, block: string) => ({ param: { id: encodeURIComponent(id), block: encodeURIComponent(block) } })

/** Each act by the name of the event that it becomes. */
export const ACTS = {
  hold_placed: (id: string, { reason, until = null }: Act, key: string) =>
    answerOf(() => one.hold.$post({ ...named(id), json: { reason, until }, ...keyed(key) })),
  hold_ended: (id: string, { reason }: Act, key: string) =>
    answerOf(() => one.hold.$delete({ ...named(id), json: { reason }, ...keyed(key) })),
  violation_declared: (id: string, { reason, evidence = '' }: Act, key: string) =>
    answerOf(() => one.violation.$post({ ...named(id), json: { reason, evidence }, ...keyed(key) })),
  violation_lifted: (id: string, { reason }: Act, key: string) =>
    answerOf(() => one.violation.$delete({ ...named(id), json: { reason }, ...keyed(key) })),
  purge_blocked: (id: string, { reason, subject = '' }: Act, key: string) =>
    answerOf(() => one['purge-blocks'].$post({ ...named(id), json: { reason, subject }, ...keyed(key) })),
  purge_unblocked: (id: string, { reason, block = '' }: Act, key: string) =>
    answerOf(() => one['purge-blocks'][':block'].$delete({ ...blockOf(id, block), json: { reason }, ...keyed(key) })),
} as const
export type ActName = keyof typeof ACTS
