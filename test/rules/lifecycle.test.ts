import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { decideLateUnder } from '../../worker/accounts/rules/hold.ts'
import type { LateAction } from '../../worker/accounts/rules/late.ts'
import { advance, EDGES, type EventIn, edgeOf, type StateAfter } from '../../worker/accounts/rules/lifecycle.ts'
import { lateFactsOf, type Standing } from '../../worker/accounts/rules/lifecycle-account.ts'
import { LIFECYCLE_STATES } from '../../worker/accounts/rules/lifecycle-state.ts'
import { purgeableAt } from '../../worker/accounts/rules/purge.ts'
import { ACCOUNT_STATES } from '../../worker/accounts/rules/state.ts'

import { account, active, at, clear, ENDED, moved, promise, SUSPENDED, terminated } from './lifecycle-accounts.ts'

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

test('an order expires when the gateway, asked after its last day, knows of nothing', () => {
  const pending = account({ state: 'pending_payment' })
  const deadline = at('2026-03-12T17:00Z')
  const expire = (answer: ReturnType<typeof clear> | null, now = deadline) =>
    advance(pending, { type: 'order_expired', answer }, promise, now)
  expect(expire(clear(deadline))).toMatchObject({ ok: true, value: { to: 'order_cancelled', after: { standing: { endedAt: deadline } } } })
  expect(expire(null)).toMatchObject({ failure: { reason: 'order_stays', decision: { decision: 'ask_gateway' } } })
  expect(expire(clear(deadline - 1), deadline - 1)).toMatchObject({ failure: { decision: { decision: 'wait', until: deadline } } })
})
