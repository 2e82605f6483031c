import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type BrokenCase, broken, NEW, removePacks } from '../../support/pack.ts'

afterEach(removePacks)

const CASES: BrokenCase[] = [
  {
    promise: 'a term has the type its schema says',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'suspendAfterDays: 3', 'suspendAfterDays: tiga'),
    file: `${NEW}/id.mdx`,
    field: 'terms.late.suspendAfterDays',
    message: /expected .*number/,
  },
  {
    promise: 'a term the schema does not know is refused',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'terminateAfterDays: 7', 'terminateAfterDays: 7, graceDays: 5'),
    file: `${NEW}/id.mdx`,
    field: 'terms.late',
    message: /graceDays/,
  },
  {
    promise: 'a translation carries no terms of its own',
    breakIt: (pack) => pack.edit(`${NEW}/en.mdx`, 'title: Terms', 'title: Terms\nterms: {}'),
    file: `${NEW}/en.mdx`,
    field: '',
    message: /terms/,
  },
  {
    promise: 'a date is a day of the calendar',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, "published: '2024-12-01'", "published: '2024-02-30'"),
    file: `${NEW}/id.mdx`,
    field: 'published',
    message: /date/,
  },
  {
    promise: 'a document stands in its own folder',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'document: terms', 'document: sla'),
    file: `${NEW}/id.mdx`,
    field: 'document',
    message: /expected terms, the name of its folder, found sla/,
  },
  {
    promise: 'a version has its translation',
    breakIt: (pack) => pack.remove(`${NEW}/en.mdx`),
    file: `${NEW}/en.mdx`,
    field: '',
    message: /is missing/,
  },
  {
    promise: 'a text begins with its front matter',
    breakIt: (pack) => pack.write(`${NEW}/en.mdx`, 'Nothing but text.\n'),
    file: `${NEW}/en.mdx`,
    field: '',
    message: /expected YAML front matter/,
  },
  {
    promise: 'front matter that is no YAML is told with its place',
    breakIt: (pack) => pack.edit(`${NEW}/en.mdx`, 'title: Terms', 'title: [Terms'),
    file: `${NEW}/en.mdx`,
    field: '',
    message: /is not YAML: .*line/,
  },
  {
    promise: 'the provider file names its currency',
    breakIt: (pack) => pack.edit('provider.yaml', 'currency: IDR', 'currency: EUR'),
    file: 'provider.yaml',
    field: 'currency',
    message: /IDR/,
  },
]

test.each(CASES)('$promise', ({ breakIt, file, field, message }) => {
  const { pack, findings } = broken(breakIt)
  expect(findings).toContainEqual({ file: join(pack.dir, file), field, message: expect.stringMatching(message) })
})
