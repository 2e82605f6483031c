/**
 * Terms as text, for the canonical text and for the pages alike, so that both say the same.
 * Single values: `formatTerm` (see worker/policies/rules/term-text.ts). Arrays of objects: `describeList`, a table or a list of items.
 */
import type { Document, Language, Law, Terms } from '#content/schema'
import { formatPeriod, formatValue, type TermSource } from '#rules/policies/rules/term-text'
import { formatDay, formatTime } from '#shared/calendar'

export { formatTerm } from '#rules/policies/rules/term-text'

export type Description =
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'items'; readonly items: readonly string[] }

/** A version, or the front matter of one, with the terms of its document. */
export type ListSource = { [K in Document]: TermSource & { readonly document: K; readonly terms: Terms[K] } }[Document]

type Privacy = Terms['privacy']
type Retention = NonNullable<Privacy['retention']>[number]

const COLUMNS = {
  data: { id: 'Data', en: 'Data' },
  nature: { id: 'Sifat', en: 'Nature' },
  use: { id: 'Penggunaan', en: 'Use' },
  basis: { id: 'Dasar', en: 'Basis' },
  end: { id: 'Tujuan', en: 'End' },
  allowed: { id: 'Data yang boleh diberikan', en: 'Data that may be given' },
  condition: { id: 'Syarat', en: 'Condition' },
  kept: { id: 'Disimpan selama', en: 'Kept for' },
  from: { id: 'Sejak', en: 'From' },
  reason: { id: 'Alasan', en: 'Reason' },
  law: { id: 'Dasar hukum', en: 'Law' },
  recipient: { id: 'Penerima', en: 'Recipient' },
  role: { id: 'Untuk', en: 'For' },
  country: { id: 'Tempat pemrosesan', en: 'Place of processing' },
  cookie: { id: 'Cookie', en: 'Cookie' },
  purpose: { id: 'Kegunaan', en: 'Purpose' },
  necessary: { id: 'Perlu', en: 'Necessary' },
  lasts: { id: 'Berlaku', en: 'Lasts' },
} as const

/** “13 Maret 2027”, or “00.00 WIB”. */
export function formatWhen(date: string | undefined, time: string | undefined, language: Language, abbreviation: string): string {
  if (date !== undefined) return formatDay(date, language)
  const [hour = Number.NaN, minute = Number.NaN] = (time ?? '').split(':').map(Number)
  if (!(hour < 24 && minute < 60)) throw new Error(`<When time="${time ?? ''}" />: expected hours and minutes, as in "00:00"`)
  return formatTime(hour, minute, language, abbreviation)
}

/** “Pasal 32 UU PDP” / “PDP Law article 32”: a cited law as it stands in a sentence. Throws for an unknown key. */
export function formatLaw(law: Law, key: string, language: Language): string {
  const entry = law.find((candidate) => candidate.id === key)
  if (entry === undefined) throw new Error(`law "${key}" is not in law.yaml`)
  return language === 'id' ? `Pasal ${entry.article} ${entry.law.id}` : `${entry.law.en} article ${entry.article}`
}

/**
 * The table or list at a path (`purposes`, `claims.forceMajeure`). Throws where the version has no such list.
 * Retention names the law that orders it, from law.yaml.
 */
export function describeList(source: ListSource, path: string, language: Language, law: Law): Description {
  const description = listAt(source, path, language, law)
  if (description === undefined) throw new Error(`${path}: is not a list of this version`)
  return description
}

function listAt(source: ListSource, path: string, language: Language, law: Law): Description | undefined {
  switch (source.document) {
    case 'privacy':
      return privacyList(source.terms, path, language, law)
    case 'sla':
      return slaList(source.terms, path, language)
    case 'cookies':
      return path === 'cookies' ? cookies(source.terms.cookies, language) : undefined
    case 'terms':
      return undefined
  }
}

