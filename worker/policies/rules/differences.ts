/**
 * What differs between two versions of a document, aligned by clause id (P5: a change is shown before it is accepted).
 * The same answer for the built pages, the Worker's pages and the portal's "what changed for you".
 */
import { diffArrays } from 'diff'
import type { Language } from '../../../content/schema.ts'
import { type TermChange, termChanges } from './term-changes.ts'

/** One language of one version: terms, clauses as Markdown, and what stands outside them. */
export interface ComparedVersion {
  readonly version: string
  readonly terms: object
  readonly clauses: readonly { readonly id: string; readonly title: string; readonly text: string }[]
  readonly outside?: string
}

/** A run of words. Leaving out what was added gives the older text, leaving out what was removed the newer. */
export interface Segment {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

export interface ClauseDifference {
  readonly id: string
  /** The newer title; of a removed clause its last one. */
  readonly title: string
  /** `moved` only where the words are the same; a clause that moved and was reworded is `reworded`. */
  readonly change: 'added' | 'removed' | 'moved' | 'reworded' | 'unchanged'
  /** Whether its place among the clauses that both versions have is another one. */
  readonly isMoved: boolean
  readonly titleSegments: readonly Segment[]
  readonly segments: readonly Segment[]
}

export interface Differences {
  readonly from: string
  readonly to: string
  /** In the order of the newer text; a removed clause stands where it was. */
  readonly clauses: readonly ClauseDifference[]
  readonly terms: readonly TermChange[]
  /** The text outside the clauses; undefined where it is the same or unknown. */
  readonly outside: readonly Segment[] | undefined
}

export function differences(before: ComparedVersion, after: ComparedVersion, language: Language): Differences {
  const outside = before.outside === after.outside ? undefined : wordSegments(before.outside ?? '', after.outside ?? '')
  return {
    from: before.version,
    to: after.version,
    clauses: clauseDifferences(before, after),
    terms: termChanges(before.terms, after.terms, language),
    outside,
  }
}

/** The clause JSON of a version (`/policies/<document>/<version>.json`) read in one language. */
export function comparedIn(json: ClauseJson, language: Language): ComparedVersion {
  const clauses = json.clauses.map(({ id, title, text }) => ({ id, title: title[language], text: text[language] }))
  return { version: json.version, terms: json.terms, clauses, outside: json.outside[language] }
}

export interface ClauseJson {
  readonly document: string
  readonly version: string
  readonly terms: object
  readonly clauses: readonly {
    readonly id: string
    readonly title: { readonly [L in Language]: string }
    readonly text: { readonly [L in Language]: string }
  }[]
  readonly outside: { readonly [L in Language]: string }
}

/** Word by word. Changes that only a space parts are told as one, so that a reader sees phrases and not confetti. */
export function wordSegments(before: string, after: string): Segment[] {
  const segments: Segment[] = []
  let removed = ''
  let added = ''
  const settle = () => {
    if (removed !== '') segments.push({ kind: 'removed', text: removed })
    if (added !== '') segments.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  const parts = diffArrays(words(before), words(after))
  for (const [index, part] of parts.entries()) {
    const text = part.value.join('')
    const isGap = index > 0 && index < parts.length - 1 && /^[^\S\n]+$/.test(text)
    if (part.removed) removed += text
    else if (part.added) added += text
    else if (isGap) {
      removed += text
      added += text
    } else {
      settle()
      segments.push({ kind: 'same', text })
    }
  }
  settle()
  return segments
}

function clauseDifferences(before: ComparedVersion, after: ComparedVersion): ClauseDifference[] {
  const older = new Map(before.clauses.map((clause) => [clause.id, clause]))
  const newer = new Map(after.clauses.map((clause) => [clause.id, clause]))
  const order = diffArrays([...older.keys()], [...newer.keys()])
  return order.flatMap((run) =>
    run.value.flatMap((id): ClauseDifference[] => {
      const was = older.get(id)
      const is = newer.get(id)
      // A clause that moved appears twice in the merged order; it is told where it stands now.
      if (run.removed && is !== undefined) return []
      const titleSegments = wordSegments(was?.title ?? '', is?.title ?? '')
      const segments = wordSegments(was?.text ?? '', is?.text ?? '')
      const title = is?.title ?? was?.title ?? ''
      if (is === undefined) return [{ id, title, change: 'removed', isMoved: false, titleSegments, segments }]
      if (was === undefined) return [{ id, title, change: 'added', isMoved: false, titleSegments, segments }]
      const isMoved = run.added
      const isSame = was.text === is.text && was.title === is.title
      const change = isSame ? (isMoved ? 'moved' : 'unchanged') : 'reworded'
      return [{ id, title, change, isMoved, titleSegments, segments }]
    }),
  )
}

/** Spaces, words (numbers with their separators and per cent signs whole) and single signs; together they are the text again. */
function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}]+(?:[.,:’-][\p{L}\p{N}]+)*%?|[^\s\p{L}\p{N}]/gu) ?? []
}
