/** Which published versions a customer is yet to be told of, and in which words (P5, S24; UU PDP art. 21(2): before they take effect). */
import type { Document, Language, Localized } from '../../../content/schema.ts'
import { formatDay, type Instant, startOfDay } from '../../shared/calendar.ts'
import type { Decision } from './binding.ts'
import { effectiveAt } from './in-force.ts'
import type { PolicyVersion } from './version.ts'

export interface Told {
  /** When the customer came, epoch milliseconds. */
  readonly createdAt: Instant
  readonly decisions: readonly Pick<Decision, 'document' | 'version' | 'decision'>[]
}

/** Published by an instant: the day of publication has begun in the provider's zone. */
export function publishedBy(versions: readonly PolicyVersion[], at: Instant, timeZone: string): PolicyVersion[] {
  return versions.filter(({ published }) => startOfDay(published, timeZone) <= at)
}

/**
 * News to a customer: published, not yet in force when they came, and neither decided about nor overtaken by a version that
 * they accepted. Silence never makes news old: being told is counted elsewhere, once.
 */
export function newsFor(
  versions: readonly PolicyVersion[],
  { createdAt, decisions }: Told,
  now: Instant,
  timeZone: string,
): PolicyVersion[] {
  return publishedBy(versions, now, timeZone).filter((version) => {
    const mine = decisions.filter(({ document }) => document === version.document)
    if (mine.some((one) => one.version === version.version || (one.decision === 'accepted' && one.version > version.version))) return false
    return effectiveAt(version, 'new', timeZone) > createdAt
  })
}

export interface NewsWords {
  readonly title: Localized
  readonly text: Localized
}

/** @param accepted the documents that a customer accepts; others bind by their date. */
export function newsWords(news: readonly PolicyVersion[], accepted: readonly Document[]): NewsWords {
  const asks = news.some((version) => needsAcceptance(version, accepted))
  const say = (language: Language) => {
    const items = news.map((version) => item(version, language, needsAcceptance(version, accepted))).join('; ')
    const { intro, silence } = WORDS[language]
    return `${intro} ${items}.${asks ? ` ${silence}` : ''}`
  }
  return { title: { id: WORDS.id.title, en: WORDS.en.title }, text: { id: say('id'), en: say('en') } }
}

const needsAcceptance = (version: PolicyVersion, accepted: readonly Document[]) => version.material && accepted.includes(version.document)

function item(version: PolicyVersion, language: Language, asks: boolean): string {
  const named = `${version.titles[language]} ${version.version}`
  const day = formatDay(version.effective.existing, language)
  if (language === 'id') return asks ? `${named}, paling cepat ${day} dan hanya bila Anda menyetujuinya` : `${named}, mulai ${day}`
  return asks ? `${named}, on ${day} at the earliest and only if you accept it` : `${named}, from ${day}`
}

const WORDS: Readonly<Record<Language, { title: string; intro: string; silence: string }>> = {
  id: {
    title: 'Versi baru dokumen kami',
    intro: 'Kami menerbitkan versi baru, yang berlaku bagi Anda sebagai berikut:',
    silence:
      'Sampai Anda memutuskan, versi yang Anda setujui tetap mengikat; diam bukan setuju. Perbedaannya ada di halaman persetujuan Anda.',
  },
  en: {
    title: 'New versions of our documents',
    intro: 'We have published new versions, which apply to you as follows:',
    silence:
      'Until you decide, the version you accepted goes on to bind; silence is not acceptance. Your agreements page shows what changed.',
  },
}