function privacyList(terms: Privacy, path: string, language: Language, law: Law): Description | undefined {
  if (path === 'dataCategories') return dataCategories(terms, language)
  if (path === 'purposes') return purposes(terms, language)
  if (path === 'disclosures') return disclosures(terms, language)
  if (path === 'retention' && terms.retention) return retention(terms, terms.retention, language, law)
  if (path === 'recipients' && terms.recipients) return recipients(terms, terms.recipients, language)
  return undefined
}

function slaList({ claims }: Terms['sla'], path: string, language: Language): Description | undefined {
  const named = (rows: typeof claims.forceMajeure): Description => ({ kind: 'items', items: rows.map((row) => row.name[language]) })
  if (path === 'claims.excludedCauses') return named(claims.excludedCauses)
  if (path === 'claims.forceMajeure') return named(claims.forceMajeure)
  if (path === 'claims.excludedServices') return named(claims.excludedServices)
  return undefined
}

function dataCategories(terms: Privacy, language: Language): Description {
  const nature = (row: Privacy['dataCategories'][number]) => {
    if (row.contact) return { id: 'pribadi, kontak', en: 'personal, contact' }[language]
    return { id: row.personal ? 'pribadi' : 'bukan pribadi', en: row.personal ? 'personal' : 'not personal' }[language]
  }
  return table(
    language,
    ['data', 'nature'],
    terms.dataCategories.map((row) => [row.name[language], nature(row)]),
  )
}

function purposes(terms: Privacy, language: Language): Description {
  return table(
    language,
    ['use', 'basis'],
    terms.purposes.map((row) => [row.name[language], formatValue(row.basis, 'basis', language) ?? '']),
  )
}

function disclosures(terms: Privacy, language: Language): Description {
  const condition = (authority: boolean) =>
    authority
      ? { id: 'penyelidikan yang disebutkan', en: 'a named investigation' }[language]
      : { id: 'perjanjian keamanan data yang disebutkan', en: 'a named data-security agreement' }[language]
  return table(
    language,
    ['end', 'allowed', 'condition'],
    terms.disclosures.map((row) => [row.name[language], categoryNames(terms, row.categories, language), condition(row.authority)]),
  )
}

function retention(terms: Privacy, rows: readonly Retention[], language: Language, law: Law): Description {
  const described = rows.map((row) => [
    categoryNames(terms, row.categories, language),
    formatPeriod(row.keep, language),
    row.from[language],
    row.reason[language],
    row.law === undefined ? '–' : formatLaw(law, row.law, language),
  ])
  return table(language, ['data', 'kept', 'from', 'reason', 'law'], described)
}

function recipients(terms: Privacy, rows: NonNullable<Privacy['recipients']>, language: Language): Description {
  return table(
    language,
    ['recipient', 'role', 'country', 'data', 'basis'],
    rows.map((row) => [
      row.name,
      row.role[language],
      row.country[language],
      categoryNames(terms, row.categories, language),
      row.basis[language],
    ]),
  )
}

function cookies(rows: Terms['cookies']['cookies'], language: Language): Description {
  const yes = (value: boolean) => ({ id: value ? 'ya' : 'tidak', en: value ? 'yes' : 'no' })[language]
  const lasts = (days: number) =>
    days === 0 ? { id: 'sampai browser ditutup', en: 'until the browser is closed' }[language] : formatPeriod({ days }, language)
  return table(
    language,
    ['cookie', 'purpose', 'necessary', 'lasts'],
    rows.map((row) => [row.name, row.purpose[language], yes(row.necessary), lasts(row.days)]),
  )
}

function table(language: Language, columns: readonly (keyof typeof COLUMNS)[], rows: readonly (readonly string[])[]): Description {
  return { kind: 'table', columns: columns.map((column) => COLUMNS[column][language]), rows }
}

/** Names hold commas of their own, so semicolons part them. */
function categoryNames(terms: Privacy, ids: readonly string[], language: Language): string {
  const known = ids.map((id) => terms.dataCategories.find((category) => category.id === id)?.name[language] ?? id)
  return known.length === 0 ? '–' : known.join('; ')
}
