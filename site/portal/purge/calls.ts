import type { InferResponseType } from 'hono/client'
import { answerOf } from '../answers.ts'
import { api, named } from '../calls.ts'

const { accounts } = api

export type Proof = InferResponseType<(typeof accounts)[':id']['purge']['$get']>

export const proofOfPurge = (id: string) => answerOf(() => accounts[':id'].purge.$get(named(id)))
