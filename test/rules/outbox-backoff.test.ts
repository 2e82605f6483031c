import { expect, test } from 'vitest'
import { deliveryId, MOST_ATTEMPTS, waitAfter } from '../../worker/db/outbox.ts'
import { HOUR } from '../../worker/shared/calendar.ts'

const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => waitAfter(i + 1) ?? Number.NaN)

test('each wait is longer than the one before', () => {
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(new Set(waits).size).toBe(waits.length)
})

test('all of them fit into a day, so that the inbox stands in before a suspension would be due (S14)', () => {
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(24 * HOUR)
})

test('after the last attempt there is no further one', () => {
  expect(waitAfter(MOST_ATTEMPTS)).toBeNull()
})

test('a delivery’s id carries no full stop, which Standard Webhooks forbids in ids', () => {
  expect(deliveryId({ id: 7, commitId: 'com_a01KB6Z3V5QH8W2T4N7XJ9RYDME' })).toBe('com_a01KB6Z3V5QH8W2T4N7XJ9RYDME-7')
})
