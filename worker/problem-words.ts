/** The words of refusals that any door can give, and of fields that do not fit their schema. */
import type { Localized } from '../content/schema.ts'
import type { MemberRole } from './customers/members/rules.ts'
import type { ProblemWords } from './shared/problem-text.ts'

/** What repeats and races come to, at whichever door. */
export type RaceFailure = { readonly reason: 'idempotency_key_reused' } | { readonly reason: 'lost_race' }

export type DoorFailure =
  | { readonly reason: 'invalid_input' }
  | { readonly reason: 'malformed_json' }
  | { readonly reason: 'unsupported_media_type' }
  | { readonly reason: 'too_large'; readonly limitBytes: number }
  | { readonly reason: 'cross_site' }
  | { readonly reason: 'not_found' }
  | { readonly reason: 'internal' }
  | { readonly reason: 'too_many_requests'; readonly retryAfterSeconds: number }
  | { readonly reason: 'signed_out' }
  | { readonly reason: 'not_a_customer' }
  | { readonly reason: 'role_not_enough'; readonly role: MemberRole }
  | { readonly reason: 'not_staff' }
  | { readonly reason: 'second_factor_required' }
  | { readonly reason: 'idempotency_key_missing' }
  | RaceFailure

const say = (id: string, en: string) => (): Localized => ({ id, en })

export const RACE_PROBLEMS: ProblemWords<RaceFailure> = {
  idempotency_key_reused: {
    status: 422,
    title: { id: 'Idempotency-Key sudah dipakai', en: 'Idempotency-Key was used before' },
    detail: say('Kunci ini sudah dipakai untuk isi yang lain.', 'This key was used with another body.'),
  },
  lost_race: {
    status: 409,
    title: { id: 'Didahului permintaan lain', en: 'Another request was faster' },
    detail: say('Keadaannya baru saja berubah. Muat ulang, lalu coba lagi.', 'Things have just changed. Please reload and try again.'),
  },
}

export const DOOR_PROBLEMS: ProblemWords<DoorFailure> = {
  invalid_input: {
    status: 422,
    title: { id: 'Isian tidak sesuai', en: 'Input does not fit' },
    detail: say('Periksa isian yang disebutkan.', 'Please check the fields named.'),
  },
  malformed_json: {
    status: 400,
    title: { id: 'Bukan JSON', en: 'Not JSON' },
    detail: say('Isi permintaan tidak dapat dibaca sebagai JSON.', 'The request body cannot be read as JSON.'),
  },
  unsupported_media_type: {
    status: 415,
    title: { id: 'Jenis isi tidak didukung', en: 'Unsupported media type' },
    detail: say('Kirim isi sebagai application/json.', 'Send the body as application/json.'),
  },
  too_large: {
    status: 413,
    title: { id: 'Terlalu besar', en: 'Too large' },
    detail: ({ limitBytes }) => ({
      id: `Isi permintaan paling besar ${limitBytes} bita.`,
      en: `A request body holds at most ${limitBytes} bytes.`,
    }),
  },
  cross_site: {
    status: 403,
    title: { id: 'Permintaan dari situs lain', en: 'Request from another site' },
    detail: say('Perubahan hanya diterima dari situs ini sendiri.', 'Changes are accepted from this site alone.'),
  },
  not_found: {
    status: 404,
    title: { id: 'Tidak ditemukan', en: 'Not found' },
    detail: say('Tidak ada apa pun di alamat ini.', 'There is nothing at this address.'),
  },
  internal: {
    status: 500,
    title: { id: 'Kesalahan di pihak kami', en: 'An error on our side' },
    detail: say(
      'Permintaan Anda tidak dapat diselesaikan. Coba lagi nanti.',
      'Your request could not be completed. Please try again later.',
    ),
  },
  too_many_requests: {
    status: 429,
    title: { id: 'Terlalu sering', en: 'Too many requests' },
    detail: ({ retryAfterSeconds }) => ({
      id: `Coba lagi dalam ${retryAfterSeconds} detik.`,
      en: `Please try again in ${retryAfterSeconds} seconds.`,
    }),
  },
  signed_out: {
    status: 401,
    title: { id: 'Belum masuk', en: 'Not signed in' },
    detail: say('Masuk dahulu untuk melihat ini.', 'Sign in to see this.'),
  },
  not_a_customer: {
    status: 403,
    title: { id: 'Bukan akun pelanggan', en: 'Not a customer account' },
    detail: say('Pengguna ini tidak mewakili pelanggan.', 'This user acts for no customer.'),
  },
  role_not_enough: {
    status: 403,
    title: { id: 'Bukan wewenang peran Anda', en: 'Not for your role' },
    detail: say(
      'Peran Anda di perusahaan ini tidak mencakup hal itu. Mintalah kepada pemiliknya.',
      'Your role in this company does not cover this. Please ask one of its owners.',
    ),
  },
  not_staff: {
    status: 403,
    title: { id: 'Hanya untuk petugas', en: 'Staff only' },
    detail: say('Halaman ini hanya untuk petugas kami.', 'This is for our staff only.'),
  },
  second_factor_required: {
    status: 403,
    title: { id: 'Faktor kedua diperlukan', en: 'Second factor required' },
    detail: say(
      'Petugas masuk dengan faktor kedua. Aktifkan, lalu masuk kembali dengan kode.',
      'Staff sign in with the second factor. Switch it on, then sign in again with a code.',
    ),
  },
  idempotency_key_missing: {
    status: 400,
    title: { id: 'Idempotency-Key tidak ada', en: 'Idempotency-Key is missing' },
    detail: say(
      'Kirim header Idempotency-Key, 8 sampai 128 karakter, agar permintaan yang terulang hanya dihitung sekali.',
      'Send an Idempotency-Key header of 8 to 128 characters, so that a repeated request counts once.',
    ),
  },
  ...RACE_PROBLEMS,
}

