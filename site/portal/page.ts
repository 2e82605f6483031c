/**
 * What the static page hands to its interactive part: the language of the page, and the facts of the provider that the
 * build wrote into the root element, so that no provider's fact stands in code.
 */
import type { Document, Language } from '#content/schema'
import type { Words } from '../i18n/portal/words.ts'

/** A published version as the portal shows it, in the page's language. */
export interface VersionFacts {
  readonly document: Document
  readonly version: string
  readonly title: string
  readonly summary: readonly string[]
  readonly path: string
  /** Privacy only: completed years of age from which a person may register (P11). */
  readonly minimumAge?: number
}

export interface Facts {
  readonly service: string
  /** Legal name of the provider. */
  readonly provider: string
  readonly timeZone: string
  readonly zone: string
  /** ISO 3166-1 code of the provider's country. */
  readonly country: string
  readonly supportEmail: string
  /** Where billing questions go (S12). */
  readonly billingEmail: string
  /** Where a transfer goes. */
  readonly bankAccounts: readonly { readonly bank: string; readonly number: string; readonly holder: string }[]
  /** Names of the catalogue by id. */
  readonly packages: Readonly<Record<string, string>>
  readonly versions: readonly VersionFacts[]
}

export const root = document.getElementById('portal')
export const language: Language = document.documentElement.lang === 'en' ? 'en' : 'id'

function readFacts(): Facts {
  const text = root?.getAttribute('data-facts')
  if (!text) throw new Error('The page has no #portal element with data-facts')
  return JSON.parse(text) as Facts
}
export const facts: Facts = readFacts()

export const wordsOf = <T>(both: Words<T>): T => both[language]

/** The address of a page of the site in the page's language. */
export const href = (path: string): string => (language === 'en' ? `/en${path}` : path)

/** The part of the address after `?`. */
export const query = (name: string): string | undefined => new URLSearchParams(location.search).get(name) ?? undefined

/** Where to go after signing in: only a path of this site, never another origin. */
export function safeNext(path: string | undefined): string {
  // A tab or a line break between two slashes is dropped by the browser, so that they lead to another host after all.
  return path && /^\/(?![/\\])[^\p{Cc}]*$/u.test(path) ? path : href('/akun')
}

export const versionFacts = (document: Document, version: string): VersionFacts | undefined =>
  facts.versions.find((one) => one.document === document && one.version === version)
