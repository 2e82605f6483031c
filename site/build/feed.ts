/** Atom (RFC 4287). Ids are tag URIs (RFC 4151) of what never moves, so that a reader shows nothing twice. */
import type { Document, Language } from '#content/schema'
import type { PolicyVersion } from '#rules/policies/rules/version'
import { documentPath, inLanguage, versionsOf } from '#rules/policies/rules/version'
import { formatDay, startOfDay } from '#shared/calendar'
import { escapeText } from '#shared/html'
import type { Content } from './load.ts'

interface Entry {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly at: number
  readonly summary: string
}

/** The feed of one document, or of all documents and announcements. */
export function feed(content: Content, policies: readonly PolicyVersion[], language: Language, document?: Document): string {
  const versions = document === undefined ? policies : (versionsOf(policies, document) as PolicyVersion[])
  const news = document === undefined ? announcementEntries(content, language) : []
  const entries = [...versions.map((version) => versionEntry(content, version, language)), ...news].sort((a, b) => b.at - a.at)
  const title = document === undefined ? content.provider.service : (versions.at(-1)?.titles[language] ?? document)
  const home = document === undefined ? inLanguage('/', language).replace(/(.)\/$/, '$1') : documentPath(document, language)
  const self = document === undefined ? inLanguage('/feed.xml', language) : `${home}/feed.xml`
  return write({ content, language, title, home, self, id: tag(content, `feed:${document ?? 'all'}:${language}`), entries })
}

function versionEntry(content: Content, version: PolicyVersion, language: Language): Entry {
  const label = language === 'id' ? 'versi' : 'version'
  const changes = version.changes[language].map((change) => (change.clause ? `${change.clause}: ${change.text}` : change.text))
  return {
    id: tag(content, `${version.document}:${version.version}:${language}`),
    title: `${version.titles[language]}, ${label} ${formatDay(version.version, language)}`,
    path: version.paths[language],
    at: startOfDay(version.published, content.provider.timeZone),
    summary: (changes.length > 0 ? changes : version.summary[language]).join(' '),
  }
}

function announcementEntries({ announcements, provider, ...rest }: Content, language: Language): Entry[] {
  return announcements.map(({ slug, front }) => ({
    id: tag({ announcements, provider, ...rest }, `announcement:${slug}:${language}`),
    title: front[language].title,
    path: inLanguage(`/pengumuman/${slug}`, language),
    at: startOfDay(front[language].published, provider.timeZone),
    summary: front[language].summary,
  }))
}

function tag({ provider }: Content, name: string): string {
  return `tag:${new URL(provider.origin).host},2024:${name}`
}

interface Feed {
  readonly content: Content
  readonly language: Language
  readonly title: string
  readonly home: string
  readonly self: string
  readonly id: string
  readonly entries: readonly Entry[]
}

function write({ content: { provider }, language, title, home, self, id, entries }: Feed): string {
  const at = (path: string) => escapeText(provider.origin + path)
  const stamp = (instant: number) => new Date(instant).toISOString()
  const one = (entry: Entry) =>
    `<entry><id>${escapeText(entry.id)}</id><title>${escapeText(entry.title)}</title><link href="${at(entry.path)}"/><published>${stamp(entry.at)}</published><updated>${stamp(entry.at)}</updated><summary>${escapeText(entry.summary)}</summary></entry>`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${escapeText(id)}</id><title>${escapeText(title)}</title><updated>${stamp(entries[0]?.at ?? 0)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${at(self)}"/><link href="${at(home)}"/>`,
    `<author><name>${escapeText(provider.name)}</name><email>${escapeText(provider.emails.support)}</email></author>`,
    ...entries.map(one),
    '</feed>',
    '',
  ].join('\n')
}
