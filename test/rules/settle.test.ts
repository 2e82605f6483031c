import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIFECYCLE_STATES, type LifecycleState } from '../../worker/accounts/rules/lifecycle-state.ts'
import { type SettleFacts, settle } from '../../worker/billing/rules/settle.ts'

const END = Date.parse('2027-03-19T17:00Z')
const SUSPENDED = Date.parse('2027-03-12T17:00Z')
const AMOUNT = 500_000

const facts = (state: LifecycleState, changes: Partial<SettleFacts> = {}): SettleFacts => ({
  state,
  suspendedAt: ['suspended', 'terminated', 'purged'].includes(state) ? SUSPENDED : null,
  endedAt: ['terminated', 'purged', 'cancelled', 'order_cancelled'].includes(state) ? END : null,
  inViolation: false,
  invoiceAmount: AMOUNT,
  invoiceSettled: false,
  earlier: [],
  ...changes,
})
const full = (paidAt: number) => ({ amount: AMOUNT, paidAt })

describe('a full payment', () => {
  test.each([
    ['of an order', 'pending_payment', END, 'order_paid', 'paid'],
    ['in time', 'active', END, 'paid', 'paid'],
    ['while overdue', 'overdue', END, 'paid', 'paid'],
    ['while suspended', 'suspended', SUSPENDED + 1, 'reactivated', 'paid'],
    ['before the suspension, heard after it', 'suspended', SUSPENDED, 'suspension_undone', 'paid'],
    ['before the cancellation of the order, heard after it', 'order_cancelled', END, 'order_undone', 'paid_before_end'],
    ['after the cancellation of the order', 'order_cancelled', END + 1, 'paid_after_cancellation', 'paid_after_end'],
    ['before the customer’s own end, heard after it', 'cancelled', END, 'cancellation_undone', 'paid_before_end'],
    ['after the customer’s own end', 'cancelled', END + 1, 'paid_after_cancellation', 'paid_after_end'],
    ['before the termination, heard after it', 'terminated', END, 'termination_undone', 'paid_before_end'],
    ['after the termination', 'terminated', END + 1, 'paid_after_termination', 'paid_after_end'],
    ['before the end, heard after the purge', 'purged', END, 'refund_owed', 'paid_before_end'],
    ['after the end, heard after the purge', 'purged', END + 1, 'paid_after_termination', 'paid_after_end'],
  ] as const)('%s', (_, state, paidAt, effect, event) => {
    expect(settle(facts(state), full(paidAt))).toMatchObject({ effect, event, settledAt: paidAt })
  })

  test('that undoes an end cites the clause by which the time of payment counts', () => {
    for (const state of ['terminated', 'cancelled', 'order_cancelled', 'purged'] as const)
      expect(settle(facts(state), full(END)).clause).toBe('S13')
  })

  test('after the end is kept under S16, and staff see it', () => {
    expect(settle(facts('terminated'), { amount: 700_000, paidAt: END + 1 })).toMatchObject({
      kept: 700_000,
      credit: 0,
      refundOwed: 0,
      staffLook: true,
      clause: 'S16',
    })
  })

  test('of an account in violation is no reactivation', () => {
    expect(settle(facts('suspended', { inViolation: true }), full(SUSPENDED + 1)).effect).toBe('paid')
  })

  test('for data that is gone is owed back whole, with what was paid in part before', () => {
    const parts = facts('purged', { earlier: [{ amount: 300_000, paidAt: END - 5 }] })
    expect(settle(parts, { amount: 250_000, paidAt: END - 1 })).toMatchObject({ effect: 'refund_owed', refundOwed: 550_000, credit: 0 })
  })
})

