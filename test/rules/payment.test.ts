import { describe, expect, test } from 'vitest'
import { judgePayment, type PaymentFacts, settledAt } from '../../worker/billing/rules/payment.ts'

const at = (iso: string) => Date.parse(iso)
const SUSPENDED = at('2027-03-12T17:00Z')
const TERMINATED = at('2027-03-19T17:00Z')

const facts = (changes: Partial<PaymentFacts> = {}): PaymentFacts => ({
  state: 'active',
  suspendedAt: null,
  terminatedAt: null,
  invoiceAmount: 500_000,
  invoiceSettled: false,
  earlier: [],
  ...changes,
})
const suspended = { state: 'suspended', suspendedAt: SUSPENDED } as const
const terminated = { state: 'terminated', suspendedAt: SUSPENDED, terminatedAt: TERMINATED } as const
const full = (paidAt: number) => ({ amount: 500_000, paidAt })

describe('a payment counts at the time it was paid', () => {
  test.each([
    ['before the due date', facts(), full(at('2027-03-01T00:00Z')), 'paid', true],
    ['while overdue', facts({ state: 'overdue' }), full(at('2027-03-12T00:00Z')), 'paid', true],
    ['while suspended', facts(suspended), full(SUSPENDED + 1), 'reactivated', true],
    ['before the suspension, heard after it', facts(suspended), full(SUSPENDED - 1), 'suspension_undone', true],
    ['in the very instant of the suspension', facts(suspended), full(SUSPENDED), 'suspension_undone', true],
    ['before the termination, heard after it', facts(terminated), full(TERMINATED - 1), 'termination_undone', true],
    ['in the very instant of the termination', facts(terminated), full(TERMINATED), 'termination_undone', true],
    ['after the termination', facts(terminated), full(TERMINATED + 1), 'paid_after_termination', false],
  ])('%s: %s', (_, given, payment, effect, restores) => {
    expect(judgePayment(given, payment)).toMatchObject({ effect, restores, credit: 0 })
  })
})

describe('amounts', () => {
  test('a part is credited and leaves the account as late as it was', () => {
    expect(judgePayment(facts({ state: 'overdue' }), { amount: 499_999, paidAt: 0 })).toMatchObject({
      effect: 'part_paid',
      settles: false,
      restores: false,
      credit: 0,
    })
  })

  test('the missing rupiah settles it', () => {
    const almost = facts({ ...suspended, earlier: [{ amount: 499_999, paidAt: SUSPENDED - 1 }] })
    expect(judgePayment(almost, { amount: 1, paidAt: SUSPENDED + 1 })).toMatchObject({ effect: 'reactivated', settles: true })
  })

  test('what is too much is kept as credit', () => {
    expect(judgePayment(facts(), { amount: 600_000, paidAt: 0 })).toMatchObject({ effect: 'paid', credit: 100_000 })
  })

  test('a second payment of a paid invoice is credit alone', () => {
    const paid = facts({ invoiceSettled: true, earlier: [full(0)] })
    expect(judgePayment(paid, full(1))).toMatchObject({ effect: 'credited', restores: false, credit: 500_000 })
  })

  test('after termination nothing becomes credit (S16)', () => {
    expect(judgePayment(facts(terminated), { amount: 700_000, paidAt: TERMINATED + 1 })).toMatchObject({ credit: 0, clause: 'S16' })
  })

  test('two halves count when the later of them was paid, whichever was recorded first', () => {
    const early = { amount: 250_000, paidAt: TERMINATED - 2 }
    const late = { amount: 250_000, paidAt: TERMINATED + 2 }
    expect(judgePayment(facts({ ...terminated, earlier: [late] }), early).effect).toBe('paid_after_termination')
    expect(judgePayment(facts({ ...terminated, earlier: [{ ...late, paidAt: TERMINATED - 1 }] }), early).effect).toBe('termination_undone')
  })
})

test.each([
  ['nothing', [], null],
  ['a part', [{ amount: 1, paidAt: 5 }], null],
  ['in the order of payment', [full(9), { amount: 500_000, paidAt: 3 }], 3],
])('settled by %s', (_, payments, instant) => {
  expect(settledAt(500_000, payments)).toBe(instant)
})
