/**
 * The shapes of everything under `content/`: what a provider promises, as data.
 * A field's sentence says what it means to a reader of the page and to the Worker.
 * Once a version is published its schema may grow only by optional fields whose meaning when absent is stated.
 */
import * as z from 'zod'

export const DOCUMENTS = ['privacy', 'sla', 'terms', 'cookies'] as const
export const Document = z.enum(DOCUMENTS)
export type Document = z.infer<typeof Document>

export const LANGUAGES = ['id', 'en'] as const
export const Language = z.enum(LANGUAGES)
export type Language = z.infer<typeof Language>

export const Day = z.iso.date().describe('A calendar day in the provider’s time zone, ISO 8601.')
export const ClauseId = z
  .string()
  .regex(/^[A-Z]{1,2}\d{1,3}$/)
  .describe('Permanent id of a promise; an anchor in the text.')
const Slug = z.string().regex(/^[a-z][a-z0-9_]*$/)
const Localized = z.strictObject({ id: z.string().min(1), en: z.string().min(1) })
export type Localized = z.infer<typeof Localized>

const count = (sentence: string) => z.int().min(0).describe(sentence)

/** Terms that any document may carry. */
const sharedTerms = {
  change: z
    .strictObject({ noticeDays: count('Days between publishing a material change of this document and its effect on existing customers.') })
    .optional()
    .describe('How a change is announced; absent: no notice was promised (0 days).'),
}

export const PrivacyTerms = z.strictObject({
  ...sharedTerms,
  minimumAge: count('Completed years of age, counted on the provider’s calendar, from which a person may give data.'),
  contact: z.strictObject({ email: z.email().describe('The always watched mailbox for questions about data.') }),
  dataCategories: z
    .array(
      z.strictObject({
        id: Slug.describe('Name by which data maps, disclosures and retention refer to the category.'),
        name: Localized.describe('What the category is called on pages.'),
        personal: z.boolean().describe('Whether the category identifies a person.'),
        contact: z
          .boolean()
          .default(false)
          .describe('Whether it is a way to reach the person, which goes to no third party but a lawful authority.'),
      }),
    )
    .min(1)
    .describe('Every kind of data that is collected.'),
  purposes: z
    .array(
      z.strictObject({
        id: Slug.describe('Name by which consent and mail categories refer to the purpose.'),
        name: Localized.describe('What is done with the data.'),
        basis: z
          .enum(['contract', 'law', 'legitimate_interest', 'consent'])
          .describe('Legal basis; only “consent” can be switched on and off by the customer and starts off.'),
      }),
    )
    .min(1)
    .describe('The closed list of uses.'),
  disclosures: z
    .array(
      z.strictObject({
        id: Slug,
        name: Localized.describe('For what end data may be given to a third party.'),
        categories: z.array(Slug).describe('The data categories that may be given for this end; no other.'),
        authority: z
          .boolean()
          .describe('Whether the recipient is a lawful authority (needs a named investigation instead of an agreement).'),
      }),
    )
    .describe('The only ends for which data is shared with third parties.'),
  rights: z
    .strictObject({
      accessHours: count('Hours from receipt of a request for access to its answer.'),
      rectifyHours: count('Hours from receipt of a request to correct data to its completion.'),
      restrictHours: count('Hours from receipt of a request to delay or restrict processing to its completion.'),
      withdrawHours: count('Hours from withdrawal of consent to the end of the processing that rested on it.'),
      eraseHours: count('Hours from receipt of a request for erasure to the erasure of what no law keeps.'),
    })
    .optional()
    .describe('Deadlines of data-subject rights in hours on the clock; absent: only the statutory limits of law.yaml hold.'),
  breach: z
    .strictObject({ noticeHours: count('Hours from the discovery of a breach to the written notice to those affected and the agency.') })
    .optional()
    .describe('Breach notification; absent: only the statutory limit holds.'),
  retention: z
    .array(
      z.strictObject({
        id: Slug,
        categories: z.array(Slug).describe('Data categories kept under this rule.'),
        keep: z
          .strictObject({ years: z.int().min(0).optional(), months: z.int().min(0).optional(), days: z.int().min(0).optional() })
          .describe('How long after the event named in `from`.'),
        from: Localized.describe('The event from which the time runs.'),
        reason: Localized.describe('Why the data is kept.'),
        law: z.string().optional().describe('Key in law.yaml of the law that orders it.'),
      }),
    )
    .optional()
    .describe('How long each category is kept and why; absent: kept as long as a stated purpose needs it.'),
  recipients: z
    .array(
      z.strictObject({
        id: Slug,
        name: z.string().describe('Who receives the data.'),
        role: Localized.describe('What for.'),
        country: Localized.describe('Where it is processed.'),
        categories: z.array(Slug),
        basis: Localized.describe('Ground for the transfer (PDP 56) or for the processing by others.'),
      }),
    )
    .optional()
    .describe('Processors and registries an ordered service needs; absent: not listed by that version.'),
})

