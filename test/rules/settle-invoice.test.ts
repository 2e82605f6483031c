import { describe, expect, test } from 'vitest'
import type { LifecycleState } from '../../worker/accounts/rules/lifecycle-state.ts'
import { type PaidAccountFacts, type PaidInvoiceFacts, partsLeft, settleInvoice } from '../../worker/billing/rules/settle-invoice.ts'

const END = Date.parse('2027-03-19T17:00Z')
const SUSPENDED = Date.parse('2027-03-12T17:00Z')

const account = (state: LifecycleState, changes: Partial<PaidAccountFacts> = {}): PaidAccountFacts => ({
  state,
  suspendedAt: state === 'suspended' ? SUSPENDED : null,
  endedAt: ['terminated', 'purged', 'cancelled', 'order_cancelled'].includes(state) ? END : null,
  inViolation: false,
  dueOn: '2027-03-10',
  ...changes,
})
const invoice = (changes: Partial<PaidInvoiceFacts> = {}): PaidInvoiceFacts => ({
  kind: 'renewal',
  state: 'issued',
  amount: 500_000,
  ...{ periodFrom: '2027-03-10', periodTo: '2028-03-10' },
  ...changes,
})
const paid = (paidAt: number, amount = 500_000) => ({ paidAt, amount })

describe('an invoice for a term', () => {
  test.each([
    ['active', 'paid'],
    ['suspended', 'reactivated'],
    ['terminated', 'termination_undone'],
    ['cancelled', 'cancellation_undone'],
  ] as const)('of an account that is %s moves it', (state, effect) => {
    const paidAt = state === 'suspended' ? SUSPENDED + 1 : END
    expect(settleInvoice(account(state), invoice(), [], paid(paidAt))).toMatchObject({ effect, moves: 'term' })
  })

  test('of an account in violation settles its lateness and is no reactivation', () => {
    const settled = settleInvoice(account('suspended', { inViolation: true }), invoice(), [], paid(SUSPENDED + 1))
    expect(settled).toMatchObject({ effect: 'paid', moves: 'term' })
  })

  test('in part moves nothing', () => {
    expect(settleInvoice(account('suspended'), invoice(), [], paid(SUSPENDED + 1, 1))).toMatchObject({ effect: 'part_paid', moves: null })
  })

  test('that is void while the account runs asks for nothing: all of it is credit', () => {
    const settled = settleInvoice(account('active'), invoice({ state: 'void' }), [], paid(END))
    expect(settled).toMatchObject({ effect: 'credited', credit: 500_000, moves: null })
  })

  test('that is void for another term than the one it ended in undoes no end', () => {
    const other = invoice({ state: 'void', periodFrom: '2028-03-10' })
    expect(settleInvoice(account('terminated'), other, [], paid(END))).toMatchObject({ effect: 'credited', moves: null, staffLook: true })
  })
})

describe.each(['upgrade', 'restore'] as const)('an invoice for an %s', (kind) => {
  test.each(['active', 'overdue', 'suspended'] as const)('moves no term and no state of an account that is %s', (state) => {
    const settled = settleInvoice(account(state), invoice({ kind }), [], paid(SUSPENDED + 1))
    expect(settled).toMatchObject({ effect: 'paid', moves: 'beside', stillOwed: 0 })
  })

  test('asks for the rest of a part, and keeps what is above it as credit', () => {
    expect(settleInvoice(account('active'), invoice({ kind }), [], paid(END, 1))).toMatchObject({ effect: 'part_paid', stillOwed: 499_999 })
    expect(settleInvoice(account('active'), invoice({ kind }), [], paid(END, 500_007))).toMatchObject({ credit: 7, moves: 'beside' })
  })

  test('paid before the end of its account and heard after it is credit, since it cannot happen any more', () => {
    const settled = settleInvoice(account('terminated'), invoice({ kind }), [], paid(END))
    expect(settled).toMatchObject({ effect: 'credited', credit: 500_000, moves: null, staffLook: true })
  })

  test('paid after the end is kept (S16)', () => {
    const settled = settleInvoice(account('terminated'), invoice({ kind }), [], paid(END + 1))
    expect(settled).toMatchObject({ effect: 'paid_after_termination', kept: 500_000, clause: 'S16' })
  })
})

test('an upgrade whose account is paid for beyond the term that it was priced for stands for nothing: all of it is credit', () => {
  const upgrade = invoice({ kind: 'upgrade', periodFrom: '2027-02-10', periodTo: '2027-03-10' })
  expect(settleInvoice(account('active'), upgrade, [], paid(END))).toMatchObject({ effect: 'paid', moves: 'beside' })
  const ahead = account('active', { dueOn: '2028-03-10' })
  expect(settleInvoice(ahead, upgrade, [], paid(END))).toMatchObject({ effect: 'credited', credit: 500_000, moves: null })
})

test('parts that became credit and were spent elsewhere do not count for the invoice again, the newest first', () => {
  const parts = [paid(3, 30), paid(1, 10), paid(2, 20)]
  expect(partsLeft(parts, 0)).toEqual([paid(1, 10), paid(2, 20), paid(3, 30)])
  expect(partsLeft(parts, 35)).toEqual([paid(1, 10), paid(2, 15)])
  expect(partsLeft(parts, 60)).toEqual([])
})
