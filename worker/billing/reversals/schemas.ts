import * as z from 'zod'

const plain = z
  .string()
  .trim()
  .min(3)
  .regex(/^\P{Cc}*$/u)

export const NewRefund = z.strictObject({
  amountRupiah: z.int().min(1).describe('The part of the payment that goes back.'),
  reason: plain.max(500).describe('Why, in the words of staff; it is kept and not published.'),
  reference: plain.max(100).describe('The bank’s or gateway’s own reference of the money that went back; recorded once.'),
})
export type NewRefund = z.infer<typeof NewRefund>

export const RefundAnswer = z.object({
  id: z.string(),
  payment: z.string(),
  invoice: z.string(),
  account: z.string(),
  amountRupiah: z.int().describe('Negative.'),
  basis: z
    .enum(['owed', 'credit', 'decision'])
    .describe('Owed since the data was gone; the customer’s own credit; or decided by staff, as S16 leaves them free to.'),
  creditTakenRupiah: z.int().describe('Credit of the payment that went with it.'),
  clause: z.object({ document: z.literal('terms'), version: z.string(), id: z.string(), href: z.string() }).nullable(),
})
export type RefundAnswer = z.infer<typeof RefundAnswer>
