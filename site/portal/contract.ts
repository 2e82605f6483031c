/** What the API answers, taken from the API itself. */
import type { hc, InferRequestType, InferResponseType } from 'hono/client'
import type { Api } from '#rules/api'

type Client = ReturnType<typeof hc<Api>>

export type AcceptablePolicies = InferResponseType<Client['policies']['$get']>
export type Me = InferResponseType<Client['me']['$get']>
export type Agreements = InferResponseType<Client['agreements']['$get']>
export type Outstanding = InferResponseType<Client['agreements']['outstanding']['$get']>[number]
export type Registration = InferRequestType<Client['registrations']['$post']>['json']
export type Decisions = InferRequestType<Client['acceptances']['$post']>['json']
export type ContractDocument = Outstanding['document']
export type AccountSummary = InferResponseType<Client['accounts']['$get']>[number]
export type AccountView = InferResponseType<Client['accounts'][':id']['$get']>
export type Point = AccountView['timeline']['past'][number]
export type Notice = InferResponseType<Client['notices']['$get']>[number]
export type NewPayment = InferRequestType<Client['staff']['invoices'][':id']['payments']['$post']>['json']
export type PaymentAnswer = InferResponseType<Client['staff']['invoices'][':id']['payments']['$post']>
