import * as z from 'zod'
import { BILLING_TERMS } from '../../accounts/rules/state.ts'
import { ClientTime, Page } from '../../agreements/schemas.ts'

export const NewOrder = z.strictObject({
  package: z.string().max(60).describe('Id in the catalogue.'),
  term: z.enum(BILLING_TERMS),
  domain: z.string().trim().max(300).describe('The domain name, Unicode names too.'),
  page: Page,
  clientTime: ClientTime.optional(),
})
export type NewOrder = z.infer<typeof NewOrder>

export const OrderAnswer = z.object({
  account: z.string(),
  invoice: z.string(),
  domain: z.string().describe('As it is kept: lower case, Unicode labels as `xn--…`.'),
  amountRupiah: z.int(),
  owedRupiah: z.int().describe('What credit did not pay; 0: the service is active at once.'),
  payBefore: z.iso.datetime().describe('From this instant on an unpaid order may be cancelled (S13).'),
  termsVersion: z.string(),
})
export type OrderAnswer = z.infer<typeof OrderAnswer>

export const CatalogAnswer = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    thirdParty: z.boolean(),
    description: z.string(),
    priceRupiah: z.object({ monthly: z.int().optional(), yearly: z.int().optional() }).describe('Tax as the provider states it.'),
    quota: z.object({ diskGigabytes: z.int(), inodes: z.int() }).nullable(),
  }),
)
export type CatalogAnswer = z.infer<typeof CatalogAnswer>
