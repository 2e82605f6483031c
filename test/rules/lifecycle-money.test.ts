import { describe, expect, test } from 'vitest'
import { advance } from '../../worker/accounts/rules/lifecycle.ts'
import { serviceRuns } from '../../worker/accounts/rules/lifecycle-account.ts'

import { account, active, at, ENDED, moved, paid, promise, SUSPENDED, suspended, terminated, violation } from './lifecycle-accounts.ts'

describe('payment', () => {
  test('reactivates an account suspended for lateness, same anniversary', () => {
    const { to, after, effects } = moved(suspended, paid, SUSPENDED + 1)
    expect([to, after.dueOn, after.openInvoice, serviceRuns(after)]).toEqual(['active', '2028-03-10', null, true])
    expect(effects).toContain('align_service')
  })

  test('cures the lateness of an account in violation and leaves its service off', () => {
    const { to, after } = moved({ ...suspended, violation }, paid, SUSPENDED + 1)
    expect([to, after.violation, serviceRuns(after)]).toEqual(['active', violation, false])
  })

  test('in part moves nothing', () => {
    expect(advance(suspended, { type: 'paid', stillOwed: 1, nextDueOn: '2028-03-10' }, promise, SUSPENDED)).toEqual({
      ok: false,
      failure: { reason: 'still_owed', stillOwed: 1 },
    })
  })

  test.each([
    ['in the instant of the termination: undone', ENDED, 'paid_before_end', 'active'],
    ['a millisecond later: kept', ENDED + 1, 'paid_after_end', 'terminated'],
  ] as const)('made %s', (_, settledAt, type, to) => {
    const events = {
      paid_before_end: { type: 'paid_before_end', settledAt, stillOwed: 0, nextDueOn: '2028-03-10' },
      paid_after_end: { type: 'paid_after_end', settledAt },
    } as const
    expect(moved(terminated, events[type], ENDED + 9).to).toBe(to)
    const other = type === 'paid_before_end' ? events.paid_after_end : events.paid_before_end
    expect(advance(terminated, other, promise, ENDED + 9).ok).toBe(false)
  })

  test('that undoes an end moves the term on; one that is refunded does not', () => {
    const event = { type: 'paid_before_end', settledAt: ENDED, stillOwed: 0, nextDueOn: '2028-03-10' } as const
    expect(moved(terminated, event, ENDED + 9).after.dueOn).toBe('2028-03-10')
    const purged = account({ state: 'purged', endedAt: ENDED, purgedAt: ENDED + 1e9 }, { openInvoice: null })
    expect(moved(purged, event, ENDED + 2e9).after.dueOn).toBe('2027-03-10')
  })

  test('made in time, heard after the purge, is refunded and brings nothing back', () => {
    const purged = account({ state: 'purged', endedAt: ENDED, purgedAt: ENDED + 1e9 }, { openInvoice: null })
    const event = { type: 'paid_before_end', settledAt: ENDED - 1, stillOwed: 0, nextDueOn: '2028-03-10' } as const
    expect(moved(purged, event, ENDED + 2e9)).toMatchObject({ to: 'purged', effects: ['open_refund_task', 'tell_customer', 'tell_staff'] })
  })

  test('says that a leaving customer stays', () => {
    const leaving = { ...active, cancellation: { confirmedAt: 0, endsAt: at('2027-03-10T17:00Z') } }
    expect(moved(leaving, paid, 1).after.cancellation).toBeNull()
  })

  test('taken back by the bank of what was too much reopens nothing', () => {
    const event = { type: 'payment_reversed', stillOwed: 0, periodFrom: '2027-03-10', dueOn: '2027-06-01' } as const
    expect(advance(active, event, promise, 1)).toMatchObject({ failure: { reason: 'still_covered' } })
  })

  test('of what nobody is asked for moves no term', () => {
    expect(advance({ ...active, openInvoice: null }, paid, promise, 1)).toMatchObject({ failure: { reason: 'no_open_invoice' } })
  })

  test('taken back by the bank leaves the account active with a due day and notices of its own', () => {
    const { to, after } = moved(
      { ...active, openInvoice: null, dueOn: '2028-03-10' },
      { type: 'payment_reversed', stillOwed: 500_000, periodFrom: '2027-03-10', dueOn: '2027-06-01' },
      1,
    )
    expect([to, after.dueOn, after.openInvoice]).toEqual([
      'active',
      '2027-03-10',
      { dueOn: '2027-06-01', overdueNoticeFrom: null, warningFrom: null },
    ])
  })
})

describe('an extension of the term (S20)', () => {
  const now = at('2027-03-15T00:00Z')
  test('that makes the due date a coming one reactivates', () => {
    const { to, after } = moved(suspended, { type: 'lateness_cured', dueOn: '2027-04-10' }, now)
    expect([to, after.dueOn, after.openInvoice?.dueOn, serviceRuns(after)]).toEqual(['active', '2027-04-10', '2027-04-10', true])
  })

  test.each([
    ['until its whole due day is over', at('2027-04-10T16:59:59.999Z'), true],
    ['and not from the next day on', at('2027-04-10T17:00Z'), false],
  ])('cures %s', (_, instant, cures) => {
    expect(advance(suspended, { type: 'lateness_cured', dueOn: '2027-04-10' }, promise, instant).ok).toBe(cures)
    expect(advance(suspended, { type: 'term_extended', dueOn: '2027-04-10' }, promise, instant).ok).toBe(!cures)
  })

  test('never moves a due date back', () => {
    const now = at('2027-03-10T12:00Z')
    expect(advance(suspended, { type: 'lateness_cured', dueOn: '2027-03-10' }, promise, now)).toMatchObject({
      failure: { reason: 'term_not_longer' },
    })
    expect(advance(active, { type: 'term_extended', dueOn: '2027-03-10' }, promise, 0)).toMatchObject({
      failure: { reason: 'term_not_longer' },
    })
  })
})
