/** The words of files that stay closed. */
import { RACE_PROBLEMS, type RaceFailure } from '../../problem-words.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'

export type FileFailure =
  | { readonly reason: 'customer_not_found' }
  | { readonly reason: 'account_not_found' }
  /** `customer`: whose file asks for a reason. */
  | { readonly reason: 'look_required'; readonly customer: string }
  | RaceFailure

export const FILE_PROBLEMS: ProblemWords<FileFailure> = {
  customer_not_found: {
    status: 404,
    title: { id: 'Pelanggan tidak ditemukan', en: 'No such customer' },
    detail: () => ({ id: 'Tidak ada pelanggan dengan ID ini.', en: 'There is no customer with this id.' }),
  },
  account_not_found: {
    status: 404,
    title: { id: 'Layanan tidak ditemukan', en: 'No such account' },
    detail: () => ({ id: 'Tidak ada layanan dengan ID ini.', en: 'There is no account with this id.' }),
  },
  look_required: {
    status: 403,
    title: { id: 'Sebutkan alasan membuka berkas', en: 'Name a reason to open this file' },
    detail: () => ({
      id: 'Berkas pelanggan terbuka setelah Anda menyebut alasannya. Pelanggan dapat membaca alasan itu.',
      en: 'A customer’s file opens once you name a reason. The customer can read that reason.',
    }),
  },
  ...RACE_PROBLEMS,
}
