/** What comes in and goes out at the doors of agreements. Instants are epoch milliseconds, days ISO text. */
import * as z from 'zod'
import { Day, Document, Language } from '../../content/schema.ts'

/** The documents that make the contract. The cookie notice informs; nobody has to agree to it. */
export const ContractDocument = z.enum(['terms', 'sla', 'privacy'])
export type ContractDocument = z.infer<typeof ContractDocument>

const Localized = z.object({ id: z.string(), en: z.string() })
const Digest = z.string().regex(/^[0-9a-f]{64}$/)
const Instant = z.int().min(0)

/** One shown and ticked version; a registration has one of each contract document. */
export const ShownVersion = z.strictObject({
  document: ContractDocument,
  version: Day,
  language: Language.describe('The language in which it was shown; Indonesian governs.'),
  digest: Digest.describe('SHA-256 of the published bytes that were shown.'),
  shownAt: Instant.describe('When it was shown, by the server’s clock (`now` of GET /policies plus the time since).'),
})
export type ShownVersion = z.infer<typeof ShownVersion>

/** The page on which it was decided, as a path of this site. */
export const Page = z
  .string()
  .regex(/^\/[\w\-./?=&%]*$/)
  .max(200)
export const ClientTime = z.string().max(40).describe('What the client’s own clock said; kept as a claim only.')

export const Decisions = z.strictObject({
  decisions: z
    .array(z.strictObject({ ...ShownVersion.shape, decision: z.enum(['accepted', 'declined']) }))
    .min(1)
    .max(6)
    .refine((list) => new Set(list.map((one) => `${one.document} ${one.version}`)).size === list.length, {
      params: { id: 'Setiap versi hanya sekali.', en: 'Each version once only.' },
    }),
  page: Page,
  clientTime: ClientTime.optional(),
})
export type Decisions = z.infer<typeof Decisions>

const Decision = z.enum(['accepted', 'declined'])

export const DecisionsAnswer = z.object({
  acceptances: z.array(z.object({ id: z.string(), document: ContractDocument, version: Day, decision: Decision, receiptId: z.string() })),
})
export type DecisionsAnswer = z.infer<typeof DecisionsAnswer>

export const Agreements = z.object({
  binding: z.array(
    z.object({
      document: ContractDocument,
      version: Day,
      since: Instant,
      how: z.enum(['accepted', 'asserted', 'effective']),
      titles: Localized,
      paths: Localized,
    }),
  ),
  acceptances: z.array(
    z.object({
      id: z.string(),
      document: Document,
      version: Day,
      language: Language,
      digest: Digest,
      decision: z.enum(['accepted', 'declined', 'asserted']),
      shownAt: Instant,
      decidedAt: Instant,
      method: z.enum(['registration', 'portal', 'api', 'import']),
      page: z.string(),
      authority: z.string().nullable(),
      receiptId: z.string().nullable(),
      path: z.string().describe('Where the accepted text stands, in the language in which it was accepted.'),
    }),
  ),
})
export type Agreements = z.infer<typeof Agreements>

const ChangedTerm = z.object({
  path: z.string().describe('Where the term stands in the front matter, dotted.'),
  label: z.string(),
  before: z.string().optional().describe('As written on the page; absent: the older version did not carry it.'),
  after: z.string().optional().describe('As written on the page; absent: the newer version no longer carries it.'),
  unit: z.string(),
})

export const Outstanding = z.object({
  document: ContractDocument,
  version: Day,
  digest: Localized,
  titles: Localized,
  paths: Localized,
  /** `material_change`: a newer version asks for a decision; `never_accepted`: nothing of this document was accepted yet. */
  reason: z.enum(['material_change', 'never_accepted']),
  decideBy: Instant.nullable().describe('From this instant the version is in force for existing customers; null: at once.'),
  since: Day.nullable().describe('The version accepted before.'),
  differencePath: Localized.nullable(),
  changed: z.array(
    z.object({
      clause: z.string().nullable().describe('Null: the document as a whole, with every changed term.'),
      title: Localized.nullable(),
      change: z.enum(['added', 'removed', 'moved', 'reworded']),
      texts: z.object({ id: z.array(z.string()), en: z.array(z.string()) }),
      terms: z.object({ id: z.array(ChangedTerm), en: z.array(ChangedTerm) }),
    }),
  ),
  declined: z.boolean(),
  declinedAt: Instant.nullable(),
  declineMeans: Localized,
  boundUntil: z
    .array(z.object({ account: z.string(), domain: z.string(), dueOn: Day }))
    .describe('For whoever declines: the accounts that stay under the accepted version, each up to the first day not yet paid for.'),
})
export type Outstanding = z.infer<typeof Outstanding>

export const Receipt = z.object({ id: z.string(), jws: z.string(), payload: z.record(z.string(), z.unknown()) })

const AcceptableVersion = z.object({
  version: Day,
  published: Day,
  effective: z.object({ new: Day, existing: Day }),
  material: z.boolean(),
  digests: Localized,
  titles: Localized,
  paths: Localized,
})

export const AcceptablePolicies = z.object({
  now: Instant.describe('The server’s clock, from which `shownAt` is counted.'),
  documents: z.array(
    z.object({
      document: Document,
      acceptance: z.boolean().describe('Whether it is part of the contract and asks to be accepted.'),
      inForce: z.object({ new: AcceptableVersion.nullable(), existing: AcceptableVersion.nullable() }),
      upcoming: z.array(AcceptableVersion),
    }),
  ),
})
export type AcceptablePolicies = z.infer<typeof AcceptablePolicies>
