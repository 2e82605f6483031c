/** The words of imports that do not run. */
import { RACE_PROBLEMS, type RaceFailure } from '../../problem-words.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'
import type { ImportReport } from './schemas.ts'

export type ImportFailure =
  | { readonly reason: 'import_has_problems'; readonly problems: ImportReport['problems'] }
  | { readonly reason: 'version_not_in_force'; readonly document: string; readonly version: string }
  | { readonly reason: 'too_many_rows'; readonly file: 'customers' | 'accounts'; readonly found: number; readonly most: number }
  | RaceFailure

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
  ...RACE_PROBLEMS,
}
