/** The words of refused sign-ins, and of what the sign-in library refuses. */
import type { ProblemWords } from '../shared/problem-text.ts'
import { PASSWORD_FLAWS, type PasswordFlaw } from './rules/password.ts'

export type AuthFailure =
  | { readonly reason: 'wrong_credentials' }
  | { readonly reason: 'too_many_passwords'; readonly retryAfterSeconds: number }
  | { readonly reason: 'wrong_password' }
  | { readonly reason: 'weak_password'; readonly flaw: PasswordFlaw }
  | { readonly reason: 'wrong_code' }
  | { readonly reason: 'code_expired' }
  | { readonly reason: 'second_factor_locked' }
  | { readonly reason: 'second_factor_on' }
  | { readonly reason: 'second_factor_off' }
  | { readonly reason: 'link_expired' }
  | { readonly reason: 'already_verified' }
  | { readonly reason: 'foreign_address' }
  | { readonly reason: 'auth_refused' }

export const AUTH_PROBLEMS: ProblemWords<AuthFailure> = {
  wrong_credentials: {
    status: 401,
    title: { id: 'Tidak dapat masuk', en: 'Could not sign in' },
    detail: () => ({
      id: 'ID pengguna, e-mail, atau kata sandi tidak cocok.',
      en: 'User id, e-mail or password do not match.',
    }),
  },
  too_many_passwords: {
    status: 429,
    title: { id: 'Terlalu banyak percobaan', en: 'Too many attempts' },
    detail: ({ retryAfterSeconds }) => ({
      id: `Kata sandi salah terlalu sering. Coba lagi dalam ${retryAfterSeconds} detik.`,
      en: `The password was wrong too often. Please try again in ${retryAfterSeconds} seconds.`,
    }),
  },
  wrong_password: {
    status: 422,
    title: { id: 'Kata sandi salah', en: 'Wrong password' },
    detail: () => ({ id: 'Kata sandi Anda saat ini tidak cocok.', en: 'Your current password does not match.' }),
    fields: ['password'],
  },
  weak_password: {
    status: 422,
    title: { id: 'Kata sandi tidak memenuhi syarat', en: 'Password does not qualify' },
    detail: ({ flaw }) => PASSWORD_FLAWS[flaw],
    fields: ['newPassword'],
  },
  wrong_code: {
    status: 422,
    title: { id: 'Kode salah', en: 'Wrong code' },
    detail: () => ({ id: 'Kode itu tidak cocok.', en: 'That code does not match.' }),
    fields: ['code'],
  },
  code_expired: {
    status: 401,
    title: { id: 'Masuk kembali', en: 'Sign in again' },
    detail: () => ({
      id: 'Waktu untuk memasukkan kode sudah habis. Masuk kembali.',
      en: 'The time to enter the code is over. Please sign in again.',
    }),
  },
  second_factor_locked: {
    status: 429,
    title: { id: 'Faktor kedua dikunci sementara', en: 'Second factor locked for a while' },
    detail: () => ({
      id: 'Terlalu banyak kode salah. Coba lagi dalam 15 menit.',
      en: 'Too many wrong codes. Please try again in 15 minutes.',
    }),
  },
  second_factor_on: {
    status: 409,
    title: { id: 'Faktor kedua sudah aktif', en: 'Second factor is on already' },
    detail: () => ({ id: 'Faktor kedua sudah aktif.', en: 'The second factor is on already.' }),
  },
  second_factor_off: {
    status: 409,
    title: { id: 'Faktor kedua belum aktif', en: 'Second factor is off' },
    detail: () => ({ id: 'Faktor kedua belum aktif.', en: 'The second factor is off.' }),
  },
  link_expired: {
    status: 422,
    title: { id: 'Tautan tidak berlaku lagi', en: 'Link no longer valid' },
    detail: () => ({ id: 'Minta tautan baru.', en: 'Please ask for a new link.' }),
  },
  already_verified: {
    status: 409,
    title: { id: 'E-mail sudah dikonfirmasi', en: 'E-mail is confirmed already' },
    detail: () => ({ id: 'Alamat e-mail ini sudah dikonfirmasi.', en: 'This e-mail address is confirmed already.' }),
  },
  foreign_address: {
    status: 403,
    title: { id: 'Alamat di luar situs ini', en: 'Address outside this site' },
    detail: () => ({ id: 'Hanya alamat situs ini yang diterima.', en: 'Only addresses of this site are accepted.' }),
  },
  auth_refused: {
    status: 422,
    title: { id: 'Tidak dapat dilakukan', en: 'Cannot be done' },
    detail: () => ({
      id: 'Permintaan ini tidak dapat dipenuhi. Periksa isiannya.',
      en: 'This request cannot be met. Please check the input.',
    }),
  },
}

/** The library's error codes in our words; what is not listed is refused without details. */
export const LIBRARY_CODES: Readonly<Record<string, AuthFailure>> = {
  INVALID_PASSWORD: { reason: 'wrong_password' },
  PASSWORD_TOO_SHORT: { reason: 'weak_password', flaw: 'too_short' },
  PASSWORD_TOO_LONG: { reason: 'weak_password', flaw: 'too_long' },
  INVALID_CODE: { reason: 'wrong_code' },
  INVALID_BACKUP_CODE: { reason: 'wrong_code' },
  INVALID_TWO_FACTOR_COOKIE: { reason: 'code_expired' },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { reason: 'code_expired' },
  ACCOUNT_TEMPORARILY_LOCKED: { reason: 'second_factor_locked' },
  TOTP_ALREADY_ENABLED: { reason: 'second_factor_on' },
  TOTP_NOT_ENABLED: { reason: 'second_factor_off' },
  TWO_FACTOR_NOT_ENABLED: { reason: 'second_factor_off' },
  BACKUP_CODES_NOT_ENABLED: { reason: 'second_factor_off' },
  INVALID_TOKEN: { reason: 'link_expired' },
  TOKEN_EXPIRED: { reason: 'link_expired' },
  EMAIL_ALREADY_VERIFIED: { reason: 'already_verified' },
  INVALID_CALLBACK_URL: { reason: 'foreign_address' },
  INVALID_REDIRECT_URL: { reason: 'foreign_address' },
}