describe('other amounts', () => {
  test.each([
    ['a part of an order activates nothing', 'pending_payment', AMOUNT - 1, { effect: 'part_paid', event: null, stillOwed: 1, credit: 0 }],
    ['too much for an order: the rest is credit', 'pending_payment', AMOUNT + 1, { effect: 'order_paid', stillOwed: 0, credit: 1 }],
    ['a part leaves who is suspended as late as before', 'suspended', 1, { effect: 'part_paid', event: null, stillOwed: AMOUNT - 1 }],
    ['too much for a termination that is undone', 'terminated', AMOUNT + 1, { effect: 'termination_undone', credit: 1 }],
    ['a part paid before the end is not kept under S16', 'terminated', 1, { effect: 'part_paid', kept: 0, staffLook: true }],
  ] as const)('%s', (_, state, amount, verdict) => {
    expect(settle(facts(state), { amount, paidAt: SUSPENDED - 1 })).toMatchObject(verdict)
  })

  test('a part paid in time stays such though the rest came after the end', () => {
    const after = facts('terminated', { earlier: [{ amount: 400_000, paidAt: END + 1 }] })
    expect(settle(after, { amount: 100_000, paidAt: END - 1 })).toMatchObject({ effect: 'part_paid', event: null, kept: 0 })
  })

  test('paid in full in time, though money from after the end was heard first: undone, and that money is credit', () => {
    const kept = facts('terminated', { earlier: [full(END + 1)] })
    expect(settle(kept, full(END))).toMatchObject({ effect: 'termination_undone', settledAt: END, stillOwed: 0, credit: AMOUNT, kept: 0 })
  })

  test('what is paid after the end is kept whatever was paid before it', () => {
    const parts = facts('purged', { earlier: [{ amount: 400_000, paidAt: END - 1 }] })
    expect(settle(parts, { amount: 100_000, paidAt: END + 1 })).toMatchObject({
      effect: 'paid_after_termination',
      kept: 100_000,
      settledAt: END + 1,
      stillOwed: 100_000,
    })
  })

  test('a part paid in time releases nothing that was kept', () => {
    const kept = facts('terminated', { earlier: [full(END + 1)] })
    expect(settle(kept, { amount: 1, paidAt: END })).toMatchObject({ effect: 'part_paid', credit: 0 })
  })

  test('a payment of a paid invoice is credit', () => {
    expect(settle(facts('active', { invoiceSettled: true, earlier: [full(0)] }), full(1))).toMatchObject({
      effect: 'credited',
      event: null,
      credit: AMOUNT,
    })
  })
})

describe('in every state, for any money', () => {
  const given = fc.record({
    state: fc.constantFrom(...LIFECYCLE_STATES),
    amount: fc.integer({ min: 1, max: 2 * AMOUNT }),
    paidAt: fc.integer({ min: SUSPENDED - 10, max: END + 10 }),
    earlier: fc.array(
      fc.record({ amount: fc.integer({ min: 1, max: 166_666 }), paidAt: fc.integer({ min: SUSPENDED - 10, max: END + 10 }) }),
      { maxLength: 2 },
    ),
  })

  test('every rupiah goes to exactly one place', () => {
    fc.assert(
      fc.property(given, ({ state, amount, paidAt, earlier }) => {
        const ended = facts(state).endedAt
        const sum = (payments: typeof earlier) => payments.reduce((total, payment) => total + payment.amount, 0)
        const keptBefore = sum(earlier.filter((each) => ended !== null && each.paidAt > ended))
        const toInvoiceBefore = sum(earlier) - keptBefore
        const { credit, kept, refundOwed, stillOwed, event } = settle(facts(state, { earlier }), { amount, paidAt })
        const toInvoice = kept > 0 || refundOwed > 0 ? 0 : AMOUNT - stillOwed - toInvoiceBefore
        const came = amount + (refundOwed > 0 ? toInvoiceBefore : event === 'paid_before_end' ? keptBefore : 0)
        expect(toInvoice + credit + kept + refundOwed).toBe(came)
      }),
    )
  })

  test('the order in which two payments are heard does not change what becomes of the account', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LIFECYCLE_STATES),
        fc.integer({ min: 1, max: AMOUNT - 1 }),
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: -5, max: 5 }),
        (state, amount, first, second) => {
          const one = { amount, paidAt: END + first }
          const two = { amount: AMOUNT - amount, paidAt: END + second }
          const brings = (last: typeof one, before: typeof one) =>
            ['paid', 'paid_before_end'].includes(settle(facts(state, { earlier: [before] }), last).event ?? '')
          expect(brings(one, two)).toBe(brings(two, one))
        },
      ),
    )
  })

  test('after the end nothing comes back by money paid later, however much', () => {
    fc.assert(
      fc.property(given, ({ state, amount }) => {
        const { event } = settle(facts(state), { amount, paidAt: END + 1 })
        if (facts(state).endedAt !== null) expect(event).toBe('paid_after_end')
      }),
    )
  })
})