/** The part of a zod issue that is told. */
export interface Issue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly minimum?: number | bigint | undefined
  readonly maximum?: number | bigint | undefined
  readonly origin?: string | undefined
  readonly format?: string | undefined
  readonly values?: readonly unknown[] | undefined
  readonly keys?: readonly string[] | undefined
  readonly input?: unknown
  readonly params?: { readonly id?: unknown; readonly en?: unknown } | undefined
}

/** Why a field does not fit, from the facts of the issue; a schema of ours may bring its own words in `params`. */
export function fieldMessage(issue: Issue): Localized {
  const own = issue.params
  if (typeof own?.id === 'string' && typeof own.en === 'string') return { id: own.id, en: own.en }
  switch (issue.code) {
    case 'invalid_type':
      return { id: 'Wajib diisi dengan jenis yang benar.', en: 'Required, of the right type.' }
    case 'too_small':
      return bound(issue, 'minimum')
    case 'too_big':
      return bound(issue, 'maximum')
    case 'invalid_value':
      return {
        id: `Pilih salah satu: ${(issue.values ?? []).join(', ')}.`,
        en: `Choose one of: ${(issue.values ?? []).join(', ')}.`,
      }
    case 'unrecognized_keys':
      return { id: 'Tidak dikenal.', en: 'Unknown field.' }
    case 'invalid_format':
      return formatMessage(issue.format)
    default:
      return { id: 'Tidak sesuai.', en: 'Does not fit.' }
  }
}

function bound(issue: Issue, which: 'minimum' | 'maximum'): Localized {
  const n = String(issue[which] ?? '')
  const [id, en] = which === 'minimum' ? ['Paling sedikit', 'At least'] : ['Paling banyak', 'At most']
  if (issue.origin === 'string') return { id: `${id} ${n} karakter.`, en: `${en} ${n} characters.` }
  if (issue.origin === 'array') return { id: `${id} ${n} butir.`, en: `${en} ${n} entries.` }
  return { id: `${id} ${n}.`, en: `${en} ${n}.` }
}

function formatMessage(format: string | undefined): Localized {
  if (format === 'email') return { id: 'Bukan alamat e-mail.', en: 'Not an e-mail address.' }
  if (format === 'date') return { id: 'Tulis tanggal sebagai TTTT-BB-HH.', en: 'Write the date as YYYY-MM-DD.' }
  if (format === 'datetime') return { id: 'Tulis waktu sesuai ISO 8601.', en: 'Write the time as ISO 8601.' }
  return { id: 'Bentuknya tidak sesuai.', en: 'The form does not fit.' }
}
