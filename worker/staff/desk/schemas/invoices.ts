import * as z from 'zod'
import { LIFECYCLE_STATES } from '../../../accounts/rules/lifecycle-state.ts'
import { AccountSummary } from '../../../accounts/schemas.ts'
import { INVOICE_KINDS, INVOICE_STATES } from '../../../billing/rules/invoice.ts'
import { SETTLEMENT_EFFECTS } from '../../../billing/rules/settle.ts'
import { NewPayment } from '../../../billing/schemas.ts'
import { ClauseLink } from '../../../policies/clause-link.ts'

export const SearchQuery = z.object({
  q: z.string().max(200).describe('Number or id of the invoice, domain, customer’s name, or a bank’s reference that holds one of them.'),
  amountRupiah: z.coerce.number().int().min(1).max(1_000_000_000).optional().describe('Invoices that lack exactly this come first.'),
})

export const InvoiceFound = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(INVOICE_KINDS),
  state: z.enum(INVOICE_STATES),
  dueOn: z.iso.date(),
  amountRupiah: z.int(),
  paidRupiah: z.int(),
  lackingRupiah: z.int().describe('0 where it is paid or void.'),
  account: z.string(),
  accountState: z.enum(LIFECYCLE_STATES),
  accountIsOff: AccountSummary.shape.isOff,
  domain: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
})
export type InvoiceFound = z.infer<typeof InvoiceFound>

export const SearchAnswer = z.object({
  invoices: z.array(InvoiceFound).describe('What is still to be paid first.'),
  recorded: z.array(InvoiceFound).describe('For which a payment with this very reference is in the books already.'),
})

export const InvoiceFile = InvoiceFound.extend({
  issuedAt: z.iso.datetime(),
  termsVersion: z.string(),
  payments: z.array(
    z.object({
      id: z.string(),
      amountRupiah: z.int(),
      backRupiah: z.int().describe('What went back of it.'),
      paidAt: z.iso.datetime(),
      recordedAt: z.iso.datetime(),
      method: z.string(),
      reference: z.string(),
      effect: z.enum(SETTLEMENT_EFFECTS),
    }),
  ),
})
export type InvoiceFile = z.infer<typeof InvoiceFile>

export const PreviewQuery = z.object({
  amountRupiah: z.coerce.number().pipe(NewPayment.shape.amountRupiah),
  paidAt: NewPayment.shape.paidAt,
})

export const PaymentPreview = z.object({
  effect: z.enum(SETTLEMENT_EFFECTS).describe('What the payment would do, as things stand now.'),
  owedRupiah: z.int().describe('What would still be owed.'),
  creditRupiah: z.int().describe('The part above what is owed.'),
  keptRupiah: z.int().describe('What would be kept although it buys nothing (S16).'),
  refundRupiah: z.int().describe('What would have to go back.'),
  clause: ClauseLink.nullable(),
})
export type PaymentPreview = z.infer<typeof PaymentPreview>
