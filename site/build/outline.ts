/** The contents list of a text and how long it takes to read. */
import { toString as plainText } from 'mdast-util-to-string'
import { attribute, isElement, parseMdx } from './mdx.ts'

const WORDS_PER_MINUTE = 200

export interface Part {
  readonly title: string
  readonly clauses: readonly { readonly id: string; readonly title: string }[]
}

/** The headings of a text, each with the clauses under it. */
export function contentsOf(body: string): Part[] {
  const parts: { title: string; clauses: { id: string; title: string }[] }[] = []
  for (const node of parseMdx(body).children) {
    if (node.type === 'heading') parts.push({ title: plainText(node), clauses: [] })
    if (isElement(node) && node.name === 'Clause') {
      parts.at(-1)?.clauses.push({ id: attribute(node, 'id') ?? '', title: attribute(node, 'title') ?? '' })
    }
  }
  return parts
}

/** Whole minutes, at least one; the front matter of the published text is not read. */
export function minutesToRead(markdown: string): number {
  const words = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split(/\s+/)
    .filter((word) => /\w/.test(word))
  return Math.max(1, Math.round(words.length / WORDS_PER_MINUTE))
}
