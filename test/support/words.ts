/** The words of a text, whatever it is written in, to compare what is shown with what was published. */
import { toString as plainText } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

const parser = unified().use(remarkParse).use(remarkGfm)

/** Block by block, since a paragraph's end also ends a word. */
export function fromMarkdownToWords(markdown: string): string[] {
  const root = parser.parse(markdown.replace(/^---\n[\s\S]*?\n---\n/, ''))
  const words: string[] = []
  const walk = (node: { type: string; children?: unknown[] }) => {
    const isBlock = ['paragraph', 'heading', 'tableCell'].includes(node.type)
    if (isBlock || node.children === undefined) words.push(...split(plainText(node as never)))
    else for (const child of node.children) walk(child as typeof node)
  }
  for (const child of root.children) if (!(child.type === 'heading' && child.depth === 1)) walk(child)
  return words
}

const BLOCK = /<\/?(p|h\d|li|ul|ol|td|th|tr|table|thead|tbody|section|div|a class="id")(\s[^>]*)?>/g

/** The text of a policy page: without the marked readings, which are not part of it. */
export function wordsOfPage(page: string): string[] {
  const text = /<div class="text">([\s\S]*?)<\/div>\s*<footer class="closing">/.exec(page)?.[1] ?? ''
  const plain = text
    .replace(/<aside class="note reading"[\s\S]*?<\/aside>/g, ' ')
    .replace(/<a class="id"[^>]*>([A-Z]+\d+)<\/a>/g, ' $1. ')
    .replace(BLOCK, ' ')
    .replace(/<[^>]+>/g, '')
  return split(decode(plain))
}

function decode(text: string): string {
  const named: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' }
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
    return named[name] ?? (/^#\d+$/.test(name) ? String.fromCodePoint(Number(name.slice(1))) : whole)
  })
}

const split = (text: string) => text.split(/\s+/).filter((word) => word !== '')
