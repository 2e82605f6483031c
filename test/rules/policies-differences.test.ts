import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ComparedVersion, differences, wordSegments } from '../../worker/policies/rules/differences.ts'

const clause = (id: string, text = `Teks ${id}.`, title = `Judul ${id}`) => ({ id, title, text })
const version = (label: string, clauses: ComparedVersion['clauses'], terms: object = {}): ComparedVersion => ({
  version: label,
  terms,
  clauses,
})

describe('clauses of two versions', () => {
  const told = (before: ComparedVersion['clauses'], after: ComparedVersion['clauses']) =>
    differences(version('a', before), version('b', after), 'id').clauses.map(
      ({ id, change, isMoved }) => `${id} ${change}${isMoved ? ', moved' : ''}`,
    )

  test.each<[string, ComparedVersion['clauses'], ComparedVersion['clauses'], string[]]>([
    ['the same words are unchanged', [clause('S1')], [clause('S1')], ['S1 unchanged']],
    ['a new id is added', [clause('S1')], [clause('S1'), clause('S2')], ['S1 unchanged', 'S2 added']],
    [
      'a missing id is removed and told where it stood',
      [clause('S1'), clause('S2'), clause('S3')],
      [clause('S1'), clause('S3')],
      ['S1 unchanged', 'S2 removed', 'S3 unchanged'],
    ],
    ['other words are reworded', [clause('S1', 'lama')], [clause('S1', 'baru')], ['S1 reworded']],
    ['another title is reworded', [clause('S1', 'sama', 'Lama')], [clause('S1', 'sama', 'Baru')], ['S1 reworded']],
    [
      'another place is moved',
      [clause('S1'), clause('S2'), clause('S3')],
      [clause('S3'), clause('S1'), clause('S2')],
      ['S3 moved, moved', 'S1 unchanged', 'S2 unchanged'],
    ],
    [
      'another place and other words are both',
      [clause('S1'), clause('S2'), clause('S3', 'x')],
      [clause('S3', 'y'), clause('S1'), clause('S2')],
      ['S3 reworded, moved', 'S1 unchanged', 'S2 unchanged'],
    ],
    ['nothing in common is removed and added', [clause('S1')], [clause('S2')], ['S1 removed', 'S2 added']],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected)
  })

  test('every clause of either version is told exactly once', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map((n) => `S${n}`))
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const result = differences(
          version(
            'a',
            before.map((id) => clause(id)),
          ),
          version(
            'b',
            after.map((id) => clause(id)),
          ),
          'id',
        ).clauses
        expect(result.map(({ id }) => id).sort()).toEqual([...new Set([...before, ...after])].sort())
        expect(result.filter(({ change }) => change !== 'removed').map(({ id }) => id)).toEqual(after)
      }),
    )
  })

  test('text outside the clauses is told only where it differs', () => {
    const outside = (before: string, after: string) =>
      differences({ ...version('a', []), outside: before }, { ...version('b', []), outside: after }, 'id').outside
    expect(outside('Pembuka.', 'Pembuka.')).toBeUndefined()
    expect(outside('Pembuka lama.', 'Pembuka baru.')).toContainEqual({ kind: 'added', text: 'baru' })
  })
})

describe('words of a clause', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(fc.constantFrom('akun ', 'hari ', '7', '10', ' ', '\n\n', '99,5%', 'Rp 1.500.000', '. '), { maxLength: 30 })
      .map((parts) => parts.join('')),
  )

  test('give back both texts, whatever they are', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const segments = wordSegments(before, after)
        const without = (kind: string) =>
          segments
            .filter((segment) => segment.kind !== kind)
            .map(({ text }) => text)
            .join('')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
        expect(segments.every(({ text }) => text !== '')).toBe(true)
      }),
    )
  })

  test('keep numbers with their separators and signs whole', () => {
    expect(wordSegments('paling banyak 250.000 inode', 'paling banyak 300.000 inode')).toEqual([
      { kind: 'same', text: 'paling banyak ' },
      { kind: 'removed', text: '250.000' },
      { kind: 'added', text: '300.000' },
      { kind: 'same', text: ' inode' },
    ])
  })

  test('tell neighbouring changes as one phrase', () => {
    expect(wordSegments('kami hapus segera', 'kami simpan lama')).toEqual([
      { kind: 'same', text: 'kami ' },
      { kind: 'removed', text: 'hapus segera' },
      { kind: 'added', text: 'simpan lama' },
    ])
  })

  test('of the same text are one piece', () => {
    expect(wordSegments('sama saja', 'sama saja')).toEqual([{ kind: 'same', text: 'sama saja' }])
  })
})
