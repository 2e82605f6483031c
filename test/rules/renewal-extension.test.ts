import { describe, expect, test } from 'vitest'
import { extendTerm } from '../../worker/accounts/rules/renewal-extension.ts'

const zone = 'Asia/Jakarta'
const at = (iso: string) => Date.parse(iso)

describe('an extension (S20)', () => {
  const late = { version: '2026-12-15', late: { suspendAfterDays: 2, terminateAfterDays: 7 }, timeZone: zone, zoneAbbreviation: 'WIB' }
  const extend = (dueOn: string, anniversaryDay: number, now: string, invoiceDueOn: string | null = dueOn) =>
    extendTerm({ dueOn, term: 'yearly', anniversaryDay, invoiceDueOn }, 1, late, at(now))
  test.each([
    ['one calendar month', '2027-03-10', 10, '2027-04-10', '2028-04-10'],
    ['clamped', '2027-01-31', 31, '2027-02-28', '2028-02-29'],
    ['the anniversary returns', '2027-02-28', 31, '2027-03-31', '2028-03-31'],
    ['over the year end', '2027-12-31', 31, '2028-01-31', '2029-01-31'],
    ['29 February', '2028-02-29', 29, '2028-03-29', '2029-03-29'],
  ])('%s', (_, dueOn, anniversary, moved, next) => {
    expect(extend(dueOn, anniversary, '2027-01-01T00:00Z')).toMatchObject({
      dueOn: moved,
      invoiceDueOn: moved,
      period: { from: moved, to: next },
    })
  })

  test('cures lateness exactly until the moved due day is over', () => {
    expect(extend('2027-03-10', 10, '2027-04-10T16:59Z').curesLateness).toBe(true)
    expect(extend('2027-03-10', 10, '2027-04-10T17:00Z').curesLateness).toBe(false)
  })

  test('an invoice that could be paid later keeps its day; where none is open, none moves', () => {
    expect(extend('2027-03-10', 10, '2027-03-15T00:00Z', '2027-05-01').invoiceDueOn).toBe('2027-05-01')
    expect(extend('2027-03-10', 10, '2027-03-15T00:00Z', null).invoiceDueOn).toBeNull()
  })
})
