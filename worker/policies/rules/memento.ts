/** Versions over time for programs: Memento (RFC 7089) and the version relations of RFC 5829. */
import type { Document, Language } from '../../../content/schema.ts'
import type { Instant } from '../../shared/calendar.ts'
import { effectiveAt } from './in-force.ts'
import { neighbours } from './status.ts'
import { documentPath, type PolicyVersion, versionsOf } from './version.ts'

export interface Site {
  readonly versions: readonly PolicyVersion[]
  readonly origin: string
  readonly timeZone: string
}

const timemapPath = (document: Document, language: Language) => `${documentPath(document, language)}/timemap`
const historyPath = (document: Document, language: Language) => `${documentPath(document, language)}/riwayat`

/** When a version began to answer at the current address: for new customers. */
export function mementoAt(version: PolicyVersion, { timeZone }: Site): Instant {
  return effectiveAt(version, 'new', timeZone)
}

const httpDate = (at: Instant) => new Date(at).toUTCString()

/** `Accept-Datetime` as an instant; undefined if it is no HTTP date, which is answered with 400 (RFC 7089 §4.5.3). */
export function acceptDatetime(header: string): Instant | undefined {
  const at = Date.parse(header)
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header.trim()) && !Number.isNaN(at) ? at : undefined
}

/** The version that answered at an instant; before the first, the first (RFC 7089 §4.5.3). */
export function mementoFor(site: Site, document: Document, at: Instant): PolicyVersion | undefined {
  const all = versionsOf<Document>(site.versions, document) as PolicyVersion[]
  const begun = all.filter((version) => mementoAt(version, site) <= at)
  return (
    begun.reduce<PolicyVersion | undefined>(
      (last, next) => (last && mementoAt(last, site) > mementoAt(next, site) ? last : next),
      undefined,
    ) ?? all[0]
  )
}

const relation = (href: string, rel: string, more = '') => `<${href}>; rel="${rel}"${more}`
const stamped = (version: PolicyVersion, site: Site) => `; datetime="${httpDate(mementoAt(version, site))}"`

/** Links of the current address, which is its own TimeGate. */
export function currentLinks(site: Site, shown: PolicyVersion, language: Language): string {
  const { document } = shown
  return [
    relation(documentPath(document, language), 'original timegate'),
    relation(timemapPath(document, language), 'timemap', '; type="application/link-format"'),
    relation(historyPath(document, language), 'version-history'),
    relation(shown.paths[language], 'memento', stamped(shown, site)),
    relation(`${shown.paths[language]}.md`, 'alternate', '; type="text/markdown"'),
  ].join(', ')
}

/** Links of one version. */
export function versionLinks(site: Site, version: PolicyVersion, language: Language): string {
  const { document } = version
  const { before, after } = neighbours(site.versions, version)
  return [
    relation(documentPath(document, language), 'original timegate latest-version'),
    relation(timemapPath(document, language), 'timemap', '; type="application/link-format"'),
    relation(historyPath(document, language), 'version-history'),
    relation(version.paths[language], 'memento', stamped(version, site)),
    ...(before ? [relation(before.paths[language], 'predecessor-version prev memento', stamped(before, site))] : []),
    ...(after ? [relation(after.paths[language], 'successor-version next memento', stamped(after, site))] : []),
    relation(`${version.paths[language]}.md`, 'alternate', '; type="text/markdown"'),
  ].join(', ')
}

/** The TimeMap: every version with the instant from which it answered, application/link-format. */
export function timemap(site: Site, document: Document, language: Language): string {
  const all = versionsOf<Document>(site.versions, document) as PolicyVersion[]
  const at = (path: string) => `${site.origin}${path}`
  const place = (i: number) => [i === 0 && 'first', i === all.length - 1 && 'last', 'memento'].filter(Boolean).join(' ')
  return `${[
    relation(at(documentPath(document, language)), 'original timegate'),
    relation(at(timemapPath(document, language)), 'self', '; type="application/link-format"'),
    ...all.map((version, i) => relation(at(version.paths[language]), place(i), stamped(version, site))),
  ].join(',\n')}\n`
}
