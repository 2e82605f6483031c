import * as z from 'zod'
import { GATEWAYS } from './clients/gateway.ts'
import { SETTLEMENT_EFFECTS } from './rules/settle.ts'

/** Most that one payment can be: a slip of the finger, not a hosting bill. */
const MOST_RUPIAH = 1_000_000_000

/** A slip of the keyboard in the year would make any payment one in time. */
const EARLIEST = Date.UTC(2000, 0, 1)

export const NewPayment = z.strictObject({
  paidAt: z.iso
    .datetime({ offset: true })
    .refine((at) => Date.parse(at) >= EARLIEST, { params: { id: 'Tahunnya terlalu awal.', en: 'The year is too early.' } })
    .describe('When the gateway or bank says it was paid; this counts, not when we hear of it.'),
  amountRupiah: z.int().min(1).max(MOST_RUPIAH),
  method: z.enum(['bank_transfer', 'atm', 'digital', 'cash']),
  reference: z
    .string()
    .trim()
    .min(3)
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .describe('The bank’s or gateway’s own reference; recorded once.'),
})
export type NewPayment = z.infer<typeof NewPayment>

const PaymentOutcome = z.object({
  invoice: z.string(),
  account: z.string(),
  effect: z.enum(SETTLEMENT_EFFECTS).describe('What the payment did.'),
  accountState: z.string().describe('State of the account after it.'),
  owedRupiah: z.int().describe('What is still owed.'),
  clause: z.object({ document: z.literal('terms'), version: z.string(), id: z.string(), href: z.string() }).nullable(),
})
export type PaymentOutcome = z.infer<typeof PaymentOutcome>

export const PaymentAnswer = PaymentOutcome.extend({
  id: z.string(),
  creditRupiah: z.int().describe('The part above what was owed.'),
})
export type PaymentAnswer = z.infer<typeof PaymentAnswer>

export const CreditPayment = PaymentOutcome.extend({ paidRupiah: z.int().describe('What of the credit was spent on it.') })
export type CreditPayment = z.infer<typeof CreditPayment>

export const PayWish = z.strictObject({ gateway: z.enum(GATEWAYS) })
export type PayWish = z.infer<typeof PayWish>

export const PayAnswer = z.object({ payUrl: z.string().describe('The gateway’s page; asked twice, it is the same page.') })
export type PayAnswer = z.infer<typeof PayAnswer>
