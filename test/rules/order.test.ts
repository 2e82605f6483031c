import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Catalog } from '../../content/schema.ts'
import { decideOrder, type OrderPromise, orderCancellableAt, orderPrice } from '../../worker/accounts/rules/order.ts'

const promise: OrderPromise = { version: '2026-12-15', order: { cancelAfterDays: 2 }, timeZone: 'Asia/Jakarta' }
const at = (iso: string) => Date.parse(iso)
const iso = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z')

describe('an unpaid order is cancelled at 00:00 WIB after its second calendar day', () => {
  test.each([
    ['Monday 10:00: Thursday 00:00', '2027-03-08T03:00Z', '2027-03-10T17:00Z'],
    ['Monday 00:00: the same Thursday', '2027-03-07T17:00Z', '2027-03-10T17:00Z'],
    ['Monday 23:59: still the same Thursday', '2027-03-08T16:59Z', '2027-03-10T17:00Z'],
    ['Tuesday 00:00, a minute later: Friday', '2027-03-08T17:00Z', '2027-03-11T17:00Z'],
    ['over the end of a month', '2027-04-29T03:00Z', '2027-05-01T17:00Z'],
    ['over 28 February of a common year', '2027-02-27T03:00Z', '2027-03-01T17:00Z'],
    ['over 29 February', '2028-02-28T03:00Z', '2028-03-01T17:00Z'],
    ['over the end of the year', '2027-12-30T03:00Z', '2028-01-01T17:00Z'],
    ['31 December in UTC that is 1 January in Jakarta', '2027-12-31T18:00Z', '2028-01-03T17:00Z'],
  ])('%s', (_, ordered, cancelled) => {
    expect(iso(orderCancellableAt(at(ordered), promise))).toBe(cancelled)
  })

  test('another version, another number', () => {
    expect(iso(orderCancellableAt(at('2027-03-08T03:00Z'), { ...promise, order: { cancelAfterDays: 0 } }))).toBe('2027-03-08T17:00Z')
  })

  test('always at a midnight, and never less than two whole days after the click', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2040-01-01T00:00Z') }), (orderedAt) => {
        const cancelAt = orderCancellableAt(orderedAt, promise)
        expect(iso(cancelAt).slice(11)).toBe('17:00Z')
        expect(cancelAt - orderedAt).toBeGreaterThan(48 * 3_600_000)
        expect(cancelAt - orderedAt).toBeLessThanOrEqual(72 * 3_600_000)
      }),
    )
  })
})

describe('at its deadline', () => {
  const orderedAt = at('2027-03-08T03:00Z')
  const deadline = at('2027-03-10T17:00Z')
  const HOUR = 3_600_000
  const answer = (says: 'clear' | 'pending' | 'settled' | 'silent', askedAt = deadline) => ({ says, askedAt })
  test.each([
    ['a millisecond before it the order stays', null, deadline - 1, { decision: 'wait', until: deadline }],
    ['the gateway is asked', null, deadline, { decision: 'ask_gateway' }],
    ['an answer from before it does not count', answer('clear', deadline - 1), deadline, { decision: 'ask_gateway' }],
    ['an answer an hour old does not count', answer('clear'), deadline + HOUR, { decision: 'ask_gateway' }],
    ['nothing is known of a payment: cancelled', answer('clear'), deadline, { decision: 'cancel', clause: 'S13', version: '2026-12-15' }],
    ['“pending”: asked again in an hour', answer('pending'), deadline, { decision: 'wait', until: deadline + HOUR }],
    ['silence: asked again in an hour', answer('silent'), deadline, { decision: 'wait', until: deadline + HOUR }],
    ['paid: the payment is entered first', answer('settled'), deadline, { decision: 'enter_payment_first' }],
  ] as const)('%s', (_, given, now, decision) => {
    expect(decideOrder({ orderedAt, answer: given }, promise, now)).toEqual(decision)
  })
})

describe('what can be ordered', () => {
  const text = { id: 'x', en: 'x' }
  const item = (id: string, rest: Partial<Catalog[number]>): Catalog[number] => ({
    id,
    name: id,
    kind: 'hosting',
    thirdParty: false,
    description: text,
    priceRupiah: { monthly: 50_000, yearly: 500_000 },
    validFrom: '2024-11-01',
    ...rest,
  })
  const catalog = [item('sold', {}), item('withdrawn', { withdrawnOn: '2027-03-10' }), item('yearly', { priceRupiah: { yearly: 0 } })]
  test.each([
    ['a package on sale', 'sold', 'monthly', '2027-03-10', { ok: true, value: 50_000 }],
    ['a package on its first day', 'sold', 'yearly', '2024-11-01', { ok: true, value: 500_000 }],
    [
      'a package the day before',
      'sold',
      'yearly',
      '2024-10-31',
      { ok: false, failure: { reason: 'package_not_yet_sold', package: 'sold', validFrom: '2024-11-01' } },
    ],
    ['a package on its last day', 'withdrawn', 'yearly', '2027-03-09', { ok: true, value: 500_000 }],
    [
      'a package from its withdrawal on',
      'withdrawn',
      'yearly',
      '2027-03-10',
      { ok: false, failure: { reason: 'package_withdrawn', package: 'withdrawn', withdrawnOn: '2027-03-10' } },
    ],
    ['a free one', 'yearly', 'yearly', '2027-03-10', { ok: true, value: 0 }],
    [
      'a term that is not offered',
      'yearly',
      'monthly',
      '2027-03-10',
      { ok: false, failure: { reason: 'term_not_offered', package: 'yearly', term: 'monthly', offered: ['yearly'] } },
    ],
    ['no such package', '__proto__', 'monthly', '2027-03-10', { ok: false, failure: { reason: 'unknown_package', package: '__proto__' } }],
  ] as const)('%s', (_, id, term, on, answer) => {
    expect(orderPrice(catalog, { package: id, term }, on)).toEqual(answer)
  })
})
