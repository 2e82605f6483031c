import * as z from 'zod'
import { ContractDocument } from '../../agreements/schemas.ts'
import { ClauseLink } from '../../policies/clause-link.ts'
import { GATEWAYS } from '../clients/gateway.ts'

const Localized = z.object({ id: z.string(), en: z.string() })

export const CheckoutAnswer = z.object({
  now: z.int().describe('The server’s clock, from which `shownAt` of an acceptance is counted.'),
  documents: z
    .array(
      z.object({
        document: ContractDocument,
        version: z.iso.date(),
        accepted: z.boolean().describe('False: to be accepted before the order is placed.'),
        titles: Localized,
        digests: Localized,
        paths: Localized,
      }),
    )
    .describe('The versions under which an order would be made now.'),
  payBefore: z.iso.datetime().nullable().describe('From this instant on an order placed now and not paid may be cancelled (S13).'),
  clauses: z.object({ click: ClauseLink, unpaid: ClauseLink }).nullable(),
  tax: z.object({
    code: z.string(),
    rate: z.object({ numerator: z.int(), denominator: z.int() }),
    included: z.boolean().describe('Whether prices of the catalogue include it.'),
  }),
})
export type CheckoutAnswer = z.infer<typeof CheckoutAnswer>

export const WaysToPay = z.object({
  gateways: z.array(z.enum(GATEWAYS)).describe('Those that are set up here.'),
})
export type WaysToPay = z.infer<typeof WaysToPay>
