/** A stored notice as its reader is told it. */
import type { Language, Localized } from '../../../content/schema.ts'
import { type ClauseCitation, cite } from '../../policies/rules/cite.ts'
import { type PolicyVersion, versionNamed } from '../../policies/rules/version.ts'
import { type NoticeFacts, type NoticeText, noticeText, type Zone } from './words.ts'

export interface NoticeView extends NoticeText {
  readonly clause: ClauseCitation | null
}

/** Some notices bring their own words in both languages; the others are told from their facts by kind. */
type StoredNotice = ({ readonly title: Localized; readonly text: Localized } | NoticeFacts) & {
  readonly clause?: Pick<ClauseCitation, 'document' | 'version' | 'id'>
}

/** Undefined for a kind that has no words. */
export function viewNotice(
  kind: string,
  body: string,
  language: Language,
  policies: readonly PolicyVersion[],
  zone: Zone,
): NoticeView | undefined {
  const stored = JSON.parse(body) as StoredNotice
  const words =
    'title' in stored ? { title: stored.title[language], text: stored.text[language] } : noticeText(kind, stored, language, zone)
  const { clause } = stored
  const binding = clause && versionNamed(policies, clause.document, clause.version)
  return words && { ...words, clause: clause && binding ? cite(binding as PolicyVersion, clause.id, language) : null }
}
