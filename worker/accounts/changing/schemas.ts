import * as z from 'zod'
import { ClientTime } from '../../agreements/schemas.ts'
import { ClauseLink } from '../../policies/clause-link.ts'
import { BILLING_TERMS } from '../rules/state.ts'

/** A step of a cancellation; its circumstances are kept as evidence. */
export const Step = z.strictObject({ clientTime: ClientTime.optional() })
export type Step = z.infer<typeof Step>

export const CancellationView = z.object({
  account: z.string(),
  domain: z.string(),
  state: z
    .enum(['unpaid', 'running', 'asked', 'confirmed', 'ended'])
    .describe(
      '`unpaid`: an order, which ends by itself; `asked`: the first step is done and waits for its confirmation; `confirmed`: the end is set.',
    ),
  cause: z
    .enum(['customer', 'declined_version'])
    .nullable()
    .describe('Why an end is set: a confirmation (S13), or a declined version (S24).'),
  dueOn: z.iso.date().describe('First day not yet paid for.'),
  endsAt: z.iso.datetime().nullable().describe('When the account ends, or would end if it were confirmed now.'),
  confirmBy: z.iso.datetime().nullable().describe('Until when the first step may be confirmed.'),
  deletedFrom: z.iso.datetime().nullable().describe('From this instant on site data and backups are deleted (S11).'),
  voidsInvoice: z.string().nullable().describe('Number of the open invoice that a confirmation makes void.'),
  clause: ClauseLink.nullable().describe('The clause of cancelling (S13).'),
  deletionClause: ClauseLink.nullable().describe('The clause of deletion (S11).'),
})
export type CancellationView = z.infer<typeof CancellationView>

export const ChangeWish = z.strictObject({
  package: z.string().max(60).describe('Id in the catalogue.'),
  term: z.enum(BILLING_TERMS),
  clientTime: ClientTime.optional(),
})
export type ChangeWish = z.infer<typeof ChangeWish>

const Item = z.object({ package: z.string(), term: z.enum(BILLING_TERMS) })

const Refusal = z.object({ code: z.string(), title: z.string(), detail: z.string(), clause: ClauseLink.nullable() })

const Option = z.object({
  ...Item.shape,
  name: z.string(),
  description: z.string(),
  priceRupiah: z.int().describe('For one term, tax included.'),
  quota: z.object({ diskGigabytes: z.int(), inodes: z.int() }).nullable(),
  current: z.boolean(),
  kind: z.enum(['downgrade', 'shorter_term', 'longer_term', 'upgrade']).nullable().describe('Null: refused, or what the account has.'),
  from: z
    .union([z.literal('now'), z.iso.date()])
    .nullable()
    .describe('`now`: once its invoice is paid; a day: from that renewal on.'),
  costNowRupiah: z.int().nullable().describe('What is to be paid now; 0: nothing.'),
  replacesInvoice: z.string().nullable().describe('Number of the open invoice that is void and issued anew.'),
  refused: Refusal.nullable(),
})
export type Option = z.infer<typeof Option>

export const ChangesView = z.object({
  account: z.string(),
  domain: z.string(),
  dueOn: z.iso.date(),
  has: Item,
  wish: z
    .object({ ...Item.shape, name: z.string(), from: z.iso.date(), paid: z.boolean().describe('Its term is paid for: it stays.') })
    .nullable(),
  upgrade: z
    .object({ package: z.string(), name: z.string(), invoice: z.string(), amountRupiah: z.int(), payUntil: z.iso.date() })
    .nullable()
    .describe('An upgrade that waits for its payment; unpaid after that day it lapses.'),
  options: z.array(Option),
  clause: ClauseLink.nullable().describe('The clause of changes (S17).'),
})
export type ChangesView = z.infer<typeof ChangesView>

export const ChangeAnswer = z.object({
  account: z.string(),
  ...Item.shape,
  kind: z.enum(['downgrade', 'shorter_term', 'longer_term', 'upgrade']),
  from: z.union([z.literal('now'), z.iso.date()]),
  invoice: z.string().nullable().describe('The invoice that was issued for it, if any.'),
  costNowRupiah: z.int(),
  payUntil: z.iso.date().nullable().describe('Last day, counted whole, to pay for an upgrade.'),
  clause: ClauseLink.nullable(),
})
export type ChangeAnswer = z.infer<typeof ChangeAnswer>
