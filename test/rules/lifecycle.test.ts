import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { decideLateUnder } from '../../worker/accounts/rules/hold.ts'
import type { LateAction } from '../../worker/accounts/rules/late.ts'
import { advance, EDGES, type EventIn, edgeOf, type StateAfter } from '../../worker/accounts/rules/lifecycle.ts'
import {
  type LifecycleAccount,
  type LifecycleEvent,
  lateFactsOf,
  type Standing,
  serviceRuns,
} from '../../worker/accounts/rules/lifecycle-account.ts'
import {
  blockPurge,
  declareViolation,
  endHold,
  liftViolation,
  placeHold,
  unblockPurge,
} from '../../worker/accounts/rules/lifecycle-beside.ts'
import type { LifecyclePromise } from '../../worker/accounts/rules/lifecycle-guards.ts'
import { nextMove } from '../../worker/accounts/rules/lifecycle-next.ts'
import { LIFECYCLE_STATES } from '../../worker/accounts/rules/lifecycle-state.ts'
import { purgeableAt } from '../../worker/accounts/rules/purge.ts'
import { ACCOUNT_STATES } from '../../worker/accounts/rules/state.ts'

const at = (iso: string) => Date.parse(iso)
const promise: LifecyclePromise = {
  version: '2026-12-15',
  late: { suspendAfterDays: 2, terminateAfterDays: 7 },
  order: { cancelAfterDays: 2 },
  timeZone: 'Asia/Jakarta',
  zoneAbbreviation: 'WIB',
}
const renewal = { version: '2026-12-15', invoice: { leadDaysMonthly: 14, leadMonthsOther: 1 }, timeZone: 'Asia/Jakarta' }

const account = (standing: Standing, changes: Partial<LifecycleAccount> = {}): LifecycleAccount => ({
  id: 'acc_1',
  standing,
  orderedAt: at('2026-03-10T03:00Z'),
  dueOn: '2027-03-10',
  openInvoice: { dueOn: '2027-03-10', overdueNoticeFrom: null, warningFrom: null },
  hold: null,
  violation: null,
  purgeBlocks: [],
  cancellation: null,
  ...changes,
})
const SUSPENDED = at('2027-03-12T17:00Z')
const ENDED = at('2027-03-19T17:00Z')
const active = account({ state: 'active' })
const suspended = account({ state: 'suspended', suspendedAt: SUSPENDED })
const terminated = account({ state: 'terminated', endedAt: ENDED }, { openInvoice: null })
const violation = { declaredAt: 0, reason: 'Phishing.', evidence: 'Ticket 1.' }
const clear = (askedAt: number) => ({ says: 'clear', askedAt }) as const
const paid: LifecycleEvent = { type: 'paid', stillOwed: 0, nextDueOn: '2028-03-10' }

