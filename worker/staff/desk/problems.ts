/** The words of what cannot be done at the desk. */
import { provider } from '../../policies/generated.ts'
import { RACE_PROBLEMS } from '../../problem-words.ts'
import { formatInstant } from '../../shared/calendar.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'
import type { NotAgain } from './rules/again.ts'

export type SearchFailure = { readonly reason: 'search_too_short'; readonly leastLetters: number }
export type TaskFailure = { readonly reason: 'task_not_found' }
export type LetterFailure =
  | { readonly reason: 'delivery_not_found' }
  | { readonly reason: 'already_attended'; readonly attendedAt: number }
  | { readonly reason: 'lost_race' }
export type AgainFailure =
  | LetterFailure
  | { readonly reason: 'not_deliverable_again'; readonly why: NotAgain }
  | { readonly reason: 'idempotency_key_reused' }
export type UnmatchedFailure =
  | { readonly reason: 'unmatched_not_found' }
  | { readonly reason: 'already_resolved'; readonly resolvedAt: number }
  | { readonly reason: 'not_assignable' }
  | { readonly reason: 'paid_at_unknown' }
  | { readonly reason: 'lost_race' }

const at = (instant: number, language: 'id' | 'en') => formatInstant(instant, language, provider.timeZone, provider.zoneAbbreviation)

export const SEARCH_PROBLEMS: ProblemWords<SearchFailure> = {
  search_too_short: {
    status: 422,
    title: { id: 'Kata pencarian terlalu pendek', en: 'Search is too short' },
    detail: ({ leastLetters }) => ({
      id: `Tulis paling sedikit ${leastLetters} karakter: nomor tagihan, domain, nama pelanggan, atau referensi bank.`,
      en: `Enter at least ${leastLetters} characters: an invoice number, a domain, a customer’s name, or a bank reference.`,
    }),
    fields: ['q'],
  },
}

export const TASK_PROBLEMS: ProblemWords<TaskFailure> = {
  task_not_found: {
    status: 404,
    title: { id: 'Tugas tidak ditemukan', en: 'No such task' },
    detail: () => ({ id: 'Tidak ada tugas dengan ID ini.', en: 'There is no task with this id.' }),
  },
}

const WHY_NOT: { readonly [W in NotAgain]: { readonly id: string; readonly en: string } } = {
  overwrites_data: {
    id: 'Restore menimpa data pelanggan. Lihat hasilnya di panel; bila perlu, pelanggan memintanya lagi (S8).',
    en: 'A restore overwrites the customer’s data. Look at the panel; if need be the customer asks for it again (S8).',
  },
  customer_asks_anew: {
    id: 'Pelanggan meminta backup baru sendiri; yang lama tidak diulang (S7).',
    en: 'The customer asks for a new backup; the old request is not repeated (S7).',
  },
  purge_repeats_itself: {
    id: 'Penghapusan mengulang langkahnya sendiri sampai ada buktinya (S11).',
    en: 'The purge repeats its own steps until there is proof (S11).',
  },
  text_not_kept: {
    id: 'Isi email ini tidak kami simpan setelah gagal. Hubungi penerimanya dengan cara lain.',
    en: 'The text of this mail was not kept after it failed. Reach the person another way.',
  },
  no_longer_owed: {
    id: 'Tagihannya sudah tidak terutang, sehingga isi suratnya sudah tidak benar.',
    en: 'The invoice is no longer owed, so what the letter says is no longer true.',
  },
  unknown: { id: 'Jenis pesanan ini tidak dapat diulang dari sini.', en: 'This kind of order cannot be repeated from here.' },
}

export const LETTER_PROBLEMS: ProblemWords<AgainFailure> = {
  delivery_not_found: {
    status: 404,
    title: { id: 'Kiriman tidak ditemukan', en: 'No such delivery' },
    detail: () => ({ id: 'Tidak ada kiriman gagal dengan ID ini.', en: 'There is no failed delivery with this id.' }),
  },
  already_attended: {
    status: 409,
    title: { id: 'Sudah ditangani', en: 'Already dealt with' },
    detail: ({ attendedAt }) => ({
      id: `Seorang petugas menanganinya pada ${at(attendedAt, 'id')}.`,
      en: `Somebody dealt with it on ${at(attendedAt, 'en')}.`,
    }),
  },
  not_deliverable_again: {
    status: 409,
    title: { id: 'Tidak dapat dikirim lagi', en: 'Cannot be delivered again' },
    detail: ({ why }) => WHY_NOT[why],
  },
  ...RACE_PROBLEMS,
}

export const UNMATCHED_PROBLEMS: ProblemWords<UnmatchedFailure> = {
  unmatched_not_found: {
    status: 404,
    title: { id: 'Tidak ditemukan', en: 'Not found' },
    detail: () => ({ id: 'Uang ini tidak ada di daftar.', en: 'This money is not in the queue.' }),
  },
  already_resolved: {
    status: 409,
    title: { id: 'Sudah diselesaikan', en: 'Already resolved' },
    detail: ({ resolvedAt }) => ({
      id: `Seorang petugas menyelesaikannya pada ${at(resolvedAt, 'id')}.`,
      en: `Somebody resolved it on ${at(resolvedAt, 'en')}.`,
    }),
  },
  not_assignable: {
    status: 409,
    title: { id: 'Tidak dapat dicatat pada tagihan', en: 'Cannot be recorded against an invoice' },
    detail: () => ({
      id: 'Hanya uang yang masuk dan diketahui jumlahnya dapat dicatat pada tagihan. Tulis apa yang Anda temukan dan selesaikan.',
      en: 'Only money that came in, in a known amount, can be recorded against an invoice. Write down what you found and resolve it.',
    }),
  },
  paid_at_unknown: {
    status: 422,
    title: { id: 'Waktu bayar belum diketahui', en: 'Time of payment unknown' },
    detail: () => ({
      id: 'Gateway tidak menyebut kapan uang ini dibayar. Tulis waktunya menurut gateway.',
      en: 'The gateway did not say when this was paid. Enter the time from the gateway’s own pages.',
    }),
    fields: ['paidAt'],
  },
  lost_race: RACE_PROBLEMS.lost_race,
}
