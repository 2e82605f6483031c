import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type BrokenCase, broken, NEW, OLD, PRIVACY, removePacks } from '../../support/pack.ts'

afterEach(removePacks)

const CASES: BrokenCase[] = [
  {
    promise: 'a reference leads to a clause',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '<Ref clause="S13" />', '<Ref clause="S77" />'),
    file: `${NEW}/id.mdx`,
    field: '<Ref clause="S77">',
    message: /expected a clause of some version/,
  },
  {
    promise: 'a reference leads to a law',
    breakIt: (pack) => pack.edit(`${PRIVACY}/id.mdx`, '<Ref law="pdp-32" />', '<Ref law="pdp-99" />'),
    file: `${PRIVACY}/id.mdx`,
    field: '',
    message: /law "pdp-99" is not in law\.yaml/,
  },
  {
    promise: 'a glossary entry exists',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, '<Gloss id="jatuh-tempo">', '<Gloss id="tempo">'),
    file: `${NEW}/id.mdx`,
    field: '<Gloss id="tempo">',
    message: /expected an id of glossary\.yaml/,
  },
  {
    promise: 'a clause has one home',
    breakIt: (pack) => {
      for (const language of ['id', 'en']) {
        pack.edit(`${PRIVACY}/${language}.mdx`, '<Clause id="P16"', '<Clause id="S14"')
        pack.edit(`${PRIVACY}/${language}.mdx`, '[P2, P4, P16]', '[P2, P4, S14]')
      }
    },
    file: `${NEW}/id.mdx`,
    field: 'clauses',
    message: /expected S14 in one document, found it in .*privacy\/2024-01-01\/id\.mdx too/,
  },
  {
    promise: 'a disclosure names data that is collected',
    breakIt: (pack) => pack.edit(`${PRIVACY}/id.mdx`, 'categories: [name, email]', 'categories: [name, phone]'),
    file: `${PRIVACY}/id.mdx`,
    field: 'terms.disclosures.0.categories',
    message: /expected an id of dataCategories, found phone/,
  },
  {
    promise: 'retention names data that is collected',
    breakIt: (pack) => pack.edit(`${PRIVACY}/id.mdx`, 'categories: [name],', 'categories: [phone],'),
    file: `${PRIVACY}/id.mdx`,
    field: 'terms.retention.0.categories',
    message: /expected an id of dataCategories, found phone/,
  },
  {
    promise: 'retention rests on a law that is listed',
    breakIt: (pack) => {
      pack.edit(`${PRIVACY}/id.mdx`, 'law: pdp-32', 'law: pajak-1')
      pack.edit(`${PRIVACY}/id.mdx`, '<TermList of="retention" />', '')
      pack.edit(`${PRIVACY}/en.mdx`, '<TermList of="retention" />', '')
    },
    file: `${PRIVACY}/id.mdx`,
    field: 'terms.retention.0.law',
    message: /expected a key of law\.yaml, found pajak-1/,
  },
  {
    promise: 'entries of a list have ids of their own',
    breakIt: (pack) => pack.edit(`${PRIVACY}/id.mdx`, '{ id: email,', '{ id: name,'),
    file: `${PRIVACY}/id.mdx`,
    field: 'terms.dataCategories',
    message: /expected each id once, found name twice/,
  },
  {
    promise: 'a note speaks of a clause of its version',
    breakIt: (pack) => pack.edit(`${OLD}/notes.yaml`, 'S14:', 'S15:'),
    file: `${OLD}/notes.yaml`,
    field: 'S15',
    message: /expected a clause of this version/,
  },
]

test.each(CASES)('$promise', ({ breakIt, file, field, message }) => {
  const { pack, findings } = broken(breakIt)
  expect(findings).toContainEqual({ file: join(pack.dir, file), field, message: expect.stringMatching(message) })
})
