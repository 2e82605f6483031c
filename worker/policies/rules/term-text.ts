/**
 * How a term's value is written in a sentence: the same in the published text, on the page, in differences and in mail.
 * The unit of a number follows from the ending of its name (`…Days`, `…Percent`, `…Rupiah`).
 */
import type { Document, Language, Localized } from '../../../content/schema.ts'
import { type Day, formatDay } from '../../shared/calendar.ts'
import { formatRupiah } from '../../shared/money.ts'

/** What a text may take values from: a version or its front matter. */
export interface TermSource {
  readonly document: Document
  readonly version: Day
  readonly published: Day
  readonly effective: { readonly new: Day; readonly existing: Day }
  readonly provider: { readonly name: string; readonly service: string; readonly email: string }
  readonly terms: object
}

const LOCALE = { id: 'id-ID', en: 'en-GB' } as const

const WORDS: { readonly [word: string]: Localized } = {
  monday: { id: 'Senin', en: 'Monday' },
  tuesday: { id: 'Selasa', en: 'Tuesday' },
  wednesday: { id: 'Rabu', en: 'Wednesday' },
  thursday: { id: 'Kamis', en: 'Thursday' },
  friday: { id: 'Jumat', en: 'Friday' },
  saturday: { id: 'Sabtu', en: 'Saturday' },
  sunday: { id: 'Minggu', en: 'Sunday' },
  traceroute: { id: 'traceroute', en: 'traceroute' },
  extension: { id: 'perpanjangan masa layanan', en: 'an extension of the term' },
  contract: { id: 'perjanjian dengan Anda', en: 'the contract with you' },
  law: { id: 'kewajiban hukum', en: 'legal obligation' },
  legitimate_interest: { id: 'kepentingan yang sah', en: 'legitimate interest' },
  consent: { id: 'persetujuan Anda', en: 'your consent' },
  credit: { id: 'kredit pembayaran', en: 'payment credit' },
}

/** Lists that offer a choice are joined by “or”, the others by “and”. */
const CHOICES = new Set(['indemnity.forms'])

const DATES = new Set(['version', 'published', 'effective.new', 'effective.existing'])

/** The value at a dotted path: `late.suspendAfterDays`, `provider.email`, `published`. Undefined where the version has none. */
function termValue(source: TermSource, path: string): unknown {
  const [first = ''] = path.split('.')
  const root: unknown = ['version', 'published', 'effective', 'provider'].includes(first) ? source : source.terms
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), root)
}

/**
 * The text of a term inside a sentence; the unit of a count stands in the prose. `as="times24"` writes hours as “3 × 24”.
 * Throws where the version has no such term, or the term cannot be written that way: a text must never show a gap.
 */
export function formatTerm(source: TermSource, path: string, language: Language, as?: string): string {
  const value = termValue(source, path)
  if (as !== undefined) return formatAs(value, path, language, as)
  if (typeof value === 'string' && DATES.has(path)) return formatDay(value, language)
  const text = formatValue(value, path, language)
  if (text === undefined)
    throw new Error(`${path}: ${value === undefined ? 'is not a term of this version' : 'is a table, not a single value'}`)
  return text
}

/** A single value or a list of words; undefined for whatever needs a table. */
export function formatValue(value: unknown, path: string, language: Language): string | undefined {
  if (typeof value === 'number') return formatQuantity(value, path, language)
  if (typeof value === 'string') return WORDS[value]?.[language] ?? value
  if (typeof value === 'boolean') return { id: value ? 'ya' : 'tidak', en: value ? 'yes' : 'no' }[language]
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) return undefined
  const words = value.map((word) => WORDS[word]?.[language] ?? word)
  return joinWords(words, language, CHOICES.has(path) ? 'or' : 'and')
}

function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 6 }).format(value)
}

/** “Sabtu dan Minggu”, “Saturday and Sunday”, “a, b, dan c”. */
function joinWords(words: readonly string[], language: Language, kind: 'and' | 'or' = 'and'): string {
  const conjunction = { id: { and: 'dan', or: 'atau' }, en: { and: 'and', or: 'or' } }[language][kind]
  const last = words.at(-1) ?? ''
  if (words.length < 2) return last
  const before = words.slice(0, -1).join(', ')
  const comma = language === 'id' && words.length > 2 ? ',' : ''
  return `${before}${comma} ${conjunction} ${last}`
}

/** “10 tahun”, “1 year and 6 months”; nothing set: not kept. */
export function formatPeriod(
  keep: { readonly years?: number | undefined; readonly months?: number | undefined; readonly days?: number | undefined },
  language: Language,
): string {
  const units = { years: { id: 'tahun', en: 'year' }, months: { id: 'bulan', en: 'month' }, days: { id: 'hari', en: 'day' } } as const
  const parts = (['years', 'months', 'days'] as const).flatMap((unit) => {
    const count = keep[unit] ?? 0
    const plural = language === 'en' && count !== 1 ? 's' : ''
    return count === 0 ? [] : [`${formatNumber(count, language)} ${units[unit][language]}${plural}`]
  })
  return parts.length === 0 ? { id: 'tidak disimpan', en: 'not kept' }[language] : joinWords(parts, language)
}

function formatQuantity(value: number, path: string, language: Language): string {
  if (path.endsWith('Rupiah')) return formatRupiah(value, language)
  if (path.endsWith('Percent') || path === 'uptime.network' || path === 'uptime.server') return `${formatNumber(value, language)}%`
  return formatNumber(value, language)
}

function formatAs(value: unknown, path: string, language: Language, as: string): string {
  if (as !== 'times24') throw new Error(`${path}: as="${as}" is not known; use as="times24"`)
  if (typeof value !== 'number' || value % 24 !== 0)
    throw new Error(`${path}: as="times24" needs a number of hours that is a multiple of 24`)
  return `${formatNumber(value / 24, language)} × 24`
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
