/** What a password must be (P13: the customer keeps it, the provider asks for one worth keeping). Pure; the portal asks the same. */
import type { Localized } from '../../../content/schema.ts'

export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 128

/** Of the passwords that lead every published list, those that are long enough to be tried here, and the obvious ones of this place. */
const COMMONEST = new Set(
  `123456789012 1234567890123 12345678901234 123456123456 123123123123 111111111111 000000000000 987654321098 qwertyuiop12
   qwertyuiop123 qwerty123456 1q2w3e4r5t6y 1qaz2wsx3edc qazwsxedcrfv asdfghjkl123 zxcvbnm12345 password1234 password12345
   passwordpassword iloveyou1234 administrator adminadmin12 welcome12345 letmeinletmein sayangsayang sayangku1234 indonesia123
   indonesia1234 indonesia2026 bismillah123 bismillah1234 katasandi123 katasandi1234 rahasia12345 merdeka12345 jakarta12345`.split(/\s+/),
)

export type PasswordFlaw = 'too_short' | 'too_long' | 'too_common' | 'is_user_id' | 'is_email' | 'one_character'

/** @returns the first thing wrong with a password, or undefined. Length counts characters, not bytes. */
export function passwordFlaw(password: string, who: { readonly userId?: string; readonly email?: string } = {}): PasswordFlaw | undefined {
  const length = [...password].length
  if (length < PASSWORD_MIN) return 'too_short'
  if (password.length > PASSWORD_MAX) return 'too_long'
  const plain = password.toLowerCase()
  if (new Set(plain).size === 1) return 'one_character'
  if (COMMONEST.has(plain)) return 'too_common'
  if (who.userId && plain === who.userId.toLowerCase()) return 'is_user_id'
  if (who.email && plain === who.email.toLowerCase()) return 'is_email'
  return undefined
}

export const PASSWORD_FLAWS: { readonly [F in PasswordFlaw]: Localized } = {
  too_short: { id: `Paling sedikit ${PASSWORD_MIN} karakter.`, en: `At least ${PASSWORD_MIN} characters.` },
  too_long: { id: `Paling banyak ${PASSWORD_MAX} karakter.`, en: `At most ${PASSWORD_MAX} characters.` },
  too_common: { id: 'Kata sandi ini terlalu umum.', en: 'This password is too common.' },
  is_user_id: { id: 'Kata sandi tidak boleh sama dengan ID pengguna.', en: 'The password must not be the user id.' },
  is_email: { id: 'Kata sandi tidak boleh sama dengan e-mail.', en: 'The password must not be the e-mail address.' },
  one_character: { id: 'Kata sandi tidak boleh satu karakter yang diulang.', en: 'The password must not be one character repeated.' },
}
