import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Entry, judgeReversal, type ReversalFacts, standingPayments } from '../../worker/billing/rules/settle-reversal.ts'

const NOW = Date.parse('2027-06-01T20:00Z')
const zone = 'Asia/Jakarta'
const payment = (amount: number, id = 'pay_1'): Entry => ({ id, kind: 'payment', amount, at: 5, of: null })
const back = (amount: number, kind: 'refund' | 'chargeback' = 'refund'): Entry => ({
  id: 'pay_2',
  kind,
  amount: -amount,
  at: 6,
  of: 'pay_1',
})
const facts = (changes: Partial<ReversalFacts> = {}): ReversalFacts => ({
  entries: [payment(500_000)],
  payment: 'pay_1',
  invoiceAmount: 500_000,
  invoiceDueOn: '2027-03-10',
  ...{ unspentCredit: 0, creditOut: 0 },
  refundOwed: 0,
  ...changes,
})
const judge = (kind: 'refund' | 'chargeback', amount: number, given = facts()) => judgeReversal(kind, amount, given, NOW, zone)

describe('a chargeback', () => {
  test('leaves the invoice owed, due at the end of the day on which it is heard of (2 June in Jakarta)', () => {
    expect(judge('chargeback', 500_000)).toEqual({
      ok: true,
      value: { amount: -500_000, basis: 'chargeback', creditTaken: 0, stillOwed: 500_000, reopensDueOn: '2027-06-02', clause: 'S13' },
    })
  })

  test.each([
    ['of a part leaves that part owed', 1, facts(), { stillOwed: 1, reopensDueOn: '2027-06-02' }],
    [
      'of what was too much takes the credit and owes nothing',
      100_000,
      facts({ entries: [payment(600_000)], unspentCredit: 100_000, creditOut: 100_000 }),
      { stillOwed: 0, reopensDueOn: null, creditTaken: 100_000 },
    ],
    ['of an invoice paid early keeps its due day', 500_000, facts({ invoiceDueOn: '2027-07-10' }), { reopensDueOn: '2027-07-10' }],
    ['of one of two payments', 200_000, facts({ entries: [payment(200_000), payment(300_000, 'pay_9')] }), { stillOwed: 200_000 }],
    [
      'of an invoice paid twice takes the credit of the other payment, which covers it now',
      500_000,
      facts({ entries: [payment(500_000), payment(500_000, 'pay_9')], unspentCredit: 500_000, creditOut: 500_000 }),
      { creditTaken: 500_000, stillOwed: 0, reopensDueOn: null },
    ],
    [
      'of an invoice paid twice whose credit is spent in part lacks that part',
      500_000,
      facts({ entries: [payment(500_000), payment(500_000, 'pay_9')], unspentCredit: 300_000, creditOut: 500_000 }),
      { creditTaken: 300_000, stillOwed: 200_000 },
    ],
    [
      'never leaves more owed than the invoice',
      600_000,
      facts({ entries: [payment(600_000)], creditOut: 100_000 }),
      { creditTaken: 0, stillOwed: 500_000 },
    ],
  ])('%s', (_, amount, given, reversal) => {
    expect(judge('chargeback', amount, given)).toMatchObject({ ok: true, value: reversal })
  })
})

describe('a refund', () => {
  test.each([
    ['of what must go back', 500_000, facts({ refundOwed: 500_000 }), 'owed', 'S13'],
    ['of the customer’s credit', 100_000, facts({ entries: [payment(600_000)], unspentCredit: 100_000 }), 'credit', 'S13'],
    ['of money kept after the end is staff’s decision', 500_000, facts(), 'decision', 'S16'],
  ])('%s', (_, amount, given, basis, clause) => {
    expect(judge('refund', amount, given)).toMatchObject({ ok: true, value: { amount: -amount, basis, clause } })
  })

  test('never makes anybody late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000 }), (amount) => {
        expect(judge('refund', amount)).toMatchObject({ ok: true, value: { stillOwed: 0, reopensDueOn: null } })
      }),
    )
  })
})

test.each([
  ['more than was paid', 500_001, facts(), { reason: 'more_than_was_paid', paid: 500_000, alreadyBack: 0, asked: 500_001 }],
  [
    'what went back already',
    400_001,
    facts({ entries: [payment(500_000), back(100_000)] }),
    { reason: 'more_than_was_paid', paid: 500_000, alreadyBack: 100_000, asked: 400_001 },
  ],
  ['nothing', 0, facts(), { reason: 'amount_not_positive', amount: 0 }],
  ['a negative amount', -5, facts(), { reason: 'amount_not_positive', amount: -5 }],
  ['half a rupiah', 0.5, facts(), { reason: 'amount_not_positive', amount: 0.5 }],
  [
    'a payment that is not there',
    1,
    facts({ payment: 'pay_2', entries: [payment(500_000), back(1)] }),
    { reason: 'no_such_payment', payment: 'pay_2' },
  ],
])('%s cannot go back', (_, amount, given, failure) => {
  expect(judge('refund', amount, given)).toEqual({ ok: false, failure })
})

test('what stands is each payment less what went back of it, at its own instant', () => {
  expect(standingPayments([payment(500_000), back(100_000), payment(50_000, 'pay_9')])).toEqual([
    { amount: 400_000, paidAt: 5 },
    { amount: 50_000, paidAt: 5 },
  ])
  expect(standingPayments([payment(500_000), back(300_000), { ...back(200_000, 'chargeback'), id: 'pay_3' }])).toEqual([])
})
