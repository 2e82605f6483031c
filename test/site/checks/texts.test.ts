import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type BrokenCase, broken, NEW, PRIVACY, removePacks } from '../../support/pack.ts'

afterEach(removePacks)

const CASES: BrokenCase[] = [
  {
    promise: 'a text uses only the elements there are',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '<Ref clause="S13" />', '<Link to="S13" />'),
    file: `${NEW}/id.mdx`,
    field: '',
    message: /expected one of Clause, Term, .*found <Link>/,
  },
  {
    promise: 'a literal says why it is one',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '<Literal why="jam dalam sehari">', '<Literal>'),
    file: `${NEW}/id.mdx`,
    field: '',
    message: /<Literal> needs why="…"/,
  },
  {
    promise: 'a value comes from a term and not from an expression',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '<Term of="late.suspendAfterDays" />', '{1 + 2}'),
    file: `${NEW}/id.mdx`,
    field: '',
    message: /expected no expression, import or HTML, found one on line 29/,
  },
  {
    promise: 'MDX that does not parse is told with its place',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '</Gloss>', ''),
    file: `${NEW}/id.mdx`,
    field: '',
    message: /is not MDX: .*Gloss.*23/,
  },
  {
    promise: 'the text shows only terms that the version has',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'of="late.suspendAfterDays"', 'of="late.graceDays"'),
    file: `${NEW}/id.mdx`,
    field: '',
    message: /late\.graceDays: is not a term of this version/,
  },
  {
    promise: 'a list is shown as a list',
    breakIt: (pack) => pack.edit(`${PRIVACY}/id.mdx`, '<TermList of="purposes" />', '<TermList of="minimumAge" />'),
    file: `${PRIVACY}/id.mdx`,
    field: '',
    message: /minimumAge: is not a list of this version/,
  },
  {
    promise: 'clauses of the front matter are those of the text, in their order',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '[S13, S14]', '[S14, S13]'),
    file: `${NEW}/id.mdx`,
    field: 'clauses',
    message: /expected the clauses of the text in its order, \[S13, S14\], found \[S14, S13\]/,
  },
  {
    promise: 'a clause stands once in a text',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '<Clause id="S14"', '<Clause id="S13"'),
    file: `${NEW}/id.mdx`,
    field: 'clauses',
    message: /found twice: S13/,
  },
  {
    promise: 'both languages have the same clauses',
    breakIt: (pack) => {
      pack.edit(`${NEW}/en.mdx`, '<Clause id="S14"', '<Clause id="S15"')
      pack.edit(`${NEW}/en.mdx`, '[S13, S14]', '[S13, S15]')
    },
    file: `${NEW}/en.mdx`,
    field: 'clauses',
    message: /expected the clauses of id\.mdx, \[S13, S14\], found \[S13, S15\]/,
  },
  {
    promise: 'the translation shows every term that the governing text shows',
    breakIt: (pack) => pack.edit(`${NEW}/en.mdx`, '<Term of="late.suspendAfterDays" />', 'some'),
    file: `${NEW}/en.mdx`,
    field: 'late.suspendAfterDays',
    message: /expected in this text too/,
  },
  {
    promise: 'the translation promises nothing that the governing text does not',
    breakIt: (pack) => pack.edit(`${NEW}/en.mdx`, 'See <Ref', 'From <Term of="effective.new" />. See <Ref'),
    file: `${NEW}/en.mdx`,
    field: 'effective.new',
    message: /is shown here and not in id\.mdx/,
  },
  {
    promise: 'nothing is enforced that nobody can read',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '<Term of="late.suspendAfterDays" />', 'beberapa'),
    file: `${NEW}/id.mdx`,
    field: 'terms.late.suspendAfterDays',
    message: /is enforced but never shown; write <Term of="late\.suspendAfterDays" \/>/,
  },
  {
    promise: 'a list that is enforced is shown',
    breakIt: (pack) => pack.edit(`${PRIVACY}/id.mdx`, '<TermList of="retention" />', ''),
    file: `${PRIVACY}/id.mdx`,
    field: 'terms.retention',
    message: /is enforced but never shown/,
  },
  {
    promise: 'no digit stands in governing prose',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'suspend setelah <Term', 'suspend 5 hari, setelah <Term'),
    file: `${NEW}/id.mdx`,
    field: 'S14, line 29',
    message: /expected no number in prose, found “5”/,
  },
  {
    promise: 'no number word stands in governing prose',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'suspend setelah', 'sebulan sekali suspend setelah'),
    file: `${NEW}/id.mdx`,
    field: 'S14, line 29',
    message: /found “sebulan”/,
  },
  {
    promise: 'no number word stands in a clause title',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'title="Keterlambatan"', 'title="Dua hari"'),
    file: `${NEW}/id.mdx`,
    field: 'S14 title',
    message: /found “Dua”/,
  },
  {
    promise: 'no number word stands in the translation',
    breakIt: (pack) => pack.edit(`${NEW}/en.mdx`, 'suspended after', 'suspended for three days after'),
    file: `${NEW}/en.mdx`,
    field: 'S14, line 18',
    message: /found “three”/,
  },
]

test.each(CASES)('$promise', ({ breakIt, file, field, message }) => {
  const { pack, findings } = broken(breakIt)
  expect(findings).toContainEqual({ file: join(pack.dir, file), field, message: expect.stringMatching(message) })
})
