/** Calls about ending a service, and about another package or term. A key is one attempt: sent again, it is acted on once. */
import type { InferResponseType } from 'hono/client'
import { answerOf } from '../answers.ts'
import { api, keyed, named } from '../calls.ts'

const door = api.accounts[':id']

export type Cancellation = InferResponseType<typeof door.cancellation.$get>
export type Changes = InferResponseType<typeof door.changes.$get>
export type Option = Changes['options'][number]

const json = () => ({ clientTime: new Date().toISOString() })

export const cancellation = (id: string) => answerOf(() => door.cancellation.$get(named(id)))
export const askToCancel = (id: string, key: string) =>
  answerOf(() => door.cancellation.$post({ ...named(id), ...keyed(key), json: json() }))
export const confirmCancellation = (id: string, key: string) =>
  answerOf(() => door.cancellation.confirm.$post({ ...named(id), ...keyed(key), json: json() }))
export const withdrawCancellation = (id: string) => answerOf(() => door.cancellation.$delete(named(id)))

export const changes = (id: string) => answerOf(() => door.changes.$get(named(id)))
export const change = (id: string, wish: Pick<Option, 'package' | 'term'>, key: string) =>
  answerOf(() => door.changes.$post({ ...named(id), ...keyed(key), json: { ...wish, ...json() } }))
export const takeBack = (id: string) => answerOf(() => door.changes.$delete(named(id)))
