import { describe, expect, test } from 'vitest'
import { decideReminder } from '../../worker/accounts/rules/renewal-reminder.ts'

const zone = 'Asia/Jakarta'
const at = (iso: string) => Date.parse(iso)

const issueAt = at('2027-02-09T17:00Z')

describe('reminders', () => {
  const given = (reminders: readonly number[], now: string, dueOn = '2027-03-10') =>
    decideReminder({ dueOn, issuedAt: issueAt, unpaid: true, given: reminders }, zone, at(now))
  test.each([
    ['before the first: its instant', [], '2027-02-20T00:00Z', { until: at('2027-03-02T17:00Z') }],
    ['seven days before, at 00:00 WIB', [], '2027-03-02T17:00Z', { remind: 7 }],
    ['given: the next', [7], '2027-03-02T17:01Z', { until: at('2027-03-06T17:00Z') }],
    ['three days before', [7], '2027-03-06T17:00Z', { remind: 3 }],
    ['on the due day', [7, 3], '2027-03-09T17:00Z', { remind: 0 }],
    ['all given', [7, 3, 0], '2027-03-10T00:00Z', null],
    ['a sweep that slept sends the nearest alone', [], '2027-03-07T00:00Z', { remind: 3 }],
    ['and not the older one afterwards', [3], '2027-03-07T01:00Z', { until: at('2027-03-09T17:00Z') }],
    ['none once the due day is over', [], '2027-03-10T17:00Z', null],
  ] as const)('%s', (_, reminders, now, decision) => {
    expect(given(reminders, now)).toEqual(decision)
  })

  test('a paid invoice is not reminded of', () => {
    expect(decideReminder({ dueOn: '2027-03-10', issuedAt: 0, unpaid: false, given: [] }, zone, at('2027-03-03T00:00Z'))).toBeNull()
  })

  test('an invoice issued within the week is not followed by a reminder of a day that had come before', () => {
    const issuedAt = at('2027-03-04T00:00Z')
    expect(decideReminder({ dueOn: '2027-03-10', issuedAt, unpaid: true, given: [] }, zone, issuedAt)).toEqual({
      until: at('2027-03-06T17:00Z'),
    })
  })
})
