/** Every call of the portal to our API, typed by the API itself; the reader's language goes along. */
import { type Answer, answerOf } from './answers.ts'
import type { AcceptablePolicies, Agreements, Me, Outstanding } from './contract.ts'
import { language } from './page.ts'

const headers = { 'accept-language': language }
const get = <T>(path: string) => answerOf<T>(() => fetch(`/api/v1${path}`, { headers }))
const post = <T>(path: string, body: unknown, key: string = crypto.randomUUID()): Promise<Answer<T>> =>
  answerOf<T>(() =>
    fetch(`/api/v1${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    }),
  )

export const offered = () => get<AcceptablePolicies>('/policies')
export const me = () => get<Me>('/me')
export const agreements = () => get<Agreements>('/agreements')
export const outstanding = () => get<Outstanding[]>('/agreements/outstanding')
export const decide = (body: unknown, key: string) => post<{ acceptances: { receiptId: string }[] }>('/acceptances', body, key)
export const register = (body: unknown) =>
  post<{ customerId: string; receipts: { id: string; document: 'terms' | 'sla' | 'privacy' }[] }>('/registrations', body)
