import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { book, type GatewayFacts, join, moneyDue, NOTHING_BOOKED, NOTHING_SEEN, type Sighting } from '../../worker/billing/rules/gateway.ts'
import { instantOf, jakartaTimeOf, midtransState, rupiahOf, xenditState } from '../../worker/billing/rules/gateway-values.ts'

const PAID_AT = Date.parse('2027-03-12T10:00:00Z')
const NOW = PAID_AT + 60_000

const sighting = (state: Sighting['state'], changes: Partial<Sighting> = {}): Sighting => ({
  state,
  amountRupiah: 150_000,
  settledAt: ['settled', 'refunded', 'charged_back'].includes(state) ? PAID_AT : null,
  provisional: false,
  refundedRupiah: 0,
  chargedBackRupiah: 0,
  ...changes,
})
const captured = sighting('settled', { provisional: true })
const seen = (...sightings: Sighting[]): GatewayFacts => sightings.reduce(join, NOTHING_SEEN)
const money = (facts: GatewayFacts, booked = NOTHING_BOOKED) => moneyDue(facts, booked, NOW).map((entry) => entry.amountRupiah)

describe('what is settled never goes back', () => {
  test.each([
    ['nothing but a start', [sighting('pending')], 'pending', []],
    ['paid', [sighting('pending'), sighting('settled')], 'settled', [150_000]],
    ['pending after settlement', [sighting('settled'), sighting('pending')], 'settled', [150_000]],
    ['expire after payment', [sighting('settled'), sighting('expired')], 'settled', [150_000]],
    ['payment after expire', [sighting('expired'), sighting('settled')], 'settled', [150_000]],
    ['a card refused, then paid', [sighting('denied'), sighting('settled')], 'settled', [150_000]],
    ['a cancellation heard after the payment', [sighting('settled'), sighting('cancelled')], 'settled', [150_000]],
    ['cancelled unpaid', [sighting('pending'), sighting('cancelled')], 'cancelled', []],
    ['expired unpaid', [sighting('expired'), sighting('pending')], 'expired', []],
    ['a captured card', [captured], 'settled', [150_000]],
    ['a captured card, cancelled before it settled', [captured, sighting('cancelled')], 'settled', [150_000, -150_000]],
    ['the same, the other way round', [sighting('cancelled'), captured], 'settled', [150_000, -150_000]],
  ] as const)('%s', (_, sightings, state, entries) => {
    const facts = seen(...sightings)
    expect(facts.state).toBe(state)
    expect(money(facts)).toEqual(entries)
  })
})

test('what was asked for is not what was paid', () => {
  const asked = sighting('expired', { amountRupiah: 200_000 })
  expect(money(seen(asked, sighting('settled')))).toEqual([150_000])
  expect(money(seen(sighting('settled'), asked))).toEqual([150_000])
})

describe('money that goes back is a new negative entry', () => {
  const partly = sighting('refunded', { refundedRupiah: 50_000 })
  const wholly = sighting('refunded', { refundedRupiah: 150_000 })
  const taken = sighting('charged_back', { chargedBackRupiah: 150_000 })

  test.each([
    ['a partial refund', [sighting('settled'), partly], [150_000, -50_000]],
    ['two refunds make one entry of their sum when heard together', [sighting('settled'), partly, wholly], [150_000, -150_000]],
    ['the older refund heard last changes nothing', [wholly, partly], [150_000, -150_000]],
    ['a chargeback', [sighting('settled'), taken], [150_000, -150_000]],
    ['a refund whose payment was never heard of', [partly], [150_000, -50_000]],
  ] as const)('%s', (_, sightings, entries) => {
    expect(money(seen(...sightings))).toEqual(entries)
  })

  test('a second refund enters only the difference', () => {
    const before = seen(sighting('settled'), partly)
    const booked = book(NOTHING_BOOKED, moneyDue(before, NOTHING_BOOKED, NOW))
    expect(booked).toEqual({ paidRupiah: 150_000, refundedRupiah: 50_000, chargedBackRupiah: 0 })
    expect(money(join(before, wholly), booked)).toEqual([-100_000])
  })

  test('a reversal of an unknown sum enters nothing and is left to a person', () => {
    const facts = seen(sighting('settled'), sighting('charged_back', { chargedBackRupiah: null }))
    expect(facts.unclearReversal).toBe(true)
    expect(money(facts)).toEqual([150_000])
  })
})

describe('the instant of a payment', () => {
  const paidAt = (facts: GatewayFacts) => moneyDue(facts, NOTHING_BOOKED, NOW)[0]?.paidAt
  test('is the gateway’s, not ours', () => expect(paidAt(seen(sighting('settled')))).toBe(PAID_AT))
  test('of two, the earlier counts', () => {
    expect(paidAt(seen(sighting('settled', { settledAt: PAID_AT + 9 }), sighting('settled')))).toBe(PAID_AT)
  })
  test('is never in the future, whatever the gateway’s clock says', () => {
    expect(paidAt(seen(sighting('settled', { settledAt: NOW + 5_000 })))).toBe(NOW)
  })
})

