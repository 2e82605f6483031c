import { hc, type InferResponseType } from 'hono/client'
import type { Api } from '#rules/api'
import { answerOf } from '../answers.ts'
import { language } from '../page.ts'

const { accounts } = hc<Api>('/api/v1', { headers: { 'accept-language': language } })

export type Proof = InferResponseType<(typeof accounts)[':id']['purge']['$get']>

export const proofOfPurge = (id: string) => answerOf(() => accounts[':id'].purge.$get({ param: { id: encodeURIComponent(id) } }))
