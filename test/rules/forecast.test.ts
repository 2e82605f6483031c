/** What the time line tells under all that may stand beside an account's state. */
import { describe, expect, test } from 'vitest'
import type { LifecycleAccount } from '../../worker/accounts/rules/lifecycle-account.ts'
import type { Outlook } from '../../worker/accounts/rules/schedule.ts'
import { futureOf } from '../../worker/accounts/rules/timeline-future.ts'
import { account, active, at, promise, renewal, SUSPENDED, suspended, terminated, violation } from './lifecycle-accounts.ts'

const NOW = at('2027-03-01T03:00Z')
const look = (of: LifecycleAccount, changes: Partial<Outlook> = {}): Outlook => ({
  ...{ account: of, term: 'yearly', wish: null, promise, renewal: null, reminders: { issuedAt: at('2027-02-09T17:00Z'), given: [] } },
  timeZone: 'Asia/Jakarta',
  ...changes,
})
const future = (outlook: Outlook, now = NOW, owed = true) =>
  futureOf({ outlook, anniversaryDay: 10, periodTo: '2028-03-10', owed, orderEndsAt: null }, () => promise, promise, now)
const read = (points: readonly { kind: string; when: { en: string } }[]) => points.map((point) => `${point.when.en}: ${point.kind}`)

describe('if nothing is done', () => {
  test('an open invoice: the due day, and the steps of lateness', () => {
    expect(read(future(look(active)).next)).toEqual([
      '10 March 2027: due',
      '11 March 2027, 00:00 WIB: overdue',
      '13 March 2027, 00:00 WIB: suspended',
      '20 March 2027, 00:00 WIB: terminated',
    ])
  })

  test('a hold of staff: every step waits for its end, and a fresh notice after it', () => {
    const hold = { kind: 'staff', placedAt: NOW, until: at('2027-03-31T17:00Z'), reason: 'Disputed.' } as const
    expect(read(future(look({ ...active, hold })).next)).toEqual([
      '10 March 2027: due',
      '1 April 2027, 00:00 WIB: overdue',
      '2 April 2027, 00:00 WIB: suspended',
      '9 April 2027, 00:00 WIB: terminated',
    ])
  })

  test('a hold without a known end: nothing is foretold but the due day', () => {
    const hold = { kind: 'staff', placedAt: NOW, until: null, reason: 'Disputed.' } as const
    expect(read(future(look({ ...active, hold })).next)).toEqual(['10 March 2027: due'])
  })

  test('a confirmed cancellation: the end, and the deletion 26 hours later', () => {
    const cancellation = { confirmedAt: NOW, endsAt: at('2027-03-10T17:00Z') }
    const leaving = account({ state: 'active' }, { cancellation, openInvoice: null })
    expect(read(future(look(leaving, { renewal })).next)).toEqual([
      '11 March 2027, 00:00 WIB: term_ended',
      '12 March 2027, 02:00 WIB: purge_begun',
    ])
  })

  test('nothing owed: the invoice one month before, and what was wished for from the renewal on', () => {
    const free = account({ state: 'active' }, { openInvoice: null })
    const wish = { package: 'hosting-mulai', term: 'monthly', from: '2027-03-10' } as const
    expect(read(future(look(free, { renewal, wish }), at('2027-02-01T03:00Z')).next)).toEqual([
      '24 February 2027, 00:00 WIB: invoice_issued',
      '10 March 2027: due',
    ])
    expect(read(future(look(free, { renewal }), at('2027-02-01T03:00Z')).next)).toEqual([
      '10 February 2027, 00:00 WIB: invoice_issued',
      '10 March 2027: due',
    ])
  })

  test('a paid renewal with a wish: it begins with its period, at 00:00 of its first day', () => {
    const paidUp = account({ state: 'active' }, { openInvoice: null, dueOn: '2028-02-29' })
    const wish = { package: 'hosting-mulai', term: 'yearly', from: '2027-02-28' } as const
    expect(read(future(look(paidUp, { renewal, wish }), at('2027-02-20T03:00Z')).next)).toEqual([
      '28 February 2027, 00:00 WIB: change_begun',
      '29 January 2028, 00:00 WIB: invoice_issued',
      '29 February 2028: due',
    ])
  })

  test('after the end: the deletion, which may have been due for a while', () => {
    expect(read(future(look(terminated), at('2027-03-20T03:00Z')).next)).toEqual(['21 March 2027, 02:00 WIB: purge_begun'])
  })
})

describe('if it is paid today', () => {
  test.each([
    ['in time', look(active), 'paid'],
    ['suspended', look(suspended), 'reactivated'],
    ['suspended, and in violation', look({ ...suspended, violation }), 'paid_in_violation'],
  ])('%s', (_, outlook, kind) => {
    expect(read(future(outlook, SUSPENDED + 3_600_000).ifPaidToday)).toEqual([`13 March 2027, 01:00 WIB: ${kind}`, '10 March 2028: due'])
  })

  test('terminated: the money is kept and brings nothing back', () => {
    expect(read(future(look(terminated), at('2027-03-20T03:00Z')).ifPaidToday)).toEqual([
      '20 March 2027, 10:00 WIB: paid_after_termination',
    ])
    expect(future(look(terminated), at('2027-03-20T03:00Z'), false).ifPaidToday).toEqual([])
  })
})
