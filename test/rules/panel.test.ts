import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BackupFacts, decideBackup, weekStartOn } from '../../worker/panel/rules/backup.ts'
import { nextRestoreStep, quoteRestore, type RestoreFacts, type RestoreRequest, restorePrice } from '../../worker/panel/rules/restore.ts'
import { BELOW_ALL, decideUsage, levelOf } from '../../worker/panel/rules/usage.ts'
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

describe('a restore (S8)', () => {
  const terms = { freePerMonth: 1, pricePerGigabyteRupiah: 100_000 }
  const facts = (changes: Partial<RestoreFacts> = {}): RestoreFacts => ({
    state: 'active',
    openInvoice: null,
    archive: { id: 'bak_1', bytes: 2_500_000_000 },
    freeRequestedOn: [],
    ...changes,
  })
  const quote = (given: RestoreFacts, now = '2027-03-20T03:00Z') => quoteRestore(given, terms, at(now), zone)

  test.each([
    ['one gigabyte', 1_000_000_000, 100_000],
    ['two and a half', 2_500_000_000, 250_000],
    ['a byte less than one: rounded down', 999_999_999, 99_999],
    ['what costs less than a rupiah', 9_999, 0],
    ['ten thousand bytes', 10_000, 1],
    ['more than a number of 53 bits could multiply', 900_000_000_000_001, 90_000_000_000],
  ])('%s', (_, bytes, price) => {
    expect(restorePrice(bytes, 100_000)).toBe(price)
  })

  test('is free once a calendar month', () => {
    expect(quote(facts())).toEqual({ ok: true, value: { kind: 'free', archive: 'bak_1', used: 0, free: 1, clause: 'S8' } })
  })

  test('then has a price, and the day of the next free one', () => {
    expect(quote(facts({ freeRequestedOn: ['2027-03-01'] }))).toEqual({
      ok: true,
      value: {
        kind: 'priced',
        archive: 'bak_1',
        bytes: 2_500_000_000,
        price: 250_000,
        used: 1,
        free: 1,
        nextFreeOn: '2027-04-01',
        clause: 'S8',
      },
    })
  })

  test.each([
    ['the last minute of March', '2027-03-31T16:59Z', 'priced'],
    ['1 April 00:00 WIB', '2027-03-31T17:00Z', 'free'],
  ])('used on 31 March, asked for in %s', (_, now, kind) => {
    expect(quote(facts({ freeRequestedOn: ['2027-03-31'] }), now)).toMatchObject({ value: { kind } })
  })

  test.each([
    ['December is not January', '2027-12-31', '2027-12-31T17:00Z', 'free'],
    ['nor March of last year', '2026-03-20', '2027-03-20T03:00Z', 'free'],
  ])('%s', (_, requested, now, kind) => {
    expect(quote(facts({ freeRequestedOn: [requested] }), now)).toMatchObject({ value: { kind } })
  })

  test.each([
    [
      'suspended for lateness',
      facts({ state: 'suspended', openInvoice: 'inv_1' }),
      { reason: 'suspended_as_overdue', clause: 'S15', invoice: 'inv_1' },
    ],
    ['without a backup', facts({ archive: null }), { reason: 'no_backup', clause: 'S8' }],
    ['purged', facts({ state: 'purged', archive: null }), { reason: 'no_running_account', state: 'purged', clause: 'S8' }],
  ])('of an account %s is refused', (_, given, failure) => {
    expect(quote(given)).toEqual({ ok: false, failure })
  })

  const account = { state: 'active', openInvoice: null } as const
  const request = (changes: Partial<RestoreRequest> = {}): RestoreRequest => ({
    quoted: 'bak_1',
    stored: 'bak_1',
    invoice: null,
    price: 250_000,
    done: false,
    ...changes,
  })
  const unpaid = { id: 'inv_9', paid: false }
  const paid = { id: 'inv_9', paid: true }
  test.each([
    ['a free one runs', request({ price: 0 }), account, { step: 'run' }],
    ['a quote that is taken up is invoiced', request(), account, { step: 'issue_invoice' }],
    ['it does not run unpaid', request({ invoice: unpaid }), account, { step: 'wait_for_payment', invoice: 'inv_9' }],
    ['it runs once paid', request({ invoice: paid }), account, { step: 'run' }],
    [
      'paid, then suspended: it waits',
      request({ invoice: paid }),
      { state: 'suspended', openInvoice: 'inv_1' },
      { step: 'wait_for_reactivation', clause: 'S15', invoice: 'inv_1' },
    ],
    [
      'paid, then overwritten by a newer backup: the money is credit',
      request({ invoice: paid, stored: 'bak_2' }),
      account,
      { step: 'lapse', credit: 250_000 },
    ],
    [
      'paid, then ended: the money is credit',
      request({ invoice: paid }),
      { state: 'terminated', openInvoice: null },
      { step: 'lapse', credit: 250_000 },
    ],
    ['unpaid and overwritten', request({ invoice: unpaid, stored: null }), account, { step: 'lapse', credit: 0 }],
    ['done is done', request({ invoice: paid, done: true, stored: null }), account, { step: 'none' }],
  ] as const)('%s', (_, given, of, step) => {
    expect(nextRestoreStep(given, of)).toEqual(step)
  })
})

