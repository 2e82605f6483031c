import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAge, isCountry, mustAcknowledgeTransfer, plainPhone } from '../../worker/customers/rules.ts'
import { addDays, ageOn } from '../../worker/shared/calendar.ts'

const ADULT = { minimumAge: 18 }

describe('age (P11): completed years on the provider’s calendar', () => {
  test.each([
    ['2008-11-26', '2026-11-25', false, 'the day before the birthday'],
    ['2008-11-26', '2026-11-26', true, 'the birthday itself'],
    ['2008-02-29', '2026-02-28', false, 'born 29 February: not yet on 28 February'],
    ['2008-02-29', '2026-03-01', true, 'born 29 February: on 1 March'],
    ['2030-01-01', '2026-11-25', false, 'not born yet'],
    ['1900-01-01', '2026-11-25', true, 'very old'],
  ])('born %s, on %s: %s (%s)', (born, today, may) => {
    expect(checkAge(born, today, ADULT).ok).toBe(may)
  })

  test('the refusal says the limit and nothing of the date given', () => {
    expect(checkAge('2020-01-01', '2026-11-25', ADULT)).toEqual({ ok: false, failure: { reason: 'under_age', minimumAge: 18 } })
  })

  test('nobody grows younger, and a year passes once a year', () => {
    const days = fc.integer({ min: 0, max: 30_000 }).map((n) => addDays('1950-01-01', n))
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 30_000 }), (born, later) => {
        const today = addDays(born, later)
        const [before, after] = [ageOn(born, today), ageOn(born, addDays(today, 1))]
        return after - before === 0 || after - before === 1
      }),
    )
  })
})

test.each([
  ['ID', false],
  ['NL', true],
  ['SG', true],
])('whoever lives in %s acknowledges the transfer: %s (P7)', (country, must) => {
  expect(mustAcknowledgeTransfer(country, 'ID')).toBe(must)
})

test.each([
  ['ID', true],
  ['NL', true],
  ['XX', false],
  ['ZZ', false],
  ['EU', false],
  ['id', false],
  ['', false],
])('%s is a country: %s', (code, is) => expect(isCountry(code)).toBe(is))

test.each([
  ['+62 812-5550-0100', '+6281255500100'],
  ['(021) 555.0100', '0215550100'],
])('%s is kept as %s', (written, kept) => expect(plainPhone(written)).toBe(kept))
