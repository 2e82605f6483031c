/** Cuts published Markdown into blocks. Front matter is data, shown elsewhere, and left out here. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'rule' }

const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+/

export const withoutFrontMatter = (text: string): string => text.replace(/^---\n[\s\S]*?\n---\n/, '')

export function blocksOf(markdown: string): Block[] {
  const chunks = withoutFrontMatter(markdown.replaceAll('\r\n', '\n')).split(/\n{2,}/)
  return joinLoose(chunks.flatMap((chunk) => (chunk.trim() === '' ? [] : blocksOfChunk(chunk.replace(/^\n+|\s+$/g, '')))))
}

/** Items of one list may stand apart by empty lines; they are still one list. */
function joinLoose(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const next of blocks) {
    const last = joined.at(-1)
    if (last?.kind === 'list' && next.kind === 'list' && last.ordered === next.ordered)
      joined[joined.length - 1] = { ...last, items: [...last.items, ...next.items] }
    else joined.push(next)
  }
  return joined
}

function blocksOfChunk(chunk: string): Block[] {
  const lines = chunk.split('\n')
  const first = lines[0] ?? ''
  const heading = /^(#{1,6})\s+(.*)$/.exec(first)
  if (heading?.[1]) {
    const rest = lines.slice(1).join('\n').trim()
    return [{ kind: 'heading', level: heading[1].length, text: heading[2] ?? '' }, ...(rest ? blocksOfChunk(rest) : [])]
  }
  if (/^([-*_])(\s*\1){2,}$/.test(chunk.trim())) return [{ kind: 'rule' }]
  if (first.startsWith('|')) return [{ kind: 'table', rows: rowsOf(lines) }]
  if (first.startsWith('>')) return [{ kind: 'quote', text: lines.map((line) => line.replace(/^>\s?/, '')).join(' ') }]
  if (ITEM.test(first)) return [{ kind: 'list', ordered: /^\s*\d/.test(first), items: itemsOf(lines) }]
  return [{ kind: 'paragraph', text: lines.map((line) => line.trim()).join(' ') }]
}

function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = []
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return items
}

function rowsOf(lines: readonly string[]): string[][] {
  return lines
    .filter((line) => !/^\|[\s:|-]+\|$/.test(line.trim()))
    .map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    )
}
