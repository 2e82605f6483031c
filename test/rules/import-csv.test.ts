import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../worker/accounts/rules/import-csv.ts'
import { problemText } from '../../worker/accounts/rules/import-words.ts'

const read = (text: string) => readCsv('accounts', text)

describe('a file', () => {
  test.each([
    ['with commas', 'a,b\n1,2\n', { a: '1', b: '2' }, 2],
    ['with semicolons, as spreadsheets write it where commas stand for decimals', 'a;b\r\n1,5;2\r\n', { a: '1,5', b: '2' }, 2],
    ['with tabs', 'a\tb\n1\t2', { a: '1', b: '2' }, 2],
    ['with a byte order mark and capital names', '\uFEFFA, B\n1,2', { a: '1', b: '2' }, 2],
    ['with a delimiter, a quote and a new line in quotes', 'a,b\n"1, ""x""\ny",2', { a: '1, "x"\ny', b: '2' }, 2],
    ['with blank lines and lines of nothing but delimiters', 'a,b\n\n,\n1,2\n\n', { a: '1', b: '2' }, 4],
    ['with a quote inside a cell', 'a,b\n1 "x",2', { a: '1 "x"', b: '2' }, 2],
  ])('%s is read', (_, text, cells, line) => {
    expect(read(text)).toEqual({ header: ['a', 'b'], rows: [{ line, cells }], problems: [] })
  })

  test('counts lines as an editor does, also behind a cell of several lines', () => {
    expect(read('a,b\n"x\ny",2\n3,4').rows.map(({ line }) => line)).toEqual([2, 4])
  })

  test('with too few or too many cells in a line names that line', () => {
    expect(read('a,b\n1\n1,2\n1,2,3')).toMatchObject({
      rows: [{ line: 3 }],
      problems: [
        { line: 2, reason: 'wrong_number_of_cells', expected: 2, found: 1 },
        { line: 4, reason: 'wrong_number_of_cells', expected: 2, found: 3 },
      ],
    })
  })

  test('with a quote that is never closed is not read at all', () => {
    expect(read('a,b\n1,2\n"3,4\n5,6')).toMatchObject({ rows: [], problems: [{ line: 3, reason: 'quote_not_closed' }] })
  })

  test('that is empty has no columns', () => {
    expect(read('')).toEqual({ header: [], rows: [], problems: [] })
  })

  test('says again what was written into it, whatever that is', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'é') }).map((text) => `x${text}`)
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (table) => {
        const text = ['a,b', ...table.map((row) => row.map(quoted).join(','))].join('\r\n')
        expect(read(text).rows.map(({ cells }) => [cells['a'], cells['b']])).toEqual(table)
      }),
    )
  })
})

test('a problem is told in both languages, without the value that has it', () => {
  const at = { file: 'accounts', line: 2, column: 'due_on' } as const
  expect(problemText({ ...at, reason: 'due_too_long_ago', nextDueOn: '2027-03-10' })).toEqual({
    id: 'Masa berikutnya (10 Maret 2027) pun sudah lewat. Putuskan dahulu apa yang masih terutang.',
    en: 'The term after it (10 March 2027) has passed as well. Decide first what is still owed.',
  })
})
