import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Actual,
  corrected,
  type Desired,
  desiredOf,
  doubted,
  mayBackUp,
  mayRemove,
  type PanelledState,
  reconcile,
} from '../../worker/panel/rules/reconcile.ts'
import { panelUsername } from '../../worker/panel/rules/username.ts'

const on: Actual = { presence: 'present', suspended: false, suspendedByUs: false, package: 'starter' }
const offByUs: Actual = { ...on, suspended: true, suspendedByUs: true }
const offByThem: Actual = { ...on, suspended: true, suspendedByUs: false }
const gone: Actual = { presence: 'absent' }
const grounds = { createdBefore: true, mayRemove: false }
const wanted = (state: PanelledState, packageId = 'starter', inViolation = false) => desiredOf({ state, package: packageId, inViolation })

describe('what the panel should hold and what it holds', () => {
  test.each<[string, PanelledState, Actual, string]>([
    ['a paid account that is on stays on', 'active', on, ''],
    ['an overdue account stays on until it is suspended', 'overdue', on, ''],
    ['a suspended account that somebody switched on again is switched off', 'suspended', on, 'suspend'],
    ['a suspended account that is off stays off', 'suspended', offByUs, ''],
    ['a suspended account that staff switched off by hand stays off', 'suspended', offByThem, ''],
    ['a reactivated account is switched on', 'active', offByUs, 'unsuspend'],
    ['a terminated account is off, and its data stays until the purge', 'terminated', on, 'suspend'],
    ['an order that was never paid for is nowhere', 'order_cancelled', gone, ''],
  ])('%s', (_, state, actual, acts) => {
    const { corrections, finding } = reconcile(wanted(state), actual, grounds)
    expect(corrections.map(({ act }) => act).join()).toBe(acts)
    expect(finding).toBeNull()
  })

  test('a new order is created once it is paid, with its package', () => {
    expect(reconcile(wanted('active', 'hosting-maju'), gone, { createdBefore: false, mayRemove: false }).corrections).toEqual([
      { act: 'create', package: 'hosting-maju' },
    ])
  })

  test.each<[string, PanelledState, Actual, string]>([
    ['an account that was there and is gone is not created anew, empty', 'active', gone, 'panel_account_missing'],
    ['a suspended account that is gone is looked for, too', 'suspended', gone, 'panel_account_missing'],
    ['what staff switched off at the panel is not switched on by a payment', 'active', offByThem, 'panel_suspended_by_other'],
    ['what should not be there any more is not removed by a comparison', 'purged', on, 'panel_account_left_over'],
  ])('%s: a person is told', (_, state, actual, finding) => {
    expect(reconcile(wanted(state), actual, grounds)).toEqual({ corrections: [], finding })
  })

  test('a changed package is taken over, but not while the account is off (S17)', () => {
    expect(reconcile(wanted('active', 'hosting-maju'), on, grounds).corrections).toEqual([
      { act: 'change_package', package: 'hosting-maju' },
    ])
    expect(reconcile(wanted('suspended', 'hosting-maju'), offByUs, grounds).corrections).toEqual([])
  })

  test('only what has ended is removed, and backed up only what is on (S11, S15)', () => {
    const states: PanelledState[] = [
      'pending_payment',
      'active',
      'overdue',
      'suspended',
      'terminated',
      'purged',
      'order_cancelled',
      'cancelled',
    ]
    expect(states.filter(mayRemove)).toEqual(['terminated', 'purged', 'order_cancelled', 'cancelled'])
    expect(states.filter(mayBackUp)).toEqual(['active', 'overdue'])
  })
})

const packages = fc.constantFrom('starter', 'hosting-maju', 'hosting-andal')
const actuals: fc.Arbitrary<Actual> = fc.oneof(
  fc.constant(gone),
  fc.record({ suspended: fc.boolean(), ours: fc.boolean(), package: packages }).map(({ suspended, ours, package: packageId }) => ({
    presence: 'present' as const,
    suspended,
    suspendedByUs: suspended && ours,
    package: packageId,
  })),
)
const desires: fc.Arbitrary<Desired> = fc.oneof(
  fc.constant<Desired>({ presence: 'absent' }),
  fc.record({ presence: fc.constant('present' as const), suspended: fc.boolean(), package: packages }),
)
const anyGrounds = fc.record({ createdBefore: fc.boolean(), mayRemove: fc.boolean() })

describe('whatever is desired and whatever is there', () => {
  test('after the corrections there is nothing to correct, and a second time changes nothing', () => {
    fc.assert(
      fc.property(desires, actuals, anyGrounds, (desired, actual, its) => {
        const first = reconcile(desired, actual, its)
        const after = first.corrections.reduce(corrected, actual)
        expect(reconcile(desired, after, { ...its, createdBefore: its.createdBefore || after.presence === 'present' })).toEqual({
          corrections: [],
          finding: first.finding,
        })
      }),
    )
  })

  test('without a finding the panel ends as desired: on or off, there or not', () => {
    fc.assert(
      fc.property(desires, actuals, anyGrounds, (desired, actual, its) => {
        const { corrections, finding } = reconcile(desired, actual, its)
        if (finding !== null) expect(corrections).toEqual([])
        if (finding !== null) return
        const after = corrections.reduce(corrected, actual)
        // Never created, and off anyway: there is nothing to switch off.
        if (desired.presence === 'present' && desired.suspended && actual.presence === 'absent') return
        expect(after.presence).toBe(desired.presence)
        if (desired.presence === 'present' && after.presence === 'present') expect(after.suspended).toBe(desired.suspended)
      }),
    )
  })

  test('nothing is removed but on the purge’s order, and then nothing else is done', () => {
    fc.assert(
      fc.property(desires, actuals, anyGrounds, (desired, actual, its) => {
        const acts = reconcile(desired, actual, its).corrections.map(({ act }) => act)
        if (acts.includes('remove')) expect([its.mayRemove, desired.presence, acts.length]).toEqual([true, 'absent', 1])
      }),
    )
  })

  test('of a panel that cannot be asked, on or off is always said once more', () => {
    fc.assert(
      fc.property(desires, actuals, anyGrounds, (desired, actual, its) => {
        const acts = reconcile(desired, doubted(desired, actual), its).corrections.map(({ act }) => act)
        if (desired.presence === 'present' && actual.presence === 'present')
          expect(acts[0]).toBe(desired.suspended ? 'suspend' : 'unsuspend')
      }),
    )
  })

  test('the panel’s name of an account is one that cPanel takes', () => {
    expect(panelUsername('acc_a01KB6Z3V5QH8W2T4N7XJ9RYDME')).toMatch(/^m[0-9a-z]{15}$/)
  })
})
