import * as z from 'zod'
import { INVOICE_STATES } from '../billing/rules/invoice.ts'
import { ClauseLink } from '../policies/clause-link.ts'
import { HOLD_KINDS } from './rules/hold.ts'
import { LIFECYCLE_STATES } from './rules/lifecycle-state.ts'
import { BILLING_TERMS } from './rules/state.ts'

const Point = z.object({
  kind: z.string().describe('`due`, `overdue`, `suspended`, `terminated`, `paid`, …'),
  at: z.iso.datetime(),
  when: z.string().describe('The moment in the reader’s words; a due date is a whole day.'),
  text: z.string(),
  clause: ClauseLink.nullable().describe('The clause that orders it; null where the customer’s version is unknown here.'),
})
export type Point = z.infer<typeof Point>

const account = {
  id: z.string(),
  domain: z.string(),
  package: z.string().describe('Id in the catalogue.'),
  state: z.enum(LIFECYCLE_STATES),
  term: z.enum(BILLING_TERMS),
  dueOn: z.iso.date().describe('First day not yet paid for; the whole day counts as in time.'),
}

export const AccountSummary = z.object({
  ...account,
  isOff: z.boolean().describe('A violation keeps the service off, whatever is paid (S18).'),
  nextStep: Point.nullable().describe('What comes next if nobody pays.'),
})
export type AccountSummary = z.infer<typeof AccountSummary>

const Invoice = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(INVOICE_STATES),
  dueOn: z.iso.date(),
  late: z.boolean().describe('Still owed after its due day (S14).'),
  from: z.iso.date(),
  to: z.iso.date().describe('First day after the period.'),
  amountRupiah: z.int(),
  paidRupiah: z.int(),
  issuedAt: z.iso.datetime(),
  termsVersion: z.string().describe('The version of the terms by which lateness is judged.'),
})

const Beside = z.object({
  hold: z
    .object({
      kind: z.enum(HOLD_KINDS).describe('Placed by staff for this account, or for everybody in an outage.'),
      until: z.iso.datetime().nullable().describe('Null: not known yet.'),
      reason: z.string(),
    })
    .nullable()
    .describe('Until then nothing is taken from the account (S14).'),
  violation: z
    .object({ since: z.iso.datetime(), reason: z.string() })
    .nullable()
    .describe('Declared by staff; the service is off until they lift it (S18).'),
  cancellation: z
    .object({ askedAt: z.iso.datetime().nullable(), confirmedAt: z.iso.datetime().nullable(), endsAt: z.iso.datetime().nullable() })
    .nullable()
    .describe('Asked for, and confirmed (S13).'),
  wish: z
    .object({ package: z.string(), term: z.enum(BILLING_TERMS), from: z.iso.date() })
    .nullable()
    .describe('Wished for from that renewal on (S17).'),
})

export const AccountView = z.object({
  account: z.object(account),
  beside: Beside,
  timeline: z.object({
    past: z.array(Point),
    next: z.array(Point).describe('If nobody pays.'),
    ifPaidToday: z.array(Point),
  }),
  invoices: z.array(Invoice).describe('Newest due date first.'),
})
export type AccountView = z.infer<typeof AccountView>
