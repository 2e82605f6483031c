/** What ordering asks of the API. */
import type { InferRequestType, InferResponseType } from 'hono/client'
import { type Answer, answerOf } from '../answers.ts'
import { api, keyed } from '../calls.ts'

export type CatalogItem = InferResponseType<typeof api.catalog.$get>[number]
export type Checkout = InferResponseType<typeof api.checkout.$get>
export type NewOrder = InferRequestType<typeof api.orders.$post>['json']

export interface Offering {
  readonly catalog: readonly CatalogItem[]
  readonly checkout: Checkout
}

export async function offering(): Promise<Answer<Offering>> {
  const [catalog, checkout] = await Promise.all([answerOf(() => api.catalog.$get()), answerOf(() => api.checkout.$get())])
  if (!catalog.ok) return catalog
  return checkout.ok ? { ok: true, value: { catalog: catalog.value, checkout: checkout.value } } : checkout
}

export const placeOrder = (json: NewOrder, key: string) => answerOf(() => api.orders.$post({ json, ...keyed(key) }))
