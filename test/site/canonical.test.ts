import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { canonicalText, clauseTexts, textContext, textOutsideClauses } from '../../site/build/canonical.ts'
import { loadContent, readContent } from '../../site/build/load.ts'
import { copyPack, MINIMAL, NEW, type Pack } from '../support/pack.ts'

const opened: Pack[] = []
afterEach(() => {
  for (const pack of opened.splice(0)) rmSync(pack.dir, { recursive: true })
})

function textOf(pack: Pack, language: 'id' | 'en' = 'id'): string {
  const { content } = readContent(pack.dir)
  const version = content?.versions.find((candidate) => `${candidate.document}/${candidate.version}` === NEW)
  if (content === undefined || version === undefined) throw new Error('the pack does not load')
  return canonicalText(version, language, textContext(content))
}

function pack(): Pack {
  const copy = copyPack(MINIMAL)
  opened.push(copy)
  return copy
}

describe('the published text', () => {
  test('is Markdown with values filled in, clause headings and plain references', () => {
    expect(textOf(pack()).split('---\n\n')[1]).toBe(
      [
        '# Ketentuan',
        '',
        'Perubahan diumumkan 14 hari sebelumnya.',
        '',
        '### S13. Pesanan dan tagihan',
        '',
        'Pesanan batal setelah 2 hari. Tagihan bulanan datang 14 hari, yang lain 1 bulan sebelum jatuh tempo.',
        '',
        '### S14. Keterlambatan',
        '',
        'Mulai pukul 00.00 WIB, suspend setelah 3 hari, lalu terminasi setelah 7 × 24 jam. Lihat S13.',
        '',
      ].join('\n'),
    )
  })

  test.each([
    [
      'id',
      [
        'document',
        'language',
        'version',
        'published',
        'effective',
        'material',
        'provider',
        'title',
        'summary',
        'changes',
        'clauses',
        'terms',
      ],
    ],
    [
      'en',
      [
        'document',
        'language',
        'translationOf',
        'version',
        'published',
        'effective',
        'material',
        'provider',
        'title',
        'summary',
        'changes',
        'clauses',
        'terms',
      ],
    ],
  ] as const)('opens in %s with the whole front matter, always in the same order', (language, keys) => {
    const front: object = parse(textOf(pack(), language).split('---\n')[1] ?? '')
    expect(Object.keys(front)).toEqual(keys)
    expect(front).toMatchObject({
      document: 'terms',
      language,
      version: '2025-01-01',
      published: '2024-12-01',
      terms: { late: { suspendAfterDays: 3 } },
    })
  })

  test('the translation repeats the governing dates and terms and says what it translates', () => {
    const id: Record<string, unknown> = parse(textOf(pack(), 'id').split('---\n')[1] ?? '')
    const en: Record<string, unknown> = parse(textOf(pack(), 'en').split('---\n')[1] ?? '')
    expect(en).toMatchObject({ translationOf: 'id', title: 'Terms' })
    for (const key of ['version', 'published', 'effective', 'material', 'provider', 'terms', 'clauses']) expect(en[key]).toEqual(id[key])
  })

  test('ends its lines with LF and the file with one of them', () => {
    const text = textOf(pack())
    expect(text).not.toContain('\r')
    expect(text.endsWith('.\n')).toBe(true)
  })

  test.each([
    ['the provider moves', (copy: Pack) => copy.edit('provider.yaml', 'https://contoh.example', 'https://pindah.example')],
    ['the provider’s mailbox changes', (copy: Pack) => copy.edit('provider.yaml', 'halo@contoh.example', 'baru@contoh.example')],
    ['a glossary entry is reworded', (copy: Pack) => copy.edit('glossary.yaml', 'Hari terakhir', 'Batas terakhir')],
    ['a reading is added to its notes', (copy: Pack) => copy.write(`${NEW}/notes.yaml`, 'S14: { id: Baru., en: New. }\n')],
    ['its file gets other line ends', (copy: Pack) => copy.edit(`${NEW}/id.mdx`, '\n', '\r\n')],
    [
      'terms change their order in the file',
      (copy: Pack) =>
        copy.edit(`${NEW}/id.mdx`, 'suspendAfterDays: 3, terminateAfterDays: 7', 'terminateAfterDays: 7, suspendAfterDays: 3'),
    ],
  ])('stays the same, byte for byte, when %s', (_, change) => {
    const copy = pack()
    const before = textOf(copy)
    change(copy)
    expect(textOf(copy)).toBe(before)
  })

  test('keeps its digest from one reading to the next', () => {
    const digest = (text: string) => createHash('sha256').update(text).digest('hex')
    expect(digest(textOf(pack()))).toBe(digest(textOf(pack())))
  })
})

describe('clause texts of the real documents', () => {
  const content = loadContent('content')
  test.each(content.versions.map((version) => [version.document, version.version, version] as const))(
    '%s %s: together with what is outside they are the whole text',
    (_, __, version) => {
      for (const language of ['id', 'en'] as const) {
        const context = textContext(content)
        const whole = canonicalText(version, language, context)
          .split('\n')
          .filter((line) => line !== '')
        const parts = [
          ...clauseTexts(version, context).flatMap((clause) => [`### ${clause.id}. ${clause.title[language]}`, clause.text[language]]),
          textOutsideClauses(version, language, context),
        ].flatMap((text) => text.split('\n').filter((line) => line !== ''))
        const start = whole.findIndex((line) => line.startsWith('# '))
        expect([...parts].sort()).toEqual(whole.slice(start + 1).sort())
      }
    },
  )
})
