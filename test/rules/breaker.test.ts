import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BreakerFacts,
  type BreakerState,
  type Candidate,
  CLOSED,
  close,
  decideTerminations,
  release,
  terminationLimit,
} from '../../worker/accounts/rules/breaker.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2027-03-19T17:00Z')
const candidates = (count: number, from = 0): Candidate[] =>
  Array.from({ length: count }, (_, index) => ({
    account: `acc_${from + index}`,
    invoice: `inv_${from + index}`,
    suspendedAt: NOW - 7 * 24 * HOUR,
  }))
const facts = (changes: Partial<BreakerFacts> = {}): BreakerFacts => ({
  now: NOW,
  inLast24Hours: 0,
  busiestDayOf28: 0,
  lastGoodSweepAt: NOW - 60_000,
  ...changes,
})
const OPEN: BreakerState = { trippedAt: NOW - HOUR, releases: [] }

test.each([
  [0, 20],
  [6, 20],
  [7, 21],
  [100, 300],
])('the busiest of 28 days had %i terminations: %i are ordinary', (busiest, limit) => {
  expect(terminationLimit(busiest)).toBe(limit)
})

describe('terminations that are due', () => {
  test.each([
    ['twenty: all', 20, facts(), 20, null],
    ['twenty-one: none', 21, facts(), 0, { reason: 'mass_termination', count: 21, limit: 20 }],
    [
      'one after twenty in the last 24 hours: none',
      1,
      facts({ inLast24Hours: 20 }),
      0,
      { reason: 'mass_termination', count: 21, limit: 20 },
    ],
    ['three times the busiest day: all', 300, facts({ busiestDayOf28: 100 }), 300, null],
    ['one more: none', 301, facts({ busiestDayOf28: 100 }), 0, { reason: 'mass_termination', count: 301, limit: 300 }],
    ['one after a sweep 26 hours ago: it', 1, facts({ lastGoodSweepAt: NOW - 26 * HOUR }), 1, null],
    [
      'one after a longer sleep: none',
      1,
      facts({ lastGoodSweepAt: NOW - 26 * HOUR - 1 }),
      0,
      { reason: 'sweep_was_away', lastGoodSweepAt: NOW - 26 * HOUR - 1, now: NOW },
    ],
    ['none after a long sleep: nothing to stop', 0, facts({ lastGoodSweepAt: 0 }), 0, null],
    ['one in the very first sweep', 1, facts({ lastGoodSweepAt: null }), 1, null],
  ])('%s', (_, count, given, terminated, trip) => {
    const decision = decideTerminations(candidates(count), CLOSED, given)
    expect([decision.terminate.length, decision.stopped.length, decision.trip]).toEqual([terminated, count - terminated, trip])
    expect(decision.after.trippedAt).toBe(trip === null ? null : NOW)
  })

  test('an open breaker stays open, however few are due and however good the last sweep was', () => {
    expect(decideTerminations(candidates(1), OPEN, facts())).toMatchObject({ terminate: [], trip: null, after: OPEN })
  })
})

describe('a person', () => {
  const [one, two, three] = candidates(3)
  if (one === undefined || two === undefined || three === undefined) throw new Error('three')
  const released = release(OPEN, [one, two], [one, two, three], NOW)
  if (!released.ok) throw new Error('released')

  test('releases exactly those named; everybody else goes on waiting, also who becomes due later', () => {
    const later = candidates(1, 9)
    const decision = decideTerminations([one, two, three, ...later], released.value, facts())
    expect(decision).toMatchObject({
      terminate: [one, two],
      stopped: [three, ...later],
      trip: null,
      after: { trippedAt: OPEN.trippedAt, releases: [] },
    })
  })

  test('does not release an account that was suspended anew since', () => {
    const again = { ...one, suspendedAt: NOW - HOUR }
    expect(decideTerminations([again], released.value, facts()).terminate).toEqual([])
  })

  test('releases for 24 hours', () => {
    const in24 = (now: number) => decideTerminations([one], released.value, facts({ now })).terminate
    expect(in24(NOW + 24 * HOUR - 1)).toEqual([one])
    expect(in24(NOW + 24 * HOUR)).toEqual([])
  })

  test('releases only whom the dry run shows', () => {
    expect(release(OPEN, [one, two], [one], NOW)).toEqual({ ok: false, failure: { reason: 'not_in_dry_run', accounts: [two.account] } })
    expect(release(CLOSED, [one], [one], NOW)).toEqual({ ok: false, failure: { reason: 'breaker_closed' } })
  })

  test('closes it when nobody waits any more', () => {
    expect(close(OPEN, [one])).toEqual({ ok: false, failure: { reason: 'dry_run_not_empty', count: 1 } })
    expect(close(released.value, [])).toEqual({ ok: true, value: CLOSED })
    expect(close(CLOSED, [])).toEqual({ ok: false, failure: { reason: 'breaker_closed' } })
  })
})

test('in any number of sweeps without a person, no more than the limit are terminated in 24 hours', () => {
  const sweeps = fc.array(fc.record({ due: fc.integer({ min: 0, max: 15 }), wait: fc.integer({ min: 1, max: 30 * 60 }) }), {
    maxLength: 120,
  })
  fc.assert(
    fc.property(sweeps, (given) => {
      let [state, now, made]: [BreakerState, number, number] = [CLOSED, NOW, 0]
      const done: number[] = []
      for (const { due, wait } of given) {
        const lastGoodSweepAt = now
        now += wait * 60_000
        const inLast24Hours = done.filter((at) => now - at < 24 * HOUR).length
        const decision = decideTerminations(candidates(due, made), state, { now, inLast24Hours, busiestDayOf28: 0, lastGoodSweepAt })
        made += due
        state = decision.after
        done.push(...decision.terminate.map(() => now))
        expect(done.filter((at) => now - at < 24 * HOUR).length).toBeLessThanOrEqual(20)
        expect(decision.terminate.length + decision.stopped.length).toBe(due)
      }
    }),
  )
})
