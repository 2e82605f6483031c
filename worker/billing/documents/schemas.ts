import * as z from 'zod'
import { INVOICE_KINDS, INVOICE_STATES } from '../rules/invoice.ts'
import { SETTLEMENT_EFFECTS } from '../rules/settle.ts'

const MOST_ON_A_PAGE = 50

export const InvoicePage = z.object({
  account: z.string().max(64).optional().describe('Of this account only.'),
  before: z.string().max(64).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(MOST_ON_A_PAGE).default(MOST_ON_A_PAGE),
})
export type InvoicePage = z.infer<typeof InvoicePage>

const Period = z.object({ from: z.iso.date(), to: z.iso.date().describe('First day after it.') })

const summary = {
  id: z.string(),
  number: z.string(),
  account: z.string(),
  domain: z.string(),
  kind: z.enum(INVOICE_KINDS).describe('`upgrade` and `restore` move no term.'),
  state: z.enum(INVOICE_STATES),
  dueOn: z.iso.date().describe('Last day, counted whole, on which it is paid in time.'),
  period: Period,
  amountRupiah: z.int().describe('Tax included.'),
  paidRupiah: z.int().describe('What stands on it, from payments and credit.'),
  owedRupiah: z.int().describe('0 where nobody asks for it: paid, void, or of an account that has ended.'),
  late: z.boolean().describe('Still owed after its due day (S14).'),
  issuedAt: z.iso.datetime(),
  termsVersion: z.string(),
}

export const InvoiceSummary = z.object(summary)
export type InvoiceSummary = z.infer<typeof InvoiceSummary>

export const InvoiceList = z.object({
  invoices: z.array(InvoiceSummary).describe('Newest first.'),
  next: z.string().nullable().describe('To be given as `before`; null: there are no older ones.'),
})
export type InvoiceList = z.infer<typeof InvoiceList>

const Line = z.object({
  item: z.string().describe('Id in the catalogue; of a restore `restore`.'),
  name: z.string().describe('In the reader’s language.'),
  period: Period,
  netRupiah: z.int(),
  tax: z.object({
    code: z.string(),
    name: z.string().describe('In the reader’s language.'),
    ratePercent: z.number(),
    rate: z.object({ numerator: z.int(), denominator: z.int() }),
    rupiah: z.int(),
  }),
  grossRupiah: z.int().describe('Net and tax.'),
})

export const InvoiceView = z.object({
  ...summary,
  lines: z.array(Line).describe('As they were issued; they never change.'),
  netRupiah: z.int(),
  taxRupiah: z.int(),
  credits: z
    .array(z.object({ credit: z.string(), amountRupiah: z.int(), at: z.iso.datetime() }))
    .describe('Credit that paid a part of it.'),
  payments: z
    .array(
      z.object({
        id: z.string(),
        amountRupiah: z.int(),
        paidAt: z.iso.datetime().describe('As bank or gateway says.'),
        method: z.string(),
        reference: z.string(),
        effect: z.enum(SETTLEMENT_EFFECTS),
        creditRupiah: z.int().describe('The part above what was owed.'),
      }),
    )
    .describe('Oldest first.'),
  reversals: z
    .array(z.object({ kind: z.enum(['refund', 'chargeback']), amountRupiah: z.int().describe('Negative.'), at: z.iso.datetime() }))
    .describe('Money that went back, oldest first.'),
  provider: z.object({
    name: z.string(),
    service: z.string(),
    address: z.array(z.string()),
    phone: z.string(),
    email: z.string().describe('For questions about bills (S12).'),
    taxNumber: z.string().nullable(),
  }),
  customer: z.object({ name: z.string(), address: z.string(), country: z.string() }),
  terms: z.object({ version: z.string(), href: z.string().nullable() }).describe('The version that it pinned.'),
})
export type InvoiceView = z.infer<typeof InvoiceView>
