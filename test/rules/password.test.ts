import { expect, test } from 'vitest'
import { retryAfterSeconds } from '../../worker/auth/rules/attempts.ts'
import { passwordFlaw } from '../../worker/auth/rules/password.ts'

const WHO = { userId: 'budisantoso.jaya', email: 'budi@example.com' }

test.each([
  ['sebelas sja', 'too_short'],
  ['duabelas kar', undefined],
  ['😀😀😀😀😀😀😀', 'too_short'],
  ['x'.repeat(12), 'one_character'],
  ['Ab'.repeat(64), undefined],
  [`${'Ab'.repeat(64)}c`, 'too_long'],
  ['Password12345', 'too_common'],
  ['123456789012', 'too_common'],
  ['BudiSantoso.Jaya', 'is_user_id'],
  ['BUDI@example.com', 'is_email'],
  ['kuda benar baterai pasak', undefined],
])('%s: %s', (password, flaw) => expect(passwordFlaw(password, WHO)).toBe(flaw))

test.each([
  [0, null, undefined],
  [4, 1000, undefined],
  [5, 1000, 31],
  [5, 30_999, 60],
  [9, 1000, 31],
])('after %s wrong passwords, the oldest at %s ms, wait %s s', (count, oldestAt, seconds) => {
  expect(retryAfterSeconds({ count, oldestAt }, 30_999)).toBe(seconds)
})