const Uptime = z.number().min(0).max(100)
export const SlaTerms = z.strictObject({
  ...sharedTerms,
  uptime: z.strictObject({
    network: Uptime.describe('Promised network availability, percent of a calendar month.'),
    server: Uptime.describe('Promised server availability, percent of a calendar month.'),
    claimAbovePercent: z.number().min(0).max(100).describe('Downtime share of a month above which an indemnity can be claimed.'),
  }),
  maintenance: z.strictObject({
    routineDays: z
      .array(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']))
      .describe('Days on which routine maintenance needs no notice.'),
  }),
  restoreWithinHours: count('Hours from the start of a disruption within which connectivity is back.'),
  backup: z.strictObject({
    perWeek: count('Backups on request per week, Monday to Sunday.'),
    maxGigabytes: count('Largest account that is backed up, GB of 10^9 bytes.'),
    maxInodes: count('Most inodes of an account that is backed up.'),
  }),
  restore: z.strictObject({
    freePerMonth: count('Free restores per calendar month.'),
    pricePerGigabyteRupiah: count('Price of a further restore per GB, integer rupiah.'),
  }),
  claims: z.strictObject({
    compensateWithinDays: count('Days of 24 hours after a total outage within which those affected are compensated.'),
    evidence: z
      .array(z.enum(['traceroute']))
      .min(1)
      .describe('What a claim must bring.'),
    excludedCauses: z
      .array(z.strictObject({ id: Slug, name: Localized }))
      .describe('Foreign causes for which a connectivity claim is refused.'),
    forceMajeure: z.array(z.strictObject({ id: Slug, name: Localized })).describe('Causes for which nobody is liable.'),
    excludedServices: z.array(z.strictObject({ id: Slug, name: Localized })).describe('Third-party services that cannot be claimed for.'),
    fileWithinMonths: z
      .int()
      .min(0)
      .optional()
      .describe('A claim is filed by the end of this many months after the outage’s month; absent: no filing deadline.'),
    indemnitiesPerMonth: z
      .int()
      .min(1)
      .optional()
      .describe('Indemnities per account and calendar month, network and server together; absent: one.'),
  }),
  indemnity: z.strictObject({
    months: count('Monthly hosting fees paid back per upheld claim.'),
    forms: z
      .array(z.enum(['extension', 'credit']))
      .min(1)
      .describe('How it is given, at the customer’s choice.'),
  }),
})

export const ServiceTerms = z.strictObject({
  ...sharedTerms,
  order: z.strictObject({
    cancelAfterDays: count('An unpaid order is cancelled at the end of this many calendar days after the day it was placed.'),
  }),
  invoice: z.strictObject({
    leadDaysMonthly: count('Days before the due date on which the renewal invoice of a monthly term is issued.'),
    leadMonthsOther: count(
      'Calendar months before the due date on which the renewal invoice of any other term is issued, clamped to the month’s last day.',
    ),
  }),
  late: z.strictObject({
    suspendAfterDays: count('Whole days after lateness began (00:00 of the day after the due date) until the account is suspended.'),
    terminateAfterDays: count('Periods of 24 hours after the actual suspension until the account is terminated.'),
    overdueNoticeHours: z
      .int()
      .min(0)
      .optional()
      .describe('No suspension before the overdue notice has counted for this many hours; absent: 24.'),
    terminationWarningHours: z
      .int()
      .min(0)
      .optional()
      .describe('No termination before the termination warning has counted for this many hours; absent: 72.'),
  }),
})

export const CookieTerms = z.strictObject({
  ...sharedTerms,
  cookies: z
    .array(
      z.strictObject({
        name: z.string().describe('The cookie’s name exactly as set.'),
        purpose: Localized,
        necessary: z.boolean().describe('Necessary cookies are set by signing in or registering; others only after consent.'),
        days: z.int().min(0).describe('Days until it expires; 0: with the browser session.'),
      }),
    )
    .describe('Exactly the cookies that are set; policy pages set none.'),
})

export const TERMS = { privacy: PrivacyTerms, sla: SlaTerms, terms: ServiceTerms, cookies: CookieTerms } as const
export type Terms = { [K in Document]: z.infer<(typeof TERMS)[K]> }

const prose = {
  title: z.string().min(1).describe('The document’s name in this language.'),
  summary: z
    .array(z.string().min(1))
    .min(1)
    .describe('Plain-language summary shown in front of the text, one thought an entry; not governing.'),
  changes: z
    .array(
      z.strictObject({
        clause: ClauseId.optional().describe('The clause concerned; absent: the document as a whole.'),
        text: z.string().min(1).describe('What changed for the reader, in one sentence.'),
      }),
    )
    .describe('What changed since the predecessor; empty for the first version.'),
  clauses: z.array(ClauseId).min(1).describe('Ids of the clauses in the order of the text.'),
}

/** Front matter of `en.mdx`: the translation carries no terms and no dates of its own. */
export const TranslationFrontMatter = z.strictObject(prose)
export type TranslationFrontMatter = z.infer<typeof TranslationFrontMatter>

const governing = {
  ...prose,
  version: Day.describe('Label and permanent address of the version.'),
  published: Day.describe('Day on which the version was made public.'),
  effective: z.strictObject({
    new: Day.describe('First day on which it is the version in force for new customers.'),
    existing: Day.describe('First day on which it can bind customers who accepted an earlier one.'),
  }),
  material: z.boolean().describe('Whether anything changes to a customer’s disadvantage; a material version binds by acceptance only.'),
  provider: z
    .strictObject({
      name: z.string().describe('The provider’s name on the day of publication.'),
      service: z.string().describe('The name under which it sells.'),
      email: z.email().describe('Where questions about this document go.'),
    })
    .describe('The provider as this version names it; never follows later moves of the provider.'),
}

const front = <K extends Document, T extends z.ZodType>(document: K, terms: T) =>
  z.strictObject({ document: z.literal(document), ...governing, terms })
export const FrontMatter = z.discriminatedUnion('document', [
  front('privacy', PrivacyTerms),
  front('sla', SlaTerms),
  front('terms', ServiceTerms),
  front('cookies', CookieTerms),
])
export type FrontMatter = z.infer<typeof FrontMatter>

/** Notes beside a published version: readings of unclear clauses, outside the digest. `notes.yaml`: clause id -> text. */
export const Notes = z.record(ClauseId, Localized)

export const Provider = z.strictObject({
  name: z.string().describe('Legal name.'),
  service: z.string().describe('Name of the shop.'),
  origin: z.url().describe('Canonical origin of the site, without a trailing slash.'),
  emails: z.strictObject({ support: z.email(), billing: z.email(), privacy: z.email(), security: z.email() }),
  phone: z.string(),
  address: z.array(z.string()).min(1),
  taxNumber: z.string().optional().describe('Tax registration number, printed on invoices; absent: none is printed.'),
  dpo: z.strictObject({ name: z.string(), email: z.email(), phone: z.string() }).describe('Data protection officer (PDP 53).'),
  timeZone: z.string().describe('IANA zone in which days, months and deadlines are counted; locked at first publication.'),
  zoneAbbreviation: z.string().describe('How the zone is written after a time.'),
  currency: z.literal('IDR').describe('Currency of every amount; locked at first publication.'),
  country: z
    .string()
    .length(2)
    .describe('ISO 3166-1 code of the provider’s jurisdiction; a customer elsewhere acknowledges the transfer of data.'),
  tax: z.strictObject({
    code: z.string(),
    name: Localized,
    rate: z.strictObject({ numerator: z.int(), denominator: z.int() }),
    included: z.boolean().describe('Whether catalogue prices include the tax.'),
  }),
  bankAccounts: z
    .array(z.strictObject({ bank: z.string(), number: z.string(), holder: z.string() }))
    .default([])
    .describe('Where a transfer by bank or ATM goes (S13); empty: none is offered.'),
  prefixes: z
    .strictObject({ ipv4: z.array(z.cidrv4()), ipv6: z.array(z.cidrv6()) })
    .describe('The provider’s own networks, for reading traceroutes.'),
})
export type Provider = z.infer<typeof Provider>

/** What no published version could survive the change of; `locked.yaml`, written at first publication and compared with provider.yaml. */
export const Locked = Provider.pick({ timeZone: true, zoneAbbreviation: true, currency: true })
export type Locked = z.infer<typeof Locked>

export const Catalog = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    name: z.string(),
    kind: z.enum(['hosting', 'domain', 'email', 'dns', 'forwarding']),
    thirdParty: z.boolean().describe('Third-party services cannot be claimed for (S18).'),
    description: Localized,
    priceRupiah: z.strictObject({ monthly: z.int().min(0).optional(), yearly: z.int().min(0).optional() }),
    quota: z.strictObject({ diskGigabytes: z.int().min(1), inodes: z.int().min(1) }).optional(),
    validFrom: Day.describe('First day of sale.'),
    withdrawnOn: Day.optional().describe('First day on which it is no longer sold; a sold package is never edited.'),
  }),
)
export type Catalog = z.infer<typeof Catalog>

export const Glossary = z.array(z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]*$/), term: Localized, text: Localized }))
export type Glossary = z.infer<typeof Glossary>

export const Law = z.array(
  z.strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .describe('Key used in `<Ref law="…">` and cited by the Worker, e.g. pdp-32.'),
    law: Localized.describe('The law’s name.'),
    article: z.string().describe('Article, as cited.'),
    duty: Localized.describe('What it orders, in one sentence.'),
    hours: z.int().optional().describe('Statutory limit in hours on the clock, counted from receipt.'),
    confidence: z.enum(['seen', 'second-hand']).describe('Whether the article’s text itself was read.'),
  }),
)
export type Law = z.infer<typeof Law>

export const Announcement = z.strictObject({ title: z.string(), published: Day, summary: z.string() })
export type Announcement = z.infer<typeof Announcement>
