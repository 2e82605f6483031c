import * as z from 'zod'
import { Words } from '../../accounts/beside/schemas.ts'
import { HOLD_KINDS } from '../../accounts/rules/hold.ts'
import { ACTS } from '../../accounts/rules/lifecycle-beside.ts'
import { LIFECYCLE_STATES } from '../../accounts/rules/lifecycle-state.ts'
import { PURGE_BLOCK_KINDS } from '../../accounts/rules/purge.ts'
import { AccountSummary, AccountView } from '../../accounts/schemas.ts'
import { MEMBER_ROLES } from '../../customers/rules.ts'
import { LOOK_CATEGORIES } from './rules.ts'

const Category = z.enum(LOOK_CATEGORIES)

export const Search = z.object({
  q: z
    .string()
    .trim()
    .min(3)
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .describe('Beginning of a name, e-mail, user id, domain or payment reference; or an id or invoice number, whole.'),
})

const Found = z.object({
  id: z.string(),
  kind: z.enum(['person', 'company']),
  name: z.string(),
  by: z.array(z.string()).describe('What of it was found: `name`, `email`, `domain`, …'),
  accounts: z.array(z.object({ id: z.string(), domain: z.string(), state: z.enum(LIFECYCLE_STATES), isOff: AccountSummary.shape.isOff })),
  moreAccounts: z.boolean(),
})
export type FoundCustomer = z.infer<typeof Found>

export const SearchAnswer = z.object({
  found: z.array(Found),
  more: z.boolean().describe('There are more than are shown; type on.'),
  at: z.iso.datetime(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

export const NewLook = z.strictObject({
  category: Category,
  words: Words(10, 500).describe('Why, in a sentence; the customer can read it.'),
})
export type NewLook = z.infer<typeof NewLook>

export const LookAnswer = z.object({
  id: z.string(),
  customer: z.string(),
  until: z.iso.datetime().describe('First instant at which the file is closed again.'),
})
export type LookAnswer = z.infer<typeof LookAnswer>

export const LookView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  until: z.iso.datetime(),
  who: z.string().describe('Name of the staff member.'),
  category: Category,
  words: z.string(),
})

export type LookView = z.infer<typeof LookView>

const Notice = z.object({
  kind: z.string(),
  subject: z.string(),
  title: z.string(),
  text: z.string(),
  postedAt: z.iso.datetime(),
  countsFrom: z.iso.datetime().nullable().describe('From when steps may build on it; null: not yet.'),
  delivery: z
    .object({ outcome: z.string(), at: z.iso.datetime(), detail: z.string().nullable() })
    .nullable()
    .describe('What became of its mail; null: it has not left yet.'),
})

export const CustomerFile = z.object({
  customer: z.object({
    id: z.string(),
    kind: z.enum(['person', 'company']),
    name: z.string(),
    phone: z.string(),
    address: z.string(),
    country: z.string(),
    language: z.enum(['id', 'en']),
    since: z.iso.datetime(),
  }),
  people: z.array(
    z.object({
      name: z.string(),
      userId: z.string(),
      email: z.string(),
      emailVerified: z.boolean(),
      role: z.enum(MEMBER_ROLES),
      authority: z.string().nullable(),
    }),
  ),
  accounts: z.array(AccountSummary),
  notices: z.array(Notice).describe('Newest first.'),
  tasks: z.array(z.object({ id: z.string(), kind: z.string(), subject: z.string(), createdAt: z.iso.datetime() })),
  looks: z.array(LookView).describe('Newest first; the current one among them.'),
  closesAt: z.iso.datetime(),
})
export type CustomerFile = z.infer<typeof CustomerFile>

export const AccountFile = z.object({
  view: AccountView,
  hold: z
    .object({
      kind: z.enum(HOLD_KINDS),
      placedAt: z.iso.datetime(),
      until: z.iso.datetime().nullable(),
      reason: z.string(),
      runs: z.boolean(),
    })
    .nullable()
    .describe('An ended hold stays until the next one.'),
  violation: z.object({ declaredAt: z.iso.datetime(), reason: z.string(), evidence: z.string() }).nullable(),
  purgeBlocks: z.array(z.object({ id: z.string(), kind: z.enum(PURGE_BLOCK_KINDS), subject: z.string(), placedAt: z.iso.datetime() })),
  cancellation: z
    .object({ askedAt: z.iso.datetime(), confirmedAt: z.iso.datetime().nullable(), endsAt: z.iso.datetime().nullable() })
    .nullable(),
  wish: z.object({ package: z.string(), term: z.string(), from: z.iso.date() }).nullable().describe('A change from a renewal on.'),
  acts: z
    .array(
      z.object({
        id: z.string(),
        act: z.enum(ACTS),
        at: z.iso.datetime(),
        who: z.string(),
        reason: z.string(),
        evidence: z.string().nullable(),
      }),
    )
    .describe('What staff did beside the state, newest first.'),
  payments: z.array(
    z.object({
      id: z.string(),
      invoice: z.string(),
      amountRupiah: z.int(),
      paidAt: z.iso.datetime(),
      recordedAt: z.iso.datetime(),
      method: z.string(),
      reference: z.string(),
      effect: z.string(),
    }),
  ),
  serviceRuns: z.boolean().describe('Whether the panel is asked to have the service on.'),
})
export type AccountFile = z.infer<typeof AccountFile>
