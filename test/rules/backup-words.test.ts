import { describe, expect, test } from 'vitest'
import { usageWarning } from '../../worker/panel/backups/rules/notices.ts'
import { backupCounts, restoreCounts } from '../../worker/panel/backups/rules/states.ts'
import { lapsesAt, nextCheckAt, payableUntilOn, quoteUntil } from '../../worker/panel/backups/rules/timing.ts'
import { formatSize } from '../../worker/panel/rules/sizes.ts'

const ZONE = 'Asia/Jakarta'
const MINUTE = 60_000
const at = (iso: string) => Date.parse(iso)

describe('sizes are decimal, as S7 counts', () => {
  test.each([
    [0, '0 MB', '0 MB'],
    [999_499_999, '999 MB', '999 MB'],
    [1_000_000_000, '1 GB', '1 GB'],
    [1_250_000_000, '1,25 GB', '1.25 GB'],
    [10_000_000_000, '10 GB', '10 GB'],
  ])('%i bytes', (bytes, id, en) => {
    expect([formatSize(bytes, 'id'), formatSize(bytes, 'en')]).toEqual([id, en])
  })
})

describe('waiting', () => {
  test('a quote stands for 24 hours, its invoice until the end of the seventh day after (WIB)', () => {
    expect(quoteUntil(0)).toBe(24 * 60 * MINUTE)
    expect(payableUntilOn(at('2027-03-10T16:59:59Z'), ZONE)).toBe('2027-03-17')
    expect(payableUntilOn(at('2027-03-10T17:00:00Z'), ZONE)).toBe('2027-03-18')
    expect(lapsesAt('2027-03-17', ZONE)).toBe(at('2027-03-17T17:00:00Z'))
  })

  test.each([
    ['a job that has just begun after a minute', 0, MINUTE],
    ['one of 20 minutes after five more', 20 * MINUTE, 5 * MINUTE],
    ['one of hours every half hour', 600 * MINUTE, 30 * MINUTE],
  ])('%s is asked about again', (_, since, wait) => {
    expect(nextCheckAt(0, since) - since).toBe(wait)
  })
})

test('what failed or is unclear counts against nobody; what was overwritten did happen', () => {
  expect((['asked', 'started', 'stored', 'failed', 'unclear', 'overwritten'] as const).filter(backupCounts)).toEqual([
    'asked',
    'started',
    'stored',
    'overwritten',
  ])
  expect((['running', 'done', 'failed', 'unclear', 'lapsed'] as const).filter(restoreCounts)).toEqual(['running', 'done'])
})

test('a warning names the resource, the threshold and what is in use', () => {
  const { title, text } = usageWarning('toko.id', { resource: 'disk', crossed: [80, 90], highest: 90, percent: 93, clause: 'S9' })
  expect(title).toEqual({ id: 'Ruang simpan toko.id mencapai 90%', en: 'Storage of toko.id has reached 90%' })
  expect(text.id).toMatch(/^93% kapasitas paket terpakai/)
})