describe('usage (S9)', () => {
  const quota = { disk: 2_000_000_000, inodes: 50_000 }
  const look = (disk: number, before: typeof BELOW_ALL = BELOW_ALL) => decideUsage({ disk, inodes: 0 }, quota, before)

  test.each([
    ['a byte below 80%', 1_599_999_999, null],
    ['80%', 1_600_000_000, 80],
    ['a byte below 90%', 1_799_999_999, 80],
    ['90%', 1_800_000_000, 90],
    ['a byte below 100%', 1_999_999_999, 90],
    ['100%', 2_000_000_000, 100],
    ['far above', 9_000_000_000, 100],
  ])('%s', (_, disk, level) => {
    expect(levelOf(disk, quota.disk)).toBe(level)
  })

  test('a crossing is warned of once', () => {
    const first = look(1_600_000_000)
    expect(first.warnings).toEqual([{ resource: 'disk', crossed: [80], highest: 80, percent: 80, clause: 'S9' }])
    expect(look(1_700_000_000, first.levels).warnings).toEqual([])
    expect(look(1_900_000_000, first.levels).warnings).toMatchObject([{ crossed: [90], percent: 95 }])
  })

  test('a jump over several is one message that names the highest', () => {
    expect(look(2_000_000_000).warnings).toMatchObject([{ crossed: [80, 90, 100], highest: 100 }])
  })

  test('falling below makes the next crossing a new one', () => {
    const fallen = look(1_599_999_999, { disk: 90, inodes: null })
    expect(fallen).toEqual({ warnings: [], levels: BELOW_ALL })
    expect(look(1_850_000_000, fallen.levels).warnings).toMatchObject([{ crossed: [80, 90] }])
  })

  test('disk and inodes are watched apart', () => {
    const both = decideUsage({ disk: 2_000_000_000, inodes: 40_000 }, quota, BELOW_ALL)
    expect(both.warnings.map(({ resource, highest }) => [resource, highest])).toEqual([
      ['disk', 100],
      ['inodes', 80],
    ])
    expect(both.levels).toEqual({ disk: 100, inodes: 80 })
  })

  test('each threshold is told of exactly as often as it is crossed upwards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2_200_000_000 }), { maxLength: 60 }),
        fc.constantFrom(80, 90, 100),
        (looks, threshold) => {
          let levels = BELOW_ALL
          let told = 0
          let crossings = 0
          let above = false
          for (const disk of looks) {
            const decision = look(disk, levels)
            levels = decision.levels
            told += decision.warnings.filter(({ crossed }) => crossed.some((each) => each === threshold)).length
            const now = disk >= (quota.disk / 100) * threshold
            if (now && !above) crossings++
            above = now
          }
          expect(told).toBe(crossings)
        },
      ),
    )
  })
})
