import { describe, expect, test } from 'vitest'
import { type LifecycleAccount, serviceRuns } from '../../worker/accounts/rules/lifecycle-account.ts'
import {
  blockPurge,
  declareViolation,
  endHold,
  liftViolation,
  placeHold,
  unblockPurge,
} from '../../worker/accounts/rules/lifecycle-beside.ts'
import { nextMove } from '../../worker/accounts/rules/lifecycle-next.ts'

import { account, active, at, promise, renewal, terminated, violation } from './lifecycle-accounts.ts'

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

  test.each([
    ['with an end to come', null, { ...hold, until: 50 }, 49],
    ['without a known end', null, { ...hold, until: null }, 1],
    ['after an earlier one is over', hold, { ...hold, until: 90 }, 50],
  ] as const)('a hold %s is placed, from now on', (_, earlier, wanted, now) => {
    expect(placeHold({ ...active, hold: earlier }, wanted, now)).toMatchObject({
      ok: true,
      value: { hold: { until: wanted.until, placedAt: now } },
    })
  })

  test('a hold that runs can be ended, and stays on the account as ended', () => {
    expect(endHold({ ...active, hold }, 7)).toMatchObject({ ok: true, value: { hold: { until: 7 } } })
  })

  test('a block that is lifted leaves the others', () => {
    const other = { kind: 'legal_hold', subject: 'Order 7.' } as const
    const both = blockPurge({ ...active, purgeBlocks: [block] }, other)
    expect(both.ok && unblockPurge(both.value, block)).toMatchObject({ ok: true, value: { purgeBlocks: [other] } })
  })

  test('a violation turns the service off at once and lifting it turns it on again', () => {
    const declared = declareViolation(active, violation)
    expect(declared.ok && serviceRuns(declared.value)).toBe(false)
    const lifted = liftViolation({ ...active, violation })
    expect(lifted.ok && serviceRuns(lifted.value)).toBe(true)
  })
})
