import { describe, expect, test } from 'vitest'
import { payableUntil } from '../../worker/billing/payable.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2027-03-19T10:00:00Z')
const invoice = { state: 'issued', termsVersion: '2024-11-01', amount: 500_000, paidAmount: 0 } as const
const until = (nextAction: string | null, nextActionAt: number | null, state: 'active' | 'suspended' | 'terminated' = 'suspended') =>
  payableUntil({ invoice, account: { state, createdAt: 0, nextAction, nextActionAt } }, NOW)

describe('a page on which an invoice can be paid (S13, S16)', () => {
  test.each([
    ['a day', 'remind', NOW + HOUR, NOW + 24 * HOUR],
    ['a day, where the end is further away', 'terminate', NOW + 25 * HOUR, NOW + 24 * HOUR],
    ['until the termination that comes before', 'terminate', NOW + 7 * HOUR, NOW + 7 * HOUR],
    ['until the end that its customer confirmed', 'end_term', NOW + 7 * HOUR, NOW + 7 * HOUR],
    ['a day, where the termination waits for something else', 'terminate', NOW, NOW + 24 * HOUR],
    ['a day, where nothing comes', null, null, NOW + 24 * HOUR],
  ] as const)('stays open for %s', (_, action, at, expected) => {
    expect(until(action, at)).toBe(expected)
  })

  test('is not opened for what has ended', () => {
    expect(until('purge', NOW + HOUR, 'terminated')).toBeNull()
  })
})
