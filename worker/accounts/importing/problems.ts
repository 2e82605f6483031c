/** The words of imports that do not run. */
import type { ProblemWords } from '../../shared/problem-text.ts'
import type { ImportReport } from './schemas.ts'

export type ImportFailure =
  | { readonly reason: 'import_has_problems'; readonly problems: ImportReport['problems'] }
  | { readonly reason: 'version_not_in_force'; readonly document: string; readonly version: string }
  | { readonly reason: 'too_many_rows'; readonly file: 'customers' | 'accounts'; readonly found: number; readonly most: number }
  | { readonly reason: 'idempotency_key_reused' }
  | { readonly reason: 'lost_race' }

export const IMPORT_PROBLEMS: ProblemWords<ImportFailure> = {
  import_has_problems: {
    status: 422,
    title: { id: 'Berkas belum dapat diimpor', en: 'The files cannot be imported yet' },
    detail: ({ problems }) => ({
      id: `Ada ${problems.length} masalah. Tidak ada yang diimpor.`,
      en: `There ${problems.length === 1 ? 'is 1 problem' : `are ${problems.length} problems`}. Nothing was imported.`,
    }),
  },
  version_not_in_force: {
    status: 422,
    title: { id: 'Versi tidak berlaku', en: 'That version is not in force' },
    detail: ({ version }) => ({
      id: `Versi ${version} tidak pernah terbit atau belum berlaku.`,
      en: `Version ${version} was never published, or is not in force yet.`,
    }),
    fields: ['versions'],
  },
  too_many_rows: {
    status: 422,
    title: { id: 'Terlalu banyak baris', en: 'Too many lines' },
    detail: ({ found, most }) => ({
      id: `Berkas ini memuat ${found} baris; paling banyak ${most} sekali impor. Bagi berkas, dan simpan akun bersama pelanggannya.`,
      en: `This file has ${found} lines; at most ${most} go in one import. Split it, and keep accounts with their customers.`,
    }),
  },
  idempotency_key_reused: {
    status: 422,
    title: { id: 'Kunci sudah dipakai', en: 'Key already used' },
    detail: () => ({
      id: 'Idempotency-Key ini sudah dipakai untuk isi yang lain.',
      en: 'This Idempotency-Key was used for another body.',
    }),
  },
  lost_race: {
    status: 409,
    title: { id: 'Ada yang lebih dulu', en: 'Somebody was faster' },
    detail: () => ({
      id: 'Alamat email, domain, atau nama pengguna dari berkas ini baru saja dipakai. Periksa sekali lagi.',
      en: 'An e-mail address, domain or username of these files was taken a moment ago. Please check once more.',
    }),
  },
}
