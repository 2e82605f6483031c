import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type BrokenCase, broken, NEW, OLD, removePacks } from '../../support/pack.ts'

afterEach(removePacks)

const CASES: BrokenCase[] = [
  {
    promise: 'the folder is the version',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, "version: '2025-01-01'", "version: '2025-01-02'"),
    file: `${NEW}/id.mdx`,
    field: 'version',
    message: /expected 2025-01-01, the name of its folder, found 2025-01-02/,
  },
  {
    promise: 'nothing takes effect for new customers before it is published',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, "new: '2025-01-01'", "new: '2024-11-30'"),
    file: `${NEW}/id.mdx`,
    field: 'effective.new',
    message: /expected 2024-12-01 \(published\) or later, found 2024-11-30/,
  },
  {
    promise: 'nothing takes effect for existing customers before it is published',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, "existing: '2025-02-01'", "existing: '2024-11-30'"),
    file: `${NEW}/id.mdx`,
    field: 'effective.existing',
    message: /expected 2024-12-01 \(published\) or later, found 2024-11-30/,
  },
  {
    promise: 'existing customers are not bound before new ones',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, "existing: '2025-02-01'", "existing: '2024-12-31'"),
    file: `${NEW}/id.mdx`,
    field: 'effective.existing',
    message: /expected 2025-01-01 \(effective\.new\) or later, found 2024-12-31/,
  },
  {
    promise: 'versions take effect in the order of their labels',
    breakIt: (pack) => pack.edit(`${OLD}/id.mdx`, "new: '2024-01-01', existing: '2024-01-01'", "new: '2025-01-01', existing: '2025-01-01'"),
    file: `${NEW}/id.mdx`,
    field: 'effective.new',
    message: /expected later than 2025-01-01 \(of 2024-01-01\), found 2025-01-01/,
  },
  {
    promise: 'a material version gives the notice its predecessor promised',
    breakIt: (pack) => {
      pack.edit(`${OLD}/id.mdx`, 'noticeDays: 14', 'noticeDays: 63')
      pack.edit(`${NEW}/id.mdx`, 'noticeDays: 14', 'noticeDays: 1')
    },
    file: `${NEW}/id.mdx`,
    field: 'effective.existing',
    message: /expected 2025-02-02 or later: 2024-01-01 promised 63 days’ notice of a material change, 2025-02-01 gives 62/,
  },
  {
    promise: 'a successor says what changed',
    breakIt: (pack) => pack.edit(`${NEW}/en.mdx`, /changes: .*/, 'changes: []'),
    file: `${NEW}/en.mdx`,
    field: 'changes',
    message: /expected what changed since 2024-01-01, found nothing/,
  },
  {
    promise: 'a change speaks of a clause that exists',
    breakIt: (pack) => pack.edit(`${NEW}/id.mdx`, 'clause: S14', 'clause: S99'),
    file: `${NEW}/id.mdx`,
    field: 'changes.0.clause',
    message: /expected a clause of this version or of 2024-01-01, found S99/,
  },
  {
    promise: 'a first version has no changes to tell',
    breakIt: (pack) => pack.edit(`${OLD}/id.mdx`, 'changes: []', 'changes: [{ text: Semuanya. }]'),
    file: `${OLD}/id.mdx`,
    field: 'changes',
    message: /expected none, since this is the first version/,
  },
]

test.each(CASES)('$promise', ({ breakIt, file, field, message }) => {
  const { pack, findings } = broken(breakIt)
  expect(findings).toContainEqual({ file: join(pack.dir, file), field, message: expect.stringMatching(message) })
})

test('an immaterial version may take effect for all at once, whatever notice was promised for material ones', () => {
  const { findings } = broken((pack) => {
    for (const file of ['id.md', 'en.md']) pack.remove(`${NEW}/${file}`)
    pack.edit(`${NEW}/id.mdx`, 'material: true', 'material: false')
    pack.edit(`${NEW}/id.mdx`, "published: '2024-12-01'", "published: '2025-07-01'")
    pack.edit(`${NEW}/id.mdx`, "new: '2025-01-01', existing: '2025-02-01'", "new: '2025-07-01', existing: '2025-07-01'")
  })
  expect(findings).toEqual([])
})

test('a predecessor that promised no notice asks for none', () => {
  const { findings } = broken((pack) => {
    for (const version of [OLD, NEW]) for (const file of ['id.md', 'en.md']) pack.remove(`${version}/${file}`)
    for (const file of ['id.mdx', 'en.mdx']) pack.edit(`${OLD}/${file}`, '<Term of="change.noticeDays" />', 'beberapa')
    pack.edit(`${OLD}/id.mdx`, '  change: { noticeDays: 14 }\n', '')
    pack.edit(`${NEW}/id.mdx`, "new: '2025-01-01', existing: '2025-02-01'", "new: '2025-01-01', existing: '2025-01-01'")
    pack.edit(`${NEW}/id.mdx`, "published: '2024-12-01'", "published: '2025-01-01'")
  })
  expect(findings.filter(({ field }) => field === 'effective.existing')).toEqual([])
})
