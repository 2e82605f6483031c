import * as z from 'zod'
import { ClauseLink } from '../../policies/clause-link.ts'
import { CREDIT_SOURCES } from '../rules/credit.ts'

const Use = z.object({
  use: z
    .enum(['invoice', 'reinstated', 'refund', 'chargeback', 'extension'])
    .describe('`reinstated`: the void invoice that it came from stands again.'),
  subject: z.string().describe('Id of the invoice, the refund or the account.'),
  amountRupiah: z.int(),
  at: z.iso.datetime(),
})

export const CreditAnswer = z.object({
  balanceRupiah: z.int().describe('What is not spent yet; it pays the next invoice when that is issued, or an open one when asked.'),
  credits: z
    .array(
      z.object({
        id: z.string(),
        source: z.enum(CREDIT_SOURCES),
        account: z.string(),
        amountRupiah: z.int(),
        spentRupiah: z.int(),
        at: z.iso.datetime(),
        clause: ClauseLink.nullable().describe('The clause that gives it.'),
        uses: z.array(Use).describe('Oldest first.'),
      }),
    )
    .describe('Newest first, spent ones too.'),
})
export type CreditAnswer = z.infer<typeof CreditAnswer>
