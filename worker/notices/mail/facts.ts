/** The two shapes of an outbox row of kind `mail`, checked when it is sent: a letter written at the decision, or a notice’s facts. */
import * as z from 'zod'
import { DOCUMENTS, LANGUAGES } from '../../../content/schema.ts'
import type { NoticeFacts } from '../rules/facts.ts'

/** Written by whoever decided; see `Mail` in db/changes.ts. */
export const ReadyMail = z.object({
  to: z.email(),
  kind: z.string(),
  language: z.enum(LANGUAGES),
  subject: z.string().min(1),
  text: z.string().min(1),
  links: z.record(z.string(), z.string()),
  attachments: z
    .array(
      z.object({
        filename: z.string(),
        contentType: z.string(),
        path: z.string().optional(),
        digest: z.string().optional(),
        text: z.string().optional(),
      }),
    )
    .optional(),
})
export type ReadyMail = z.infer<typeof ReadyMail>

const account = {
  account: z.string(),
  domain: z.string(),
  clause: z.object({ document: z.enum(DOCUMENTS), version: z.string(), id: z.string() }),
}
const rupiah = z.int()
const instant = z.int()

const Late = z.object({
  ...account,
  kind: z.enum(['overdue', 'termination_warning', 'terminated']),
  dueOn: z.string(),
  owedRupiah: rupiah,
  at: instant,
  next: z.object({ action: z.string(), at: instant }).nullable(),
})
const Invoice = z.object({ ...account, kind: z.enum(['invoice_issued', 'payment_reminder']), dueOn: z.string(), owedRupiah: rupiah })
const Payment = z.object({
  ...account,
  kind: z.enum(['payment_received', 'reactivated', 'paid_after_termination']),
  paidRupiah: rupiah,
  paidAt: instant,
  restRupiah: rupiah,
  creditRupiah: rupiah,
})
const Usage = z.object({ ...account, kind: z.enum(['usage_warning']), percent: z.int() })

export const Facts: z.ZodType<NoticeFacts> = z.discriminatedUnion('kind', [Late, Invoice, Payment, Usage])

/** Which notice it is, as the sweep wrote it: `subject` and commit are the outbox row’s own. */
export const NoticeMail = z.object({ customer: z.string(), kind: z.string(), cycle: z.string() })
export type NoticeMail = z.infer<typeof NoticeMail>
