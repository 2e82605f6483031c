/** One version of one document, as the Worker enforces it and the pages show it. Built from front matter; never edited once published. */
import type { Document, FrontMatter, Language, Localized, Terms } from '../../../content/schema.ts'
import type { Day } from '../../shared/calendar.ts'

interface VersionClause {
  readonly id: string
  readonly title: Localized
}

interface VersionShape<K extends Document> {
  readonly document: K
  /** Label and permanent address, an ISO day. */
  readonly version: Day
  readonly published: Day
  /** First days, from 00:00 of the provider's zone: for new customers, and for those who accepted an earlier version. */
  readonly effective: { readonly new: Day; readonly existing: Day }
  /** Whether anything changes to a customer's disadvantage; if so it binds by acceptance only. */
  readonly material: boolean
  /** The provider as it was named on the day of publication. */
  readonly provider: FrontMatter['provider']
  readonly terms: Terms[K]
  readonly clauses: readonly VersionClause[]
  readonly titles: Localized
  readonly summary: { readonly [L in Language]: readonly string[] }
  readonly changes: { readonly [L in Language]: readonly { readonly clause?: string | undefined; readonly text: string }[] }
  /** SHA-256 (lower-case hex) of the published bytes of each language. */
  readonly digests: Localized
  /** Page address of the version in each language; the published bytes are at the same address with `.md`. */
  readonly paths: Localized
}

/** A version of the document kind `K`; `terms` are the numbers it promised. Of several kinds it is one or the other. */
export type VersionOf<K extends Document> = { [D in K]: VersionShape<D> }[K]

export type PolicyVersion = VersionOf<Document>

/** The address of each document, which is permanent. */
export const DOCUMENT_PATHS: { readonly [K in Document]: string } = {
  privacy: '/privasi',
  sla: '/sla',
  terms: '/ketentuan',
  cookies: '/cookie',
}

export function documentPath(document: Document, language: Language): string {
  return inLanguage(DOCUMENT_PATHS[document], language)
}

export function versionPath(document: Document, version: Day, language: Language): string {
  return `${documentPath(document, language)}/${version}`
}

/** The difference of two versions; `from` is the older. */
export function differencePath(document: Document, from: Day, to: Day, language: Language): string {
  return `${documentPath(document, language)}/perubahan/${from}..${to}`
}

/** The law list, opened at one article. */
export function lawPath(law: string, language: Language): string {
  return `${inLanguage('/hukum', language)}#${law}`
}

/** English pages are the same addresses under /en. */
export function inLanguage(path: string, language: Language): string {
  return language === 'en' ? `/en${path}` : path
}

/** All versions of one document, oldest first, with the terms of that document known to the compiler. */
export function versionsOf<K extends Document>(versions: readonly PolicyVersion[], document: K): VersionOf<K>[] {
  return versions
    .filter((version): version is Extract<PolicyVersion, { document: K }> & VersionOf<K> => version.document === document)
    .sort((a, b) => (a.version < b.version ? -1 : 1))
}

/** The very version named, if it exists: what an invoice or an acceptance pinned. */
export function versionNamed<K extends Document>(versions: readonly PolicyVersion[], document: K, version: Day): VersionOf<K> | undefined {
  return versionsOf(versions, document).find((candidate) => candidate.version === version)
}

/** The document that is a clause's one home; undefined for an id that no version has. */
export function documentOfClause(versions: readonly PolicyVersion[], clauseId: string): Document | undefined {
  return versions.find((version) => version.clauses.some((clause) => clause.id === clauseId))?.document
}
