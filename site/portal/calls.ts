/** Every call of the portal to our API, typed by the API itself; the reader's language goes along. */
import { hc } from 'hono/client'
import type { Api } from '#rules/api'
import { type Answer, answerOf } from './answers.ts'
import type { Decisions, Me, Registration } from './contract.ts'
import { language } from './page.ts'

export const api = hc<Api>('/api/v1', { headers: { 'accept-language': language } })
/** The client puts a parameter into the path as it stands; one from an address could lead to another door. */
export const named = (id: string) => ({ param: { id: encodeURIComponent(id) } })
export const keyed = (key: string) => ({ header: { 'idempotency-key': key } })

export const signIn = (login: string, password: string) => answerOf(() => api['sign-in'].$post({ json: { login, password } }))
export const offered = () => answerOf(() => api.policies.$get())
export const agreements = () => answerOf(() => api.agreements.$get())
export const outstanding = () => answerOf(() => api.agreements.outstanding.$get())
export const register = (json: Registration, key: string) => answerOf(() => api.registrations.$post({ json, ...keyed(key) }))
export const decide = (json: Decisions, key: string) => answerOf(() => api.acceptances.$post({ json, ...keyed(key) }))
export const accounts = () => answerOf(() => api.accounts.$get())
export const account = (id: string) => answerOf(() => api.accounts[':id'].$get(named(id)))
export const notices = () => answerOf(() => api.notices.$get())

let asked: Promise<Answer<Me>> | undefined
/** Who is signed in; asked once a page, since several parts want to know. */
export function me(): Promise<Answer<Me>> {
  asked ??= answerOf(() => api.me.$get())
  return asked
}
