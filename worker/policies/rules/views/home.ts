/** What the front page says of a document at an instant: the version in force, and the one that is coming. */
import type { Document, Language, Provider } from '../../../../content/schema.ts'
import { formatDay, type Instant } from '../../../shared/calendar.ts'
import { type Html, html } from '../../../shared/html.ts'
import { inForceAt, upcomingAt } from '../in-force.ts'
import { differencePath, type PolicyVersion } from '../version.ts'

export interface DocumentView {
  readonly versions: readonly PolicyVersion[]
  readonly document: Document
  readonly at: Instant
  readonly language: Language
  readonly provider: Pick<Provider, 'timeZone'>
}

const WORDS = {
  id: { inForce: 'Berlaku', since: 'sejak', next: 'Berikutnya', from: 'mulai', changes: 'Yang berubah' },
  en: { inForce: 'In force', since: 'since', next: 'Next', from: 'from', changes: 'What changes' },
} as const

export function documentSlot({ versions, document, at, language, provider }: DocumentView): Html {
  const t = WORDS[language]
  const inForce = inForceAt(versions, document, at, 'new', provider.timeZone)
  const next = upcomingAt(versions, document, at, provider.timeZone)[0]
  const named = (version: Pick<PolicyVersion, 'version' | 'paths'>) =>
    html`<a href="${version.paths[language]}">${formatDay(version.version, language)}</a>`
  return html`${inForce && html`<dt>${t.inForce}</dt><dd>${named(inForce)}</dd>`}${
    next &&
    html`<dt>${t.next}</dt><dd>${named(next)}${inForce && html`<br><a href="${differencePath(document, inForce.version, next.version, language)}">${t.changes}</a>`}</dd>`
  }`
}
