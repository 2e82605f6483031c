/** What the pages of the staff's desk ask of the API, typed by the API itself. */
import type { InferRequestType, InferResponseType } from 'hono/client'
import { answerOf } from '../../answers.ts'
import { api, keyed, named } from '../../calls.ts'
import type { NewPayment } from '../../contract.ts'

const { staff } = api

export type Today = InferResponseType<typeof staff.today.$get>
export type InvoiceFound = InferResponseType<typeof staff.invoices.$get>['invoices'][number]
export type Search = InferResponseType<typeof staff.invoices.$get>
type OneInvoice = (typeof staff.invoices)[':id']
export type InvoiceFile = InferResponseType<OneInvoice['$get']>
export type Preview = InferResponseType<OneInvoice['preview']['$get']>
export type Money = InferResponseType<typeof staff.unmatched.$get>['money'][number]
export type Task = InferResponseType<typeof staff.tasks.$get>['tasks'][number]
export type Letter = InferResponseType<(typeof staff)['dead-letters']['$get']>['letters'][number]

const placed = (after: string | null) => ({ query: after === null ? {} : { after } })

export const today = () => answerOf(() => staff.today.$get())

export const searchInvoices = (q: string, amountRupiah: string) =>
  answerOf(() => staff.invoices.$get({ query: amountRupiah === '' ? { q } : { q, amountRupiah } }))
export const invoiceFile = (id: string) => answerOf(() => staff.invoices[':id'].$get(named(id)))
export const preview = (id: string, { amountRupiah, paidAt }: Pick<NewPayment, 'amountRupiah' | 'paidAt'>) =>
  answerOf(() => staff.invoices[':id'].preview.$get({ ...named(id), query: { amountRupiah: String(amountRupiah), paidAt } }))
export const recordPayment = (id: string, json: NewPayment, key: string) =>
  answerOf(() => staff.invoices[':id'].payments.$post({ ...named(id), json, ...keyed(key) }))

const { refunds } = staff.payments[':id']
export type Refund = InferRequestType<typeof refunds.$post>['json']
export const recordRefund = (payment: string, json: Refund, key: string) =>
  answerOf(() => refunds.$post({ ...named(payment), json, ...keyed(key) }))

export const unmatched = (after: string | null) => answerOf(() => staff.unmatched.$get(placed(after)))
const row = staff.unmatched[':gateway'][':transaction'][':reason']
const namedMoney = ({ gateway, transactionId, reason }: Pick<Money, 'gateway' | 'transactionId' | 'reason'>) => ({
  param: { gateway, transaction: encodeURIComponent(transactionId), reason },
})
export const resolveMoney = (money: Money, note: string) => answerOf(() => row.resolution.$post({ ...namedMoney(money), json: { note } }))
export const assignMoney = (money: Money, json: { invoice: string; paidAt?: string }, key: string) =>
  answerOf(() => row.assignment.$post({ ...namedMoney(money), json, ...keyed(key) }))

export const tasks = (kind: string | undefined, after: string | null) =>
  answerOf(() => staff.tasks.$get({ query: { ...(kind ? { kind } : {}), ...(after === null ? {} : { after }) } }))
export const taskDone = (id: string) => answerOf(() => staff.tasks[':id'].done.$post({ ...named(id), json: {} }))
export const letters = (after: string | null) => answerOf(() => staff['dead-letters'].$get(placed(after)))
export const deliverAgain = (id: string, key: string) =>
  answerOf(() => staff['dead-letters'][':id'].again.$post({ ...named(id), json: {}, ...keyed(key) }))
export const letterAttended = (id: string) => answerOf(() => staff['dead-letters'][':id'].attended.$post({ ...named(id), json: {} }))

const { breaker } = staff
export type BreakerState = InferResponseType<typeof breaker.$get>
export type DryRun = InferResponseType<(typeof breaker)['dry-run']['$get']>
export type Termination = DryRun['terminations'][number]
export const breakerState = () => answerOf(() => breaker.$get())
export const dryRun = (at: string | null) => answerOf(() => breaker['dry-run'].$get({ query: at === null ? {} : { at } }))
export const releaseTerminations = (candidates: readonly NonNullable<Termination['candidate']>[]) =>
  answerOf(() => breaker.releases.$post({ json: { candidates: [...candidates] } }))
export const closeBreaker = () => answerOf(() => breaker.closure.$post({ json: {} }))
export const declareOutage = () => answerOf(() => staff['gateway-outage'].$post({ json: {} }))
export const endOutage = () => answerOf(() => staff['gateway-outage'].end.$post({ json: {} }))
