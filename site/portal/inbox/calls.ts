/** What the inbox asks of the API. */
import type { InferResponseType } from 'hono/client'
import { answerOf } from '../answers.ts'
import { api } from '../calls.ts'

export type Notice = InferResponseType<typeof api.notices.$get>[number]

export const markRead = (until: string) => answerOf(() => api.notices.read.$post({ json: { until } }))
