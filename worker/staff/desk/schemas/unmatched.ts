import * as z from 'zod'
import { PaymentAnswer } from '../../../billing/schemas.ts'

export const UNMATCHED_REASONS = [
  'unknown_order',
  'not_recordable',
  'refund',
  'chargeback',
  'unclear_reversal',
  'gateway_unanswered',
] as const

export const UnmatchedParams = z.object({
  gateway: z.enum(['midtrans', 'xendit']),
  transaction: z.string().min(1).max(200),
  reason: z.enum(UNMATCHED_REASONS),
})

export const UnmatchedView = z.object({
  gateway: z.enum(['midtrans', 'xendit']),
  transactionId: z.string(),
  reason: z.enum(UNMATCHED_REASONS),
  orderId: z.string(),
  amountRupiah: z.int().nullable().describe('Negative: it went back. Null: not known.'),
  paidAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  invoice: z.string().nullable().describe('For which the order at the gateway was made.'),
  domain: z.string().nullable(),
  customer: z.string().nullable(),
  assignable: z.boolean().describe('Whether it can be recorded for an invoice.'),
})
export type UnmatchedView = z.infer<typeof UnmatchedView>

export const UnmatchedList = z.object({ money: z.array(UnmatchedView), next: z.string().nullable() })

export const Resolution = z.strictObject({
  note: z
    .string()
    .trim()
    .min(5)
    .max(500)
    .regex(/^\P{Cc}*$/u)
    .describe('What was found and done.'),
})

export const ResolvedAnswer = z.object({ resolvedAt: z.iso.datetime() })

export const Assignment = z.strictObject({
  invoice: z.string().max(64),
  paidAt: z.iso.datetime({ offset: true }).optional().describe('Where the gateway named no time; else its own counts.'),
})
export type Assignment = z.infer<typeof Assignment>

export const AssignmentAnswer = z.object({
  payment: PaymentAnswer.nullable().describe('What the money did; null where it was recorded for this invoice before.'),
  resolvedAt: z.iso.datetime(),
})
export type AssignmentAnswer = z.infer<typeof AssignmentAnswer>