function moved(from: LifecycleAccount, event: LifecycleEvent, now: number) {
  const result = advance(from, event, promise, now)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

describe('the table of moves', () => {
  test('has one row for a state and an event', () => {
    const keys = EDGES.map(({ from, event }) => `${from} ${event}`)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('reaches every state, and nothing leaves a purged account', () => {
    const targets = new Set<string>(EDGES.filter(({ from, to }) => from !== to).map(({ to }) => to))
    expect(LIFECYCLE_STATES.filter((state) => !targets.has(state))).toEqual(['pending_payment'])
    expect(EDGES.filter(({ from }) => from === 'purged').every(({ to }) => to === 'purged')).toBe(true)
  })

  test('takes something away only behind its own named condition', () => {
    const harms = EDGES.filter(({ to }) => ['suspended', 'terminated', 'purged', 'order_cancelled', 'cancelled'].includes(to)).filter(
      ({ from, to }) => from !== to,
    )
    expect(harms.map(({ from, event, to, guard }) => `${from} ${event} ${to} ${guard.name}`)).toEqual([
      'pending_payment order_expired order_cancelled orderMayExpire',
      'active term_ended cancelled termIsOver',
      'overdue term_ended cancelled termIsOver',
      'overdue suspend suspended stepIsDue',
      'suspended term_ended cancelled termIsOver',
      'suspended terminate terminated stepIsDue',
      'terminated purged purged purgeMayRun',
      'cancelled purged purged purgeMayRun',
    ])
  })

  test('does not compile for anything else', () => {
    expectTypeOf<StateAfter<'suspended', 'paid'>>().toEqualTypeOf<'active'>()
    expectTypeOf<EventIn<'purged'>>().toEqualTypeOf<'paid_before_end' | 'paid_after_end'>()
    expectTypeOf<EventIn<'pending_payment'>>().toEqualTypeOf<'paid' | 'order_expired'>()
  })

  test.each([
    ['a terminated account is not suspended', 'terminated', 'suspend'],
    ['an active account is not terminated', 'active', 'terminate'],
    ['an active account is not purged', 'active', 'purged'],
    ['an overdue account is not purged', 'overdue', 'purged'],
    ['an unpaid order is never late', 'pending_payment', 'mark_overdue'],
    ['a cancelled order is not purged: there never was a service', 'order_cancelled', 'purged'],
  ] as const)('%s', (_, state, event) => {
    expect(edgeOf(state, event)).toBeUndefined()
  })
})

describe('agrees with the rules of lateness', () => {
  const notice = fc.option(fc.integer({ min: at('2027-03-01T00:00Z'), max: at('2027-04-20T00:00Z') }))
  const late = fc
    .record({
      state: fc.constantFrom(...ACCOUNT_STATES),
      overdueNoticeFrom: notice,
      warningFrom: notice,
      now: fc.integer({ min: at('2027-03-01T00:00Z'), max: at('2027-05-01T00:00Z') }),
    })
    .map(({ state, now, ...notices }) => {
      const standing: Standing =
        state === 'active'
          ? { state }
          : state === 'overdue'
            ? { state, overdueAt: at('2027-03-10T17:00Z') }
            : state === 'suspended'
              ? { state, suspendedAt: SUSPENDED }
              : { state, endedAt: ENDED }
      return { now, account: account(standing, { openInvoice: { dueOn: '2027-03-10', ...notices } }) }
    })
  const actions: readonly LateAction[] = ['mark_overdue', 'post_overdue_notice', 'suspend', 'post_termination_warning', 'terminate']

  test('what lateness orders is exactly what may move, to the same state and with the same notices', () => {
    fc.assert(
      fc.property(late, ({ account, now }) => {
        const facts = lateFactsOf(account)
        const decision = facts && decideLateUnder(null, facts, promise, account.id, now)
        for (const type of actions) {
          const result = advance(account, { type }, promise, now)
          expect(result.ok).toBe(decision?.action === type)
          if (!result.ok) continue
          expect(result.value.to).toBe(decision?.to)
          const after = lateFactsOf(result.value.after)
          if (after === null || decision === null) continue
          const { overdueNoticeFrom, ...rest } = decision.after
          expect(after).toMatchObject(rest)
          if (after.state === 'overdue') expect(after.overdueNoticeFrom).toBe(overdueNoticeFrom)
        }
      }),
    )
  })
})

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

  test('made in time, heard after the purge, is refunded and brings nothing back', () => {
    const purged = account({ state: 'purged', endedAt: ENDED, purgedAt: ENDED + 1e9 }, { openInvoice: null })
    const event = { type: 'paid_before_end', settledAt: ENDED - 1, stillOwed: 0, nextDueOn: '2028-03-10' } as const
    expect(moved(purged, event, ENDED + 2e9)).toMatchObject({ to: 'purged', effects: ['open_refund_task', 'tell_customer', 'tell_staff'] })
  })

  test('says that a leaving customer stays', () => {
    const leaving = { ...active, cancellation: { confirmedAt: 0, endsAt: at('2027-03-10T17:00Z') } }
    expect(moved(leaving, paid, 1).after.cancellation).toBeNull()
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
    expect(advance(active, { type: 'term_extended', dueOn: '2027-03-10' }, promise, 0)).toMatchObject({
      failure: { reason: 'term_not_longer' },
    })
  })
})

describe('the next step', () => {
  const next = (of: LifecycleAccount) => nextMove(of, 'yearly', promise, renewal)
  test.each([
    ['an order of 10 March 10:00: cancelled 13 March 00:00', account({ state: 'pending_payment' }), 'order_expired', '2026-03-12T17:00Z'],
    ['no invoice yet: issued a month before the due date', { ...active, openInvoice: null }, 'issue_renewal', '2027-02-09T17:00Z'],
    ['an open invoice: late after the due day', active, 'mark_overdue', '2027-03-10T17:00Z'],
    [
      'leaving: the end of the term goes before lateness',
      { ...active, cancellation: { confirmedAt: 0, endsAt: at('2027-03-10T17:00Z') } },
      'term_ended',
      '2027-03-10T17:00Z',
    ],
    ['terminated: purged 26 hours later', terminated, 'purged', '2027-03-20T19:00Z'],
  ] as const)('%s', (_, of, move, instant) => {
    expect(next(of)).toEqual({ move, at: at(instant) })
  })

  test.each([
    ['a cancelled order', account({ state: 'order_cancelled', endedAt: 0 })],
    ['a purged account', account({ state: 'purged', endedAt: 0, purgedAt: 1 })],
    ['an account on a hold without an end', { ...active, hold: { kind: 'staff', placedAt: 0, until: null, reason: 'Dispute.' } as const }],
  ])('%s has none', (_, of) => {
    expect(next(of)).toBeNull()
  })
})

describe('beside the state', () => {
  const hold = { kind: 'staff', placedAt: 0, until: 50, reason: 'Dispute.' } as const
  const block = { kind: 'open_claim', subject: 'clm_1' } as const
  test.each([
    ['a hold without a reason', () => placeHold(active, { ...hold, reason: ' ' }, 1), 'missing_words'],
    ['a hold that is over before it starts', () => placeHold(active, hold, 50), 'hold_ends_in_the_past'],
    ['a second hold', () => placeHold({ ...active, hold }, hold, 1), 'hold_runs'],
    ['ending a hold that is over', () => endHold({ ...active, hold }, 50), 'no_hold'],
    ['a violation without evidence', () => declareViolation(active, { ...violation, evidence: '' }), 'missing_words'],
    ['a second violation', () => declareViolation({ ...active, violation }, violation), 'violation_stands'],
    ['lifting what was not declared', () => liftViolation(active), 'no_violation'],
    ['the same block twice', () => blockPurge({ ...active, purgeBlocks: [block] }, block), 'block_stands'],
    ['lifting another block', () => unblockPurge({ ...active, purgeBlocks: [block] }, { ...block, subject: 'clm_2' }), 'no_such_block'],
    ['a hold on what is gone', () => placeHold(account({ state: 'purged', endedAt: 0, purgedAt: 1 }), hold, 1), 'purged'],
  ])('%s is refused', (_, act, reason) => {
    expect(act()).toMatchObject({ ok: false, failure: { reason } })
  })

  test('a violation turns the service off at once and lifting it turns it on again', () => {
    const declared = declareViolation(active, violation)
    expect(declared.ok && serviceRuns(declared.value)).toBe(false)
    const lifted = liftViolation({ ...active, violation })
    expect(lifted.ok && serviceRuns(lifted.value)).toBe(true)
  })
})

test('after a confirmed end of the term nobody is made overdue any more', () => {
  const endsAt = at('2027-03-10T17:00Z')
  const leaving = { ...active, cancellation: { confirmedAt: 0, endsAt } }
  expect(advance(leaving, { type: 'mark_overdue' }, promise, endsAt).ok).toBe(false)
  expect(moved(leaving, { type: 'term_ended' }, endsAt).after.standing).toEqual({ state: 'cancelled', endedAt: endsAt })
  expect(advance(leaving, { type: 'term_ended' }, promise, endsAt - 1)).toMatchObject({ failure: { reason: 'term_not_over', endsAt } })
})

test('a purge needs 26 hours and an answer from after them', () => {
  const from = purgeableAt(ENDED)
  expect(advance(terminated, { type: 'purged', answer: clear(from) }, promise, from - 1).ok).toBe(false)
  expect(advance(terminated, { type: 'purged', answer: clear(from - 1) }, promise, from).ok).toBe(false)
  expect(moved(terminated, { type: 'purged', answer: clear(from) }, from).after.standing).toEqual({
    state: 'purged',
    endedAt: ENDED,
    purgedAt: from,
  })
})
