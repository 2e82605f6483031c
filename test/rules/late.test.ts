import { describe, expect, test } from 'vitest'
import { decideLate, type LateFacts, lateStartAt, nextLateStep, suspendableAt, terminableAt } from '../../worker/accounts/rules/late.ts'
import { type LatePromise, nextDueOn } from '../../worker/accounts/rules/state.ts'

const zone = { timeZone: 'Asia/Jakarta', zoneAbbreviation: 'WIB' }
const tnet: LatePromise = { version: '2024-11-01', late: { suspendAfterDays: 2, terminateAfterDays: 7 }, ...zone }
const patient: LatePromise = { version: '2027-01-01', late: { suspendAfterDays: 3, terminateAfterDays: 10 }, ...zone }
const at = (iso: string) => Date.parse(iso)
const iso = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z')

const account = (changes: Partial<LateFacts> = {}): LateFacts => ({
  state: 'active',
  dueOn: '2027-03-10',
  unpaid: true,
  overdueNoticeFrom: null,
  warningFrom: null,
  suspendedAt: null,
  ...changes,
})

/** A sweep that ticks at these instants, one decision each at most. */
function sweepAt(instants: readonly string[], promise = tnet, start = account()) {
  let facts = start
  return instants.map((instant) => {
    facts = decideLate(facts, promise, at(instant))?.after ?? facts
    return facts.state
  })
}

describe('an account due on 10 March 2027 that nobody pays', () => {
  test.each([
    ['the whole due day counts', ['2027-03-10T16:59Z'], ['active']],
    ['it is late at 00:00 WIB of 11 March', ['2027-03-10T17:00Z'], ['overdue']],
    ['the tick of 12 March 16:59Z leaves it overdue', ['2027-03-10T17:00Z', '2027-03-12T16:59Z'], ['overdue', 'overdue']],
    ['the tick of 12 March 17:00Z suspends it', ['2027-03-10T17:00Z', '2027-03-12T17:00Z'], ['overdue', 'suspended']],
    [
      'the tick of 19 March 16:59Z leaves it suspended, 17:00Z terminates it',
      ['2027-03-10T17:00Z', '2027-03-12T17:00Z', '2027-03-19T16:59Z', '2027-03-19T17:00Z'],
      ['overdue', 'suspended', 'suspended', 'terminated'],
    ],
    [
      'a sweep asleep from 9 to 25 March takes no step without its full notice',
      ['2027-03-25T03:00Z', '2027-03-25T03:01Z', '2027-03-26T02:59Z', '2027-03-26T03:00Z', '2027-04-02T02:59Z', '2027-04-02T03:00Z'],
      ['overdue', 'overdue', 'overdue', 'suspended', 'suspended', 'terminated'],
    ],
  ])('%s', (_, ticks, states) => {
    expect(sweepAt(ticks)).toEqual(states)
  })

  test('a millisecond before the deadline is before it', () => {
    const overdue = account({ state: 'overdue', overdueNoticeFrom: at('2027-03-10T17:00Z') })
    expect(decideLate(overdue, tnet, at('2027-03-12T17:00Z') - 1)).toBeNull()
    expect(decideLate(overdue, tnet, at('2027-03-12T17:00Z'))?.to).toBe('suspended')
  })
})

describe('each customer by the version that the invoice pinned', () => {
  test.each([
    ['2 and 7 days under 2024-11-01', tnet, '2027-03-12T17:00Z', '2027-03-19T17:00Z'],
    ['3 and 10 days under the other version', patient, '2027-03-13T17:00Z', '2027-03-23T17:00Z'],
  ])('%s', (_, promise, suspended, terminated) => {
    const noticeFrom = lateStartAt('2027-03-10', promise)
    const suspendAt = suspendableAt('2027-03-10', noticeFrom, promise)
    expect([iso(suspendAt), iso(terminableAt(suspendAt, suspendAt, promise))]).toEqual([suspended, terminated])
  })

  test('a decision names the clause and the version that ordered it', () => {
    expect(decideLate(account(), patient, at('2027-03-10T17:00Z'))).toMatchObject({ clause: 'S14', version: '2027-01-01' })
  })
})

