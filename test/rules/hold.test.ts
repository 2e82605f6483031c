import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideLateUnder, type Hold, holdRuns, nextLateStepUnder, resumesAt, sweepOutage } from '../../worker/accounts/rules/hold.ts'
import { decideLate, type LateFacts, nextLateStep } from '../../worker/accounts/rules/late.ts'
import type { LatePromise } from '../../worker/accounts/rules/state.ts'

const at = (iso: string) => Date.parse(iso)
const HOUR = 3_600_000
const promise: LatePromise = {
  version: '2026-12-15',
  late: { suspendAfterDays: 2, terminateAfterDays: 7 },
  timeZone: 'Asia/Jakarta',
  zoneAbbreviation: 'WIB',
}
const overdue: LateFacts = {
  state: 'overdue',
  dueOn: '2027-03-10',
  unpaid: true,
  overdueNoticeFrom: at('2027-03-10T17:00Z'),
  warningFrom: null,
  suspendedAt: null,
}
const suspended: LateFacts = {
  ...overdue,
  state: 'suspended',
  overdueNoticeFrom: null,
  warningFrom: at('2027-03-12T17:00Z'),
  suspendedAt: at('2027-03-12T17:00Z'),
}
const UNTIL = at('2027-03-30T17:00Z')
const hold = (kind: Hold['kind'], until: number | null = UNTIL): Hold => ({
  kind,
  placedAt: at('2027-03-11T00:00Z'),
  until,
  reason: 'Dispute.',
})

describe('while a hold runs', () => {
  test.each([
    ['to the millisecond before its end', hold('staff'), UNTIL - 1, true],
    ['and not at its end', hold('staff'), UNTIL, false],
    ['without a known end, always', hold('gateway_outage', null), UNTIL * 2, true],
    ['no hold, never', null, 0, false],
  ])('%s', (_, given, now, runs) => {
    expect(holdRuns(given, now)).toBe(runs)
  })

  test('nothing is taken, however late the account is', () => {
    expect(decideLateUnder(hold('staff'), suspended, promise, 'acc_1', UNTIL - 1)).toBeNull()
    expect(nextLateStepUnder(hold('staff', null), suspended, promise, 'acc_1')).toBeNull()
  })
})

describe('when a hold ends', () => {
  test('an overdue account gets a fresh notice first and 24 hours from it', () => {
    const first = decideLateUnder(hold('staff'), overdue, promise, 'acc_1', UNTIL)
    expect(first).toMatchObject({ action: 'post_overdue_notice', next: { action: 'suspend', at: UNTIL + 24 * HOUR } })
  })

  test('a suspended account gets a fresh warning first and 72 hours from it', () => {
    const first = decideLateUnder(hold('staff'), suspended, promise, 'acc_1', UNTIL)
    expect(first).toMatchObject({ action: 'post_termination_warning', next: { action: 'terminate', at: UNTIL + 72 * HOUR } })
  })

  test('a notice from after it counts', () => {
    const noticed = { ...overdue, overdueNoticeFrom: UNTIL }
    expect(nextLateStepUnder(hold('staff'), noticed, promise, 'acc_1')).toEqual({ action: 'suspend', at: UNTIL + 24 * HOUR })
  })

  test('an account not yet late goes on as if there had been none', () => {
    const active: LateFacts = { ...overdue, state: 'active', dueOn: '2027-05-10', overdueNoticeFrom: null }
    expect(nextLateStepUnder(hold('staff'), active, promise, 'acc_1')).toEqual(nextLateStep(active, promise))
  })

  test('after an outage the accounts do not resume all at once, and each within a day', () => {
    const resumes = Array.from({ length: 1000 }, (_, index) => (resumesAt(hold('gateway_outage'), `acc_${index}`) ?? 0) - UNTIL)
    expect(Math.min(...resumes)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...resumes)).toBeLessThan(24 * HOUR)
    const byHour = Array.from({ length: 24 }, (_, hour) => resumes.filter((after) => Math.floor(after / HOUR) === hour).length)
    expect(Math.max(...byHour)).toBeLessThan(100)
    expect(Math.min(...byHour)).toBeGreaterThan(10)
  })

  test('a hold of one account ends for it at once', () => {
    expect(resumesAt(hold('staff'), 'acc_1')).toBe(UNTIL)
  })

  test('a hold never brings any step forward', () => {
    const notice = fc.option(fc.integer({ min: at('2027-03-01T00:00Z'), max: at('2027-04-20T00:00Z') }))
    const given = fc.record({
      facts: fc
        .record({ base: fc.constantFrom(overdue, suspended), overdueNoticeFrom: notice, warningFrom: notice })
        .map(({ base, ...notices }) => ({ ...base, ...notices })),
      kind: fc.constantFrom('staff', 'gateway_outage', 'sweep_outage'),
      until: fc.integer({ min: at('2027-03-01T00:00Z'), max: at('2027-04-20T00:00Z') }),
      now: fc.integer({ min: at('2027-03-01T00:00Z'), max: at('2027-06-01T00:00Z') }),
    })
    fc.assert(
      fc.property(given, ({ facts, kind, until, now }) => {
        const decision = decideLateUnder({ ...hold(kind), until }, facts, promise, 'acc_7', now)
        if (decision === null) return
        expect(now).toBeGreaterThanOrEqual(until)
        if (decision.action === 'suspend' || decision.action === 'terminate')
          expect(decideLate(facts, promise, now)?.action).toBe(decision.action)
      }),
    )
  })
})

describe('a sweep that was away', () => {
  const last = at('2027-03-10T00:00Z')
  test.each([
    ['26 hours is no outage', last, last + 26 * HOUR, null],
    [
      'a millisecond more is one, up to now',
      last,
      last + 26 * HOUR + 1,
      { kind: 'sweep_outage', placedAt: last, until: last + 26 * HOUR + 1 },
    ],
    ['one that never ran was not away', null, last, null],
  ])('%s', (_, lastGoodSweepAt, now, outage) => {
    const found = sweepOutage(lastGoodSweepAt, now)
    if (outage === null) expect(found).toBeNull()
    else expect(found).toMatchObject(outage)
  })
})
