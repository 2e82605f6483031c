/** `policies.json`: every promise as data, for programs and people who check us. Its JSON Schema is published beside it. */
import * as z from 'zod'
import { ClauseId, CookieTerms, Day, LANGUAGES, Language, PrivacyTerms, Provider, ServiceTerms, SlaTerms } from '#content/schema'
import { documentPath, type PolicyVersion, versionPath } from '#rules/policies/rules/version'
import type { Content } from './load.ts'

const Localized = z.strictObject({ id: z.string(), en: z.string() })
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

const shared = {
  version: Day.describe('Label and permanent address of the version.'),
  published: Day.describe('Day on which the version was made public.'),
  effective: z.strictObject({
    new: Day.describe('First day on which it is in force for new customers.'),
    existing: Day.describe('First day on which it can bind customers who accepted an earlier version.'),
  }),
  material: z.boolean().describe('Whether it changes anything to a customer’s disadvantage; if so it binds by acceptance only.'),
  titles: Localized,
  pages: Localized.describe('Address of the version’s page.'),
  texts: z
    .strictObject({ id: text('The governing text.'), en: text('The translation.') })
    .describe('The published bytes; `curl <url> | sha256sum` gives the digest.'),
  clauseTexts: z.url().describe('The text of every clause, as JSON.'),
  clauses: z.array(
    z.strictObject({ id: ClauseId, title: Localized, href: Localized.describe('Permanent address of the clause in this version.') }),
  ),
}

function text(sentence: string) {
  return z.strictObject({ url: z.url(), sha256: Digest }).describe(sentence)
}

const version = <K extends string, T extends z.ZodType>(document: K, terms: T) =>
  z.strictObject({
    document: z.literal(document),
    ...shared,
    terms: terms.describe('What the version promises, as the software enforces it.'),
  })

export const PoliciesJson = z.strictObject({
  $schema: z.url(),
  provider: z.strictObject({ name: Provider.shape.name, service: Provider.shape.service }),
  timeZone: z.string().describe('IANA zone of every day here: a day begins at 00:00 in it.'),
  currency: z.string().describe('Currency of every amount, in whole units.'),
  governingLanguage: Language.describe('The language whose text binds; the other is a translation.'),
  documents: z.array(
    z.strictObject({ document: z.string(), current: Localized.describe('Address that always shows the version in force.') }),
  ),
  versions: z
    .array(
      z.discriminatedUnion('document', [
        version('privacy', PrivacyTerms),
        version('sla', SlaTerms),
        version('terms', ServiceTerms),
        version('cookies', CookieTerms),
      ]),
    )
    .describe('All published versions, by document, oldest first.'),
})
export type PoliciesJson = z.infer<typeof PoliciesJson>

export const SCHEMA_PATH = '/schema/policies.json'

/** The JSON Schema (draft 2020-12) of `policies.json`. */
export function policiesSchema(origin: string): object {
  return { $id: `${origin}${SCHEMA_PATH}`, title: 'policies.json', ...z.toJSONSchema(PoliciesJson, { io: 'output' }) }
}

export function policiesJson({ provider }: Pick<Content, 'provider'>, policies: readonly PolicyVersion[]): PoliciesJson {
  const { origin } = provider
  const documents = [...new Set(policies.map((policy) => policy.document))]
  const json = {
    $schema: `${origin}${SCHEMA_PATH}`,
    provider: { name: provider.name, service: provider.service },
    timeZone: provider.timeZone,
    currency: provider.currency,
    governingLanguage: 'id',
    documents: documents.map((document) => ({ document, current: perLanguage((language) => origin + documentPath(document, language)) })),
    versions: policies.map((policy) => versionJson(policy, origin)),
  }
  // What is published is what its schema says; this throws where the two part.
  return PoliciesJson.parse(json)
}

function versionJson(policy: PolicyVersion, origin: string): object {
  const { document, version, published, effective, material, titles, terms } = policy
  const page = (language: Language) => origin + versionPath(document, version, language)
  return {
    document,
    version,
    published,
    effective,
    material,
    titles,
    pages: perLanguage(page),
    texts: { id: { url: `${page('id')}.md`, sha256: policy.digests.id }, en: { url: `${page('en')}.md`, sha256: policy.digests.en } },
    clauseTexts: `${origin}/policies/${document}/${version}.json`,
    clauses: policy.clauses.map(({ id, title }) => ({ id, title, href: perLanguage((language) => `${page(language)}#${id}`) })),
    terms,
  }
}

function perLanguage(value: (language: Language) => string): { id: string; en: string } {
  const [id, en] = LANGUAGES.map(value)
  return { id: id ?? '', en: en ?? '' }
}
