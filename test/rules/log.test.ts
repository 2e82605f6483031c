import { afterEach, expect, test, vi } from 'vitest'
import { logFailure } from '../../worker/log.ts'

afterEach(() => vi.restoreAllMocks())

test('a failure is logged by its name and place; what its message quotes is not, though it looks like a place', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  logFailure({ sweep: 'orders', account: 'acc_1' }, new TypeError('Failed query: params: Sari\n    at sari@example.com'))
  const line = String(log.mock.calls[0]?.[0])
  expect(JSON.parse(line)).toMatchObject({ level: 'error', sweep: 'orders', account: 'acc_1', error: 'TypeError' })
  expect(JSON.parse(line).place).toContain('log.test.ts')
  expect(line).not.toContain('Sari')
  expect(line).not.toContain('sari@')
})

test('what is thrown and no error has neither', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  logFailure({ path: '/api/v1/me' }, 'secret')
  expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toEqual({ level: 'error', path: '/api/v1/me', error: 'unknown', place: null })
})
