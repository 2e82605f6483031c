import { describe, expect, test } from 'vitest'
import { type LoadedVersion, loadContent } from '../../site/build/load.ts'
import { describeList, formatLaw, formatTerm, formatWhen } from '../../site/build/terms.ts'

const content = loadContent('content')

function front(document: string, version: string): LoadedVersion['front'] {
  const found = content.versions.find((candidate) => candidate.document === document && candidate.version === version)
  if (found === undefined) throw new Error(`${document} ${version} is not there`)
  return found.front
}

const NBSP = '\u00a0'

describe('a term inside a sentence', () => {
  test.each([
    ['sla', 'uptime.network', '99%', '99%'],
    ['sla', 'backup.maxInodes', '250.000', '250,000'],
    ['sla', 'restore.pricePerGigabyteRupiah', `Rp${NBSP}100.000`, `Rp${NBSP}100,000`],
    ['sla', 'maintenance.routineDays', 'Sabtu dan Minggu', 'Saturday and Sunday'],
    ['sla', 'indemnity.forms', 'perpanjangan masa layanan atau kredit pembayaran', 'an extension of the term or payment credit'],
    ['sla', 'claims.evidence', 'traceroute', 'traceroute'],
    ['sla', 'provider.email', 'support@tnet.co.id', 'support@tnet.co.id'],
    ['sla', 'version', '15 Desember 2026', '15 December 2026'],
    ['sla', 'published', '21 November 2026', '21 November 2026'],
    ['sla', 'effective.existing', '15 Januari 2027', '15 January 2027'],
    ['terms', 'late.suspendAfterDays', '2', '2'],
  ] as const)('%s %s is written “%s”, in English “%s”', (document, path, id, en) => {
    const source = front(document, '2026-12-15')
    expect([formatTerm(source, path, 'id'), formatTerm(source, path, 'en')]).toEqual([id, en])
  })

  test('hours can be written as days on the clock', () => {
    expect(formatTerm(front('sla', '2024-11-01'), 'restoreWithinHours', 'id', 'times24')).toBe('3 × 24')
  })

  test('a fraction of a per cent takes the comma in Indonesian', () => {
    const source = { ...front('sla', '2026-12-15'), terms: { uptime: { network: 99.95 } } }
    expect([formatTerm(source, 'uptime.network', 'id'), formatTerm(source, 'uptime.network', 'en')]).toEqual(['99,95%', '99.95%'])
  })

  test.each([
    ['late.graceDays', undefined, /late\.graceDays: is not a term of this version/],
    ['late.overdueNoticeHours', undefined, /is not a term of this version/],
    ['late', undefined, /is a table, not a single value/],
    ['constructor.name', undefined, /is not a term of this version/],
    ['late.suspendAfterDays', 'weeks', /as="weeks" is not known/],
    ['late.suspendAfterDays', 'times24', /multiple of 24/],
  ])('%s as %s is refused rather than left out', (path, as, message) => {
    expect(() => formatTerm(front('terms', '2024-11-01'), path, 'id', as)).toThrow(message)
  })
})

describe('a list of terms', () => {
  test('purposes name their legal basis', () => {
    const list = describeList(front('privacy', '2026-12-15'), 'purposes', 'id', content.law)
    expect(list).toMatchObject({ kind: 'table', columns: ['Penggunaan', 'Dasar'] })
    expect(list.kind === 'table' && list.rows).toContainEqual(['Mengirim dan mengolah survei', 'persetujuan Anda'])
  })

  test('a disclosure names exactly the data that may be given', () => {
    const list = describeList(front('privacy', '2024-11-01'), 'disclosures', 'en', content.law)
    expect(list.kind === 'table' && list.rows[1]).toEqual([
      'Offers and tenders',
      'Name; Information about the company; Founding of the company',
      'a named data-security agreement',
    ])
  })

  test('retention names period, event, reason and law', () => {
    const list = describeList(front('privacy', '2026-12-15'), 'retention', 'id', content.law)
    expect(list.kind === 'table' && list.rows[0]?.slice(1)).toEqual([
      '10 tahun',
      'Tanggal faktur atau pembayaran',
      'Pembukuan pajak',
      'Pasal 28(11) UU KUP',
    ])
  })

  test('a cookie that ends with the browser says so', () => {
    const list = describeList(front('cookies', '2026-12-15'), 'cookies', 'id', content.law)
    expect(list.kind === 'table' && list.rows.map((row) => row.at(-1))).toEqual(['7 hari', 'sampai browser ditutup'])
  })

  test('causes are a plain list', () => {
    const list = describeList(front('sla', '2024-11-01'), 'claims.forceMajeure', 'en', content.law)
    expect(list.kind === 'items' && list.items[0]).toMatch(/^Natural disaster/)
  })

  test('a list that an old version lacks is refused', () => {
    expect(() => describeList(front('privacy', '2024-11-01'), 'retention', 'id', content.law)).toThrow(
      /retention: is not a list of this version/,
    )
  })
})

describe('dates and laws', () => {
  test.each([
    ['2026-12-15', undefined, '15 Desember 2026', '15 December 2026'],
    [undefined, '00:00', '00.00 WIB', '00:00 WIB'],
  ])('%s %s', (date, time, id, en) => {
    expect([formatWhen(date, time, 'id', 'WIB'), formatWhen(date, time, 'en', 'WIB')]).toEqual([id, en])
  })

  test('an hour that no clock shows is refused', () => {
    expect(() => formatWhen(undefined, '24:00', 'id', 'WIB')).toThrow(/expected hours and minutes/)
  })

  test('a law is cited by article and name', () => {
    expect([formatLaw(content.law, 'pdp-32', 'id'), formatLaw(content.law, 'pdp-32', 'en')]).toEqual([
      'Pasal 32 UU PDP',
      'PDP Law article 32',
    ])
  })
})