/** A transaction's whole truth, as a gateway would tell it, step by step. */
const history = fc
  .record({
    amount: fc.integer({ min: 1, max: 50_000_000 }),
    ending: fc.constantFrom<Sighting['state']>('pending', 'denied', 'cancelled', 'expired', 'settled', 'refunded', 'charged_back'),
    card: fc.boolean(),
    refunds: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ amount, ending, card, refunds }) => {
    const at = (state: Sighting['state'], changes: Partial<Sighting> = {}) => sighting(state, { amountRupiah: amount, ...changes })
    const steps = [at('pending')]
    const paid = ['settled', 'refunded', 'charged_back'].includes(ending)
    if (card && (paid || ending === 'cancelled')) steps.push(at('settled', { provisional: true }))
    if (paid) steps.push(at('settled'))
    if (ending === 'refunded') {
      let total = 0
      for (const refund of refunds) {
        total += refund
        steps.push(at('refunded', { refundedRupiah: total }))
      }
    } else if (ending === 'charged_back') steps.push(at(ending, { chargedBackRupiah: amount }))
    else if (!paid) steps.push(at(ending))
    return steps
  })

const shuffled = history.chain((steps) =>
  fc
    .array(fc.nat({ max: steps.length - 1 }), { maxLength: 12 })
    .chain((again) => {
      const all = [...steps, ...again.flatMap((index) => steps[index] ?? [])]
      return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
    })
    .map((order) => ({ steps, order })),
)

/** Entries are made after each message, as they are when messages trickle in. */
function live(order: readonly Sighting[]) {
  let facts = NOTHING_SEEN
  let booked = NOTHING_BOOKED
  let sum = 0
  for (const next of order) {
    facts = join(facts, next)
    const entries = moneyDue(facts, booked, NOW)
    sum += entries.reduce((total, entry) => total + entry.amountRupiah, 0)
    booked = book(booked, entries)
  }
  return { facts, booked, sum }
}

test('any order of a transaction’s notifications, with any repetitions, ends in the same state and the same money', () => {
  fc.assert(
    fc.property(shuffled, ({ steps, order }) => {
      const told = live(steps)
      const heard = live(order)
      expect(heard).toEqual(told)
      expect(moneyDue(heard.facts, heard.booked, NOW)).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('a settled transaction stays settled whatever else is heard', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Sighting['state']>('pending', 'denied', 'expired', 'cancelled')), (states) => {
      const { facts, sum } = live([sighting('settled'), ...states.map((state) => sighting(state))])
      expect(facts.state).toBe('settled')
      expect(sum).toBe(150_000)
    }),
  )
})

describe('amounts are whole rupiah', () => {
  test.each([
    ['150000.00', 150_000],
    ['150000', 150_000],
    ['150000.0', 150_000],
    [150_000, 150_000],
    ['0', 0],
    ['150000.50', null],
    [150_000.5, null],
    ['150.000,00', null],
    ['1e5', null],
    ['-1', null],
    ['', null],
    [' 1', null],
    ['NaN', null],
    [Number.NaN, null],
    [1e21, null],
    ['9999999999999999', null],
  ])('%s is %s', (amount, rupiah) => expect(rupiahOf(amount)).toBe(rupiah))
})

describe('times without a zone are WIB', () => {
  test.each([
    ['2027-03-12 23:59:59', '2027-03-12T16:59:59.000Z'],
    ['2027-03-13 00:00:00', '2027-03-12T17:00:00.000Z'],
    ['2028-01-01 00:00:00', '2027-12-31T17:00:00.000Z'],
    ['2028-02-29 06:59:59', '2028-02-28T23:59:59.000Z'],
    ['2027-03-12T02:32:50.912Z', '2027-03-12T02:32:50.912Z'],
    ['2027-03-12 23:59:59 +0700', '2027-03-12T16:59:59.000Z'],
    ['2027-03-12T23:59:59+08:00', '2027-03-12T15:59:59.000Z'],
  ])('%s', (text, iso) => expect(instantOf(text)).toBe(Date.parse(iso)))

  test.each(['', 'besok', '2027-02-29 10:00:00', '2027-13-01 10:00:00', '2027-03-12', '12/03/2027 10:00:00'])('“%s” is no time', (text) =>
    expect(instantOf(text)).toBeNull(),
  )

  test('and are written so that they read back', () => {
    expect(jakartaTimeOf(Date.parse('2027-03-12T17:00:00Z'))).toBe('2027-03-13 00:00:00 +0700')
    expect(instantOf(jakartaTimeOf(PAID_AT))).toBe(PAID_AT)
  })
})

describe('the gateways’ words', () => {
  test.each([
    ['settlement', undefined, 'settled'],
    ['capture', 'accept', 'settled'],
    ['capture', undefined, 'settled'],
    ['capture', 'challenge', 'pending'],
    ['capture', 'deny', 'denied'],
    ['authorize', 'accept', 'pending'],
    ['pending', undefined, 'pending'],
    ['deny', 'deny', 'denied'],
    ['failure', undefined, 'denied'],
    ['cancel', undefined, 'cancelled'],
    ['expire', undefined, 'expired'],
    ['refund', undefined, 'refunded'],
    ['partial_refund', undefined, 'refunded'],
    ['chargeback', undefined, 'charged_back'],
    ['partial_chargeback', undefined, 'charged_back'],
    ['something_new', undefined, 'pending'],
  ] as const)('Midtrans %s (%s) is %s', (status, fraud, state) => expect(midtransState(status, fraud)).toBe(state))

  test.each([
    ['PENDING', 'pending'],
    ['PAID', 'settled'],
    ['SETTLED', 'settled'],
    ['EXPIRED', 'expired'],
    ['COMPLETING', 'pending'],
    ['SOMETHING_NEW', 'pending'],
  ] as const)('Xendit %s is %s', (status, state) => expect(xenditState(status)).toBe(state))
})
