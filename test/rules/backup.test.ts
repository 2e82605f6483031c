import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BackupFacts, decideBackup, weekStartOn } from '../../worker/panel/rules/backup.ts'
import { addDays } from '../../worker/shared/calendar.ts'

const zone = 'Asia/Jakarta'
const at = (iso: string) => Date.parse(iso)

describe('a backup (S7)', () => {
  const terms = { perWeek: 1, maxGigabytes: 10, maxInodes: 250_000 }
  const facts = (changes: Partial<BackupFacts> = {}): BackupFacts => ({
    state: 'active',
    openInvoice: null,
    usage: { bytes: 10_000_000_000, inodes: 250_000 },
    acceptedOn: [],
    last: 'bak_1',
    ...changes,
  })
  const WEDNESDAY = '2027-03-10T03:00Z'
  const decide = (given: BackupFacts, now = WEDNESDAY, promised = terms) => decideBackup(given, promised, at(now), zone)
  const used = (nextAllowedOn: string) => ({ reason: 'backup_quota_used', clause: 'S7', used: 1, perWeek: 1, nextAllowedOn })

  test('of exactly 10 GB and 250,000 inodes is made, and overwrites the last', () => {
    expect(decide(facts())).toEqual({ ok: true, value: { overwrites: 'bak_1' } })
  })

  test.each([
    [
      'a byte too large',
      facts({ usage: { bytes: 10_000_000_001, inodes: 1 } }),
      { reason: 'too_large', clause: 'S7', is: 10_000_000_001, most: 10_000_000_000, nextAllowedOn: '2027-03-10' },
    ],
    [
      'an inode too many',
      facts({ usage: { bytes: 1, inodes: 250_001 } }),
      { reason: 'too_many_inodes', clause: 'S7', is: 250_001, most: 250_000, nextAllowedOn: '2027-03-10' },
    ],
    ['of a size nobody knows', facts({ usage: null }), { reason: 'usage_unknown', clause: 'S7' }],
    [
      'suspended for lateness',
      facts({ state: 'suspended', openInvoice: 'inv_1', acceptedOn: ['2027-03-10'] }),
      { reason: 'suspended_as_overdue', clause: 'S15', invoice: 'inv_1' },
    ],
    ['terminated', facts({ state: 'terminated' }), { reason: 'no_running_account', state: 'terminated', clause: 'S7' }],
    ['not yet paid for', facts({ state: 'pending_payment' }), { reason: 'no_running_account', state: 'pending_payment', clause: 'S7' }],
    ['backed up on Monday', facts({ acceptedOn: ['2027-03-08'] }), used('2027-03-15')],
    ['backed up today', facts({ acceptedOn: ['2027-03-01', '2027-03-10'] }), used('2027-03-15')],
  ])('of an account %s is refused', (_, given, failure) => {
    expect(decide(given)).toEqual({ ok: false, failure })
  })

  test.each([
    ['the last minute of Sunday', '2027-03-14T16:59Z', false],
    ['Monday 00:00 WIB', '2027-03-14T17:00Z', true],
  ])('backed up on Wednesday, again in %s', (_, now, allowed) => {
    expect(decide(facts({ acceptedOn: ['2027-03-10'] }), now).ok).toBe(allowed)
  })

  test('a week over the year end is one week', () => {
    expect(decide(facts({ acceptedOn: ['2027-12-27'] }), '2028-01-02T16:59Z')).toMatchObject({ failure: used('2028-01-03') })
  })

  test('the overdue may; a version may allow more', () => {
    expect(decide(facts({ state: 'overdue' })).ok).toBe(true)
    expect(decide(facts({ acceptedOn: ['2027-03-09'] }), WEDNESDAY, { ...terms, perWeek: 2 }).ok).toBe(true)
  })

  test('every week begins on a Monday and has seven days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (offset) => {
        const day = addDays('2027-03-08', offset)
        const monday = weekStartOn(day)
        expect(new Date(`${monday}T00:00Z`).getUTCDay()).toBe(1)
        expect(monday <= day && day < addDays(monday, 7)).toBe(true)
      }),
    )
  })
})
