/** The words of acts beside an account's state that are refused. */
import type { Localized } from '../../../content/schema.ts'
import { provider } from '../../policies/generated.ts'
import { RACE_PROBLEMS, type RaceFailure } from '../../problem-words.ts'
import { formatInstant, type Instant } from '../../shared/calendar.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'
import type { BesideRefusal } from '../rules/lifecycle-beside.ts'

export type BesideFailure = BesideRefusal | { readonly reason: 'account_not_found' } | RaceFailure

const at = (instant: Instant, language: keyof Localized) => formatInstant(instant, language, provider.timeZone, provider.zoneAbbreviation)

export const BESIDE_PROBLEMS: ProblemWords<BesideFailure> = {
  account_not_found: {
    status: 404,
    title: { id: 'Layanan tidak ditemukan', en: 'No such account' },
    detail: () => ({ id: 'Tidak ada layanan dengan ID ini.', en: 'There is no account with this id.' }),
  },
  purged: {
    status: 409,
    title: { id: 'Layanan sudah dihapus', en: 'The account is purged' },
    detail: () => ({
      id: 'Data layanan ini sudah dihapus. Tidak ada lagi yang dapat ditahan.',
      en: 'The data of this account is deleted. There is nothing left to keep.',
    }),
  },
  hold_runs: {
    status: 409,
    title: { id: 'Penundaan sedang berjalan', en: 'A hold runs already' },
    detail: ({ until }) =>
      until === null
        ? {
            id: 'Layanan ini sudah ditunda sampai petugas mengakhirinya. Akhiri dahulu untuk menggantinya.',
            en: 'This account is on hold until staff end it. End it first to replace it.',
          }
        : {
            id: `Layanan ini sudah ditunda sampai ${at(until, 'id')}. Akhiri dahulu untuk menggantinya.`,
            en: `This account is on hold until ${at(until, 'en')}. End it first to replace it.`,
          },
  },
  no_hold: {
    status: 409,
    title: { id: 'Tidak ada penundaan', en: 'No hold runs' },
    detail: () => ({ id: 'Tidak ada penundaan yang berjalan.', en: 'There is no hold to end.' }),
  },
  hold_ends_in_the_past: {
    status: 422,
    title: { id: 'Akhir penundaan sudah lewat', en: 'The hold would have ended already' },
    detail: ({ until }) => ({
      id: `${at(until, 'id')} sudah lewat. Pilih waktu yang akan datang.`,
      en: `${at(until, 'en')} is past. Please choose a time to come.`,
    }),
    fields: ['until'],
  },
  violation_stands: {
    status: 409,
    title: { id: 'Pelanggaran sudah dinyatakan', en: 'A violation is declared already' },
    detail: ({ declaredAt }) => ({
      id: `Pelanggaran dinyatakan pada ${at(declaredAt, 'id')} dan masih berlaku.`,
      en: `A violation was declared on ${at(declaredAt, 'en')} and stands.`,
    }),
  },
  no_violation: {
    status: 409,
    title: { id: 'Tidak ada pelanggaran', en: 'No violation is declared' },
    detail: () => ({ id: 'Tidak ada pernyataan pelanggaran yang berlaku.', en: 'There is no declared violation to lift.' }),
  },
  block_stands: {
    status: 409,
    title: { id: 'Penghapusan sudah ditahan untuk itu', en: 'The purge is blocked for that already' },
    detail: ({ block }) => ({
      id: `Penghapusan sudah ditahan karena “${block.subject}”.`,
      en: `The purge is blocked for “${block.subject}” already.`,
    }),
    fields: ['subject'],
  },
  no_such_block: {
    status: 409,
    title: { id: 'Tidak ada tahanan seperti itu', en: 'No such block' },
    detail: () => ({
      id: 'Tahanan itu tidak ada pada layanan ini atau sudah dicabut.',
      en: 'That block does not stand on this account, or was lifted.',
    }),
  },
  missing_words: {
    status: 422,
    title: { id: 'Ada yang belum ditulis', en: 'Words are missing' },
    detail: () => ({ id: 'Tulis alasan dan buktinya.', en: 'Please write the reason and the evidence.' }),
  },
  ...RACE_PROBLEMS,
}
