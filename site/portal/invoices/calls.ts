/** What the pages of invoices ask of the API. */
import type { InferResponseType } from 'hono/client'
import { type Answer, answerOf } from '../answers.ts'
import { api, keyed, named } from '../calls.ts'

type One = (typeof api.invoices)[':id']

export type InvoiceDocument = InferResponseType<One['$get']>
export type InvoiceLine = InvoiceDocument['lines'][number]
export type InvoiceSummary = InferResponseType<typeof api.invoices.$get>['invoices'][number]
type Ways = InferResponseType<(typeof api)['ways-to-pay']['$get']>
export type Gateway = Ways['gateways'][number]

export interface InvoicePageFacts {
  readonly invoice: InvoiceDocument
  readonly ways: Ways
  /** What the customer has with the provider. */
  readonly creditRupiah: number
}

export async function invoicePage(id: string): Promise<Answer<InvoicePageFacts>> {
  const [invoice, ways, credit] = await Promise.all([
    answerOf(() => api.invoices[':id'].$get(named(id))),
    answerOf(() => api['ways-to-pay'].$get()),
    answerOf(() => api.credits.$get()),
  ])
  if (!invoice.ok) return invoice
  if (!ways.ok) return ways
  if (!credit.ok) return credit
  return { ok: true, value: { invoice: invoice.value, ways: ways.value, creditRupiah: credit.value.balanceRupiah } }
}

export const payAt = (id: string, gateway: Gateway) => answerOf(() => api.invoices[':id'].pay.$post({ ...named(id), json: { gateway } }))

export const payFromCredit = (id: string, key: string) =>
  answerOf(() => api.invoices[':id'].credit.$post({ ...named(id), json: {}, ...keyed(key) }))

export const invoiceList = (before?: string) => answerOf(() => api.invoices.$get({ query: before ? { before } : {} }))

export interface ListFacts {
  readonly list: InferResponseType<typeof api.invoices.$get>
  readonly creditRupiah: number
}

export async function listPage(): Promise<Answer<ListFacts>> {
  const [list, credit] = await Promise.all([invoiceList(), answerOf(() => api.credits.$get())])
  if (!list.ok) return list
  return credit.ok ? { ok: true, value: { list: list.value, creditRupiah: credit.value.balanceRupiah } } : credit
}
