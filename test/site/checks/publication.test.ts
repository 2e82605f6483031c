import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type BrokenCase, broken, NEW, OLD, PRIVACY, removePacks } from '../../support/pack.ts'

afterEach(removePacks)

const CASES: BrokenCase[] = [
  {
    promise: 'a published text cannot be reworded',
    breakIt: (pack) => pack.edit(`${OLD}/id.mdx`, 'Pesanan batal', 'Pesanan dibatalkan'),
    file: `${OLD}/id.mdx`,
    field: 'S13. Pesanan dan tagihan',
    message: /is published and may not change; .*id\.md says “Pesanan batal.*”, this renders “Pesanan dibatalkan.*policy:new -- terms/s,
  },
  {
    promise: 'a published term cannot change',
    breakIt: (pack) => pack.edit(`${OLD}/id.mdx`, 'suspendAfterDays: 2', 'suspendAfterDays: 9'),
    file: `${OLD}/id.mdx`,
    field: 'terms',
    message: /is published and may not change/,
  },
  {
    promise: 'a published date cannot change',
    breakIt: (pack) =>
      pack.edit(
        `${OLD}/id.mdx`,
        "effective: { new: '2024-01-01', existing: '2024-01-01' }",
        "effective: { new: '2024-01-02', existing: '2024-01-02' }",
      ),
    file: `${OLD}/id.mdx`,
    field: 'effective',
    message: /may not change/,
  },
  {
    promise: 'a published name of the provider cannot change',
    breakIt: (pack) => pack.edit(`${OLD}/id.mdx`, 'service: Contoh Hosting', 'service: Hosting Baru'),
    file: `${OLD}/id.mdx`,
    field: 'provider',
    message: /may not change/,
  },
  {
    promise: 'published bytes cannot be edited by hand',
    breakIt: (pack) => pack.edit(`${OLD}/en.md`, 'An order is cancelled', 'An order is kept'),
    file: `${OLD}/en.mdx`,
    field: 'S13. Orders and invoices',
    message: /en\.md says “An order is kept/,
  },
  {
    promise: 'the name of a law that a published text cites cannot change',
    breakIt: (pack) => pack.edit('law.yaml', "article: '32'", "article: '33'"),
    file: `${PRIVACY}/id.mdx`,
    field: 'P2. Data',
    message: /may not change/,
  },
  {
    promise: 'a published version has its bytes',
    breakIt: (pack) => pack.remove(`${NEW}/id.md`),
    file: `${NEW}/id.md`,
    field: '',
    message: /is missing although the version is published; run npm run policy:publish -- terms 2025-01-01/,
  },
  {
    promise: 'the time zone is locked at the first publication',
    breakIt: (pack) => pack.edit('provider.yaml', 'timeZone: Asia/Jakarta', 'timeZone: Asia/Makassar'),
    file: 'provider.yaml',
    field: 'timeZone',
    message: /expected Asia\/Jakarta, locked at the first publication \(locked\.yaml\), found Asia\/Makassar/,
  },
  {
    promise: 'the currency is locked at the first publication, whatever the schema allows',
    breakIt: (pack) => pack.edit('locked.yaml', 'currency: IDR', 'currency: SGD'),
    file: 'locked.yaml',
    field: 'currency',
    message: /IDR/,
  },
  {
    promise: 'the lock cannot be taken away',
    breakIt: (pack) => pack.remove('locked.yaml'),
    file: 'locked.yaml',
    field: '',
    message: /is missing although versions are published/,
  },
]

test.each(CASES)('$promise', ({ breakIt, file, field, message }) => {
  const { pack, findings } = broken(breakIt)
  expect(findings).toContainEqual({ file: join(pack.dir, file), field, message: expect.stringMatching(message) })
})

test('a draft for a later day needs no published bytes', () => {
  const { findings } = broken((pack) => {
    for (const file of ['id.md', 'en.md']) pack.remove(`${NEW}/${file}`)
    pack.edit(`${NEW}/id.mdx`, "published: '2024-12-01'", "published: '2025-07-01'")
    pack.edit(`${NEW}/id.mdx`, "new: '2025-01-01', existing: '2025-02-01'", "new: '2025-08-01', existing: '2025-08-01'")
  })
  expect(findings).toEqual([])
})
