import { describe, expect, test } from 'vitest'
import { nextRestoreStep, quoteRestore, type RestoreFacts, type RestoreRequest, restorePrice } from '../../worker/panel/rules/restore.ts'

const zone = 'Asia/Jakarta'
const at = (iso: string) => Date.parse(iso)

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