describe('calendars', () => {
  test.each([
    ['month end', '2027-04-30', '2027-04-30T17:00Z', '2027-05-02T17:00Z', '2027-05-09T17:00Z'],
    ['year end', '2027-12-31', '2027-12-31T17:00Z', '2028-01-02T17:00Z', '2028-01-09T17:00Z'],
    ['28 February of a common year', '2027-02-28', '2027-02-28T17:00Z', '2027-03-02T17:00Z', '2027-03-09T17:00Z'],
    ['28 February of a leap year', '2028-02-28', '2028-02-28T17:00Z', '2028-03-01T17:00Z', '2028-03-08T17:00Z'],
    ['29 February', '2028-02-29', '2028-02-29T17:00Z', '2028-03-02T17:00Z', '2028-03-09T17:00Z'],
  ])('%s: due %s', (_, dueOn, late, suspended, terminated) => {
    const lateAt = lateStartAt(dueOn, tnet)
    const suspendAt = suspendableAt(dueOn, lateAt, tnet)
    expect([lateAt, suspendAt, terminableAt(suspendAt, suspendAt, tnet)].map(iso)).toEqual([late, suspended, terminated])
  })

  test('days are calendar days where a clock change makes one of them 23 hours long', () => {
    const berlin = { ...tnet, timeZone: 'Europe/Berlin' }
    expect(iso(suspendableAt('2027-03-26', lateStartAt('2027-03-26', berlin), berlin))).toBe('2027-03-28T22:00Z')
  })

  test.each([
    ['2027-01-31', 'monthly', 31, '2027-02-28'],
    ['2027-02-28', 'monthly', 31, '2027-03-31'],
    ['2027-12-31', 'monthly', 31, '2028-01-31'],
    ['2028-02-29', 'yearly', 29, '2029-02-28'],
    ['2031-02-28', 'yearly', 29, '2032-02-29'],
  ] as const)('%s, %s, anniversary %i: the next due date is %s', (dueOn, term, anniversary, next) => {
    expect(nextDueOn(dueOn, term, anniversary)).toBe(next)
  })
})

describe('notices', () => {
  test('a version may ask for more hours of notice than are usual', () => {
    const careful = { ...tnet, late: { ...tnet.late, overdueNoticeHours: 60, terminationWarningHours: 200 } }
    const from = at('2027-03-10T17:00Z')
    expect(iso(suspendableAt('2027-03-10', from, careful))).toBe('2027-03-13T05:00Z')
    expect(terminableAt(from, from, careful) - from).toBe(200 * 3_600_000)
  })

  test('an overdue notice that bounced is posted again before anything is taken away', () => {
    const bounced = account({ state: 'overdue' })
    expect(decideLate(bounced, tnet, at('2027-04-01T00:00Z'))).toMatchObject({ action: 'post_overdue_notice', to: 'overdue' })
  })

  test('a termination warning that bounced starts its 72 hours again', () => {
    const bounced = account({ state: 'suspended', suspendedAt: at('2027-03-12T17:00Z') })
    const again = decideLate(bounced, tnet, at('2027-03-19T17:00Z'))
    expect(again).toMatchObject({ action: 'post_termination_warning', to: 'suspended' })
    expect(again?.next).toEqual({ action: 'terminate', at: at('2027-03-22T17:00Z') })
  })
})

describe('what never moves', () => {
  test.each(['active', 'overdue', 'suspended', 'terminated'] as const)('a paid account that is %s', (state) => {
    const paid = account({ state, unpaid: false, overdueNoticeFrom: 0, warningFrom: 0, suspendedAt: 0 })
    expect(nextLateStep(paid, tnet)).toBeNull()
  })

  test('a terminated account', () => {
    expect(decideLate(account({ state: 'terminated', suspendedAt: 0, warningFrom: 0 }), tnet, at('2030-01-01T00:00Z'))).toBeNull()
  })

  test('an account within the run that has just moved it, even where the version asks for no wait at all', () => {
    const hasty = { ...tnet, late: { suspendAfterDays: 0, terminateAfterDays: 0, overdueNoticeHours: 0, terminationWarningHours: 0 } }
    const now = at('2027-03-11T00:00Z')
    const first = decideLate(account(), hasty, now)
    expect(first?.to).toBe('overdue')
    expect(first?.next?.at).toBeGreaterThan(now)
  })
})
