import { describe, expect, test } from 'vitest'
import { answeredBy, mailedTo } from '../../worker/notices/rules/audience.ts'

const PEOPLE = [{ role: 'owner' }, { role: 'billing' }, { role: 'technical' }] as const
const rolesFor = (kind: string) => mailedTo(kind, PEOPLE).map(({ role }) => role)

describe('of a company, a notice is mailed to those who act in what it is about', () => {
  test.each(['invoice_issued', 'reminder', 'paid', 'refunded', 'credit_given', 'order_placed'])('%s: owner and billing', (kind) => {
    expect(rolesFor(kind)).toEqual(['owner', 'billing'])
  })

  test.each(['backup_stored', 'restore_done', 'usage_disk', 'usage_inodes'])('%s: owner and technical', (kind) => {
    expect(rolesFor(kind)).toEqual(['owner', 'technical'])
  })

  test.each([
    'overdue',
    'termination_warning',
    'terminated',
    'reactivated',
    'violation_declared',
    'new_version',
    'purged',
    'member_joined',
  ])('%s: everyone', (kind) => {
    expect(rolesFor(kind)).toEqual(['owner', 'billing', 'technical'])
  })

  test('never nobody', () => {
    expect(mailedTo('paid', [{ role: 'technical' }])).toHaveLength(1)
  })
})

test.each([
  ['invoice_issued', 'billing'],
  ['overdue', 'billing'],
  ['backup_failed', 'support'],
  ['violation_declared', 'support'],
  ['new_version', 'support'],
])('what is written back to %s is answered by %s (S12)', (kind, mailbox) => {
  expect(answeredBy(kind)).toBe(mailbox)
})
