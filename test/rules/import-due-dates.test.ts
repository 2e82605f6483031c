import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lateStartAt } from '../../worker/accounts/rules/late.ts'

import { context, plan, zone } from './import-files.ts'

describe('a first due date', () => {
  test.each([
    ['far ahead: its invoice goes out in its time', 'yearly', '2027-08-31', '2027-08-31', false],
    ['a month ahead: its invoice goes out today', 'yearly', '2027-04-10', '2027-04-10', true],
    ['tomorrow: a month from today to pay', 'yearly', '2027-03-11', '2027-04-10', true],
    ['months ago: a month from today to pay, same anniversary', 'yearly', '2026-09-30', '2027-04-10', true],
    ['monthly, yesterday: 14 days', 'monthly', '2027-03-09', '2027-03-24', true],
  ])('%s', (_, term, due_on, payableOn, invoiceNow) => {
    expect(plan({}, { term, due_on })).toMatchObject({ problems: [], accounts: [{ dueOn: due_on, payableOn, invoiceNow }] })
  })

  test.each([
    [
      'so long ago that the next one has passed too',
      { term: 'monthly', due_on: '2027-02-10' },
      { column: 'due_on', reason: 'due_too_long_ago', nextDueOn: '2027-03-10' },
    ],
    ['a slip of the pen', { due_on: '2207-08-31' }, { column: 'due_on', reason: 'due_too_far_ahead', latest: '2037-03-10' }],
    ['no day', { due_on: '2027-02-29' }, { column: 'due_on', reason: 'not_a_day' }],
    ['no day at all', { due_on: '31/08/2027' }, { column: 'due_on', reason: 'not_a_day' }],
    ['not its anniversary', { anniversary_day: '30' }, { column: 'anniversary_day', reason: 'not_the_anniversary', dayOfDueDate: 31 }],
    ['no day of a month', { anniversary_day: '32' }, { column: 'anniversary_day', reason: 'not_the_anniversary', dayOfDueDate: 31 }],
  ])('%s is a problem', (_, account, problem) => {
    expect(plan({}, account)).toMatchObject({ accounts: [], problems: [{ file: 'accounts', line: 2, ...problem }] })
  })

  test.each([
    ['ten years ahead to the day', { due_on: '2037-03-10' }, { dueOn: '2037-03-10', anniversaryDay: 10 }],
    ['the first of the month, told with a zero', { due_on: '2027-09-01', anniversary_day: '01' }, { anniversaryDay: 1 }],
    ['and without', { due_on: '2027-09-01', anniversary_day: '1' }, { anniversaryDay: 1 }],
  ])('%s is taken', (_, account, taken) => {
    expect(plan({}, account)).toMatchObject({ problems: [], accounts: [taken] })
  })

  test('the anniversary of a short month', () => {
    expect(plan({}, { due_on: '2028-02-29', anniversary_day: '31' })).toMatchObject({ problems: [], accounts: [{ anniversaryDay: 31 }] })
  })

  test('never makes anybody late on the day of the import', () => {
    const promise = { version: '', late: { suspendAfterDays: 2, terminateAfterDays: 7 }, timeZone: zone, zoneAbbreviation: 'WIB' }
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2029-01-01'), noInvalidDate: true }),
        fc.constantFrom('monthly', 'yearly'),
        (date, term) => {
          for (const { payableOn } of plan({}, { due_on: date.toISOString().slice(0, 10), term }).accounts)
            expect(lateStartAt(payableOn, promise)).toBeGreaterThan(context.now + 13 * 86_400_000)
        },
      ),
    )
  })
})
