/** The words of a compared clause as markup: its Markdown is simple (paragraphs, lists, tables), its changes are marked inside. */
import type { Language } from '../../../../content/schema.ts'
import { type Html, html } from '../../../shared/html.ts'
import type { ClauseJson, Segment } from '../differences.ts'

const WORDS = { id: { added: 'Ditambahkan', removed: 'Dihapus' }, en: { added: 'Added', removed: 'Removed' } } as const

/** Markdown as it reads: links by their text, escapes resolved, tables without their ruler. Done before comparing. */
export function readable(json: ClauseJson): ClauseJson {
  const both = ({ id, en }: { readonly id: string; readonly en: string }) => ({ id: plain(id), en: plain(en) })
  return { ...json, clauses: json.clauses.map((clause) => ({ ...clause, text: both(clause.text) })), outside: both(json.outside) }
}

function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/^\|[ :|-]+\|\n?/gm, '')
    .replace(/^#+ /gm, '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(?<![\p{L}\p{N}\\])_([^_\n]+)_(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\\([\p{P}\p{S}])/gu, '$1')
}

/** A changed run of words inside a sentence; whoever listens hears what colour and line show. */
export function marked(segments: readonly Segment[], language: Language): Html {
  const spoken = (kind: 'added' | 'removed') => html`<span class="spoken">${WORDS[language][kind]}: </span>`
  return html`${segments.map(({ kind, text }) => {
    if (kind === 'same' || text.trim() === '') return text
    return kind === 'added' ? html`<ins>${spoken(kind)}${text}</ins>` : html`<del>${spoken(kind)}${text}</del>`
  })}`
}

type Line = readonly Segment[]

/** A whole clause: its lines as paragraphs, list items and table rows. */
export function prose(segments: readonly Segment[], language: Language): Html {
  const lines = linesOf(segments).filter((line) => textOf(line).trim() !== '')
  const blocks: Html[] = []
  for (let i = 0; i < lines.length; ) {
    const kind = kindOf(lines[i] ?? [])
    const end = kind === 'paragraph' ? i + 1 : i + countWhile(lines.slice(i), (line) => kindOf(line) === kind)
    blocks.push(block(kind, lines.slice(i, end), language))
    i = end
  }
  return html`${blocks}`
}

function block(kind: 'item' | 'row' | 'paragraph', lines: readonly Line[], language: Language): Html {
  if (kind === 'item') return html`<ul>${lines.map((line) => html`<li>${marked(without(line, /^(\s*)- /), language)}</li>`)}</ul>`
  if (kind === 'paragraph') return html`${lines.map((line) => html`<p>${marked(line, language)}</p>`)}`
  return html`<ul class="rows">${lines.map((line) => html`<li>${marked(cells(line), language)}</li>`)}</ul>`
}

function linesOf(segments: readonly Segment[]): Line[] {
  const lines: Segment[][] = [[]]
  for (const { kind, text } of segments) {
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ kind, text: part })
    }
  }
  return lines
}

const textOf = (line: Line) => line.map((segment) => segment.text).join('')

function kindOf(line: Line): 'item' | 'row' | 'paragraph' {
  const text = textOf(line).trimStart()
  return text.startsWith('- ') ? 'item' : text.startsWith('|') ? 'row' : 'paragraph'
}

function without(line: Line, pattern: RegExp): Line {
  const [first, ...rest] = line
  return first === undefined ? [] : [{ ...first, text: first.text.replace(pattern, '$1') }, ...rest]
}

/** A table row as one line; the bars between its cells become dots. */
function cells(line: Line): Line {
  const joined = line.map((segment) => ({ ...segment, text: segment.text.replace(/\s*\|\s*/g, ' · ') }))
  const trimmed = joined.map((segment, i) => {
    const opened = i === 0 ? segment.text.replace(/^ · /, '') : segment.text
    return { ...segment, text: i === joined.length - 1 ? opened.replace(/ · $/, '') : opened }
  })
  return trimmed
}

function countWhile<T>(list: readonly T[], holds: (item: T) => boolean): number {
  const end = list.findIndex((item) => !holds(item))
  return end === -1 ? list.length : end
}
