import { describe, expect, test } from 'vitest'
import {
  type CancelFacts,
  cancellationEndsAt,
  confirmCancellation,
  requestCancellation,
  withdrawCancellation,
} from '../../worker/accounts/rules/cancel.ts'

const zone = 'Asia/Jakarta'
const at = (iso: string) => Date.parse(iso)
const iso = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z')
const HOUR = 3_600_000
const NOW = at('2027-02-20T03:00Z')
const facts = (changes: Partial<CancelFacts> = {}): CancelFacts => ({ state: 'active', dueOn: '2027-03-10', scheduled: null, ...changes })

describe('the account ends', () => {
  test.each([
    ['when its due day is over', '2027-03-10', '2027-02-20T03:00Z', '2027-03-10T17:00Z'],
    ['at the year end', '2027-12-31', '2027-02-20T03:00Z', '2027-12-31T17:00Z'],
    ['on 29 February', '2028-02-29', '2027-02-20T03:00Z', '2028-02-29T17:00Z'],
    ['confirmed on the due day: with that day', '2027-03-10', '2027-03-10T16:59Z', '2027-03-10T17:00Z'],
    ['confirmed once the term is over: with the day of the confirmation', '2027-03-10', '2027-03-14T16:59Z', '2027-03-14T17:00Z'],
    ['a minute later, already the next day in Jakarta', '2027-03-10', '2027-03-14T17:00Z', '2027-03-15T17:00Z'],
  ])('%s', (_, dueOn, confirmedAt, endsAt) => {
    expect(iso(cancellationEndsAt(dueOn, at(confirmedAt), zone))).toBe(endsAt)
  })
})

describe('two steps', () => {
  const endsAt = at('2027-03-10T17:00Z')
  test('the first only shows what would end, and until when to confirm', () => {
    expect(requestCancellation(facts(), NOW, zone)).toEqual({ ok: true, value: { confirmBy: NOW + 72 * HOUR, endsAt } })
  })

  test('the second schedules it', () => {
    expect(confirmCancellation(facts(), { requestedAt: NOW }, NOW + HOUR, zone)).toEqual({
      ok: true,
      value: { confirmedAt: NOW + HOUR, endsAt },
    })
  })

  test('a request confirmed too late is forgotten', () => {
    expect(confirmCancellation(facts(), { requestedAt: NOW }, NOW + 72 * HOUR - 1, zone).ok).toBe(true)
    expect(confirmCancellation(facts(), { requestedAt: NOW }, NOW + 72 * HOUR, zone)).toEqual({
      ok: false,
      failure: { reason: 'confirmation_expired', expiredAt: NOW + 72 * HOUR, clause: 'S13' },
    })
  })

  test.each([
    ['an unpaid order', facts({ state: 'pending_payment' }), { reason: 'nothing_to_cancel', state: 'pending_payment', clause: 'S13' }],
    ['a terminated account', facts({ state: 'terminated' }), { reason: 'nothing_to_cancel', state: 'terminated', clause: 'S13' }],
    ['what is scheduled already', facts({ scheduled: { confirmedAt: 0, endsAt } }), { reason: 'already_cancelled', endsAt, clause: 'S13' }],
  ])('%s cannot be cancelled', (_, given, failure) => {
    expect(requestCancellation(given, NOW, zone)).toEqual({ ok: false, failure })
    expect(confirmCancellation(given, { requestedAt: NOW }, NOW, zone)).toEqual({ ok: false, failure })
  })

  test('until the end the customer may change their mind', () => {
    expect(withdrawCancellation({ confirmedAt: 0, endsAt }, endsAt - 1).ok).toBe(true)
    expect(withdrawCancellation({ confirmedAt: 0, endsAt }, endsAt)).toMatchObject({ failure: { reason: 'cancellation_done' } })
    expect(withdrawCancellation(null, 0)).toMatchObject({ failure: { reason: 'nothing_scheduled' } })
  })
})
