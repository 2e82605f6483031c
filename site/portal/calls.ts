/** Every call of the portal to our API, typed by the API itself; the reader's language goes along. */
import { hc } from 'hono/client'
import type { Api } from '#rules/api'
import { type Answer, answerOf } from './answers.ts'
import type { Decisions, Me, Registration } from './contract.ts'
import { language } from './page.ts'

const api = hc<Api>('/api/v1', { headers: { 'accept-language': language } })
const keyed = (key: string) => ({ header: { 'idempotency-key': key } })

export const offered = () => answerOf(() => api.policies.$get())
export const agreements = () => answerOf(() => api.agreements.$get())
export const outstanding = () => answerOf(() => api.agreements.outstanding.$get())
export const register = (json: Registration, key: string) => answerOf(() => api.registrations.$post({ json, ...keyed(key) }))
export const decide = (json: Decisions, key: string) => answerOf(() => api.acceptances.$post({ json, ...keyed(key) }))

let asked: Promise<Answer<Me>> | undefined
/** Who is signed in; asked once a page, since several parts want to know. */
export function me(): Promise<Answer<Me>> {
  asked ??= answerOf(() => api.me.$get())
  return asked
}
