import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Block, blocksOf } from '../../site/portal/reading/blocks.ts'

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'list':
      return block.items.join(' ')
    case 'table':
      return block.rows.flat().join(' ')
    case 'rule':
      return ''
    default:
      return block.text
  }
}

/** Letters and digits in order: what remains when every sign of Markdown is taken away. */
const letters = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

describe('the text shown for acceptance', () => {
  test.each(globSync('content/{privacy,sla,terms,cookies}/*/{id,en}.md'))(
    '%s loses no word between the published bytes and the page',
    (file) => {
      const published = readFileSync(file, 'utf8')
      const body = published.replace(/^---\n[\s\S]*?\n---\n/, '')
      const shown = blocksOf(published).map(textOf).join(' ')
      // Numbers of an ordered list are the list’s own.
      expect(letters(shown)).toEqual(letters(body.replaceAll(/^\d+\. /gm, '')))
    },
  )

  test.each([
    [
      '# A\nb',
      [
        { kind: 'heading', level: 1, text: 'A' },
        { kind: 'paragraph', text: 'b' },
      ],
    ],
    ['- a\n  b\n- c', [{ kind: 'list', ordered: false, items: ['a b', 'c'] }]],
    ['1. a\n\n2. b', [{ kind: 'list', ordered: true, items: ['a', 'b'] }]],
    [
      '| a | b |\n| - | - |\n| c \\| d | e |',
      [
        {
          kind: 'table',
          rows: [
            ['a', 'b'],
            ['c | d', 'e'],
          ],
        },
      ],
    ],
    ['> a\n> b', [{ kind: 'quote', text: 'a b' }]],
    ['---\ntitle: x\n---\n\ntext <script>', [{ kind: 'paragraph', text: 'text <script>' }]],
  ])('%j', (markdown, blocks) => {
    expect(blocksOf(markdown)).toEqual(blocks)
  })
})
