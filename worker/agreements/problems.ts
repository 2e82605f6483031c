/** The words of refused decisions. */
import { provider } from '../policies/generated.ts'
import { RACE_PROBLEMS, type RaceFailure } from '../problem-words.ts'
import { formatInstant } from '../shared/calendar.ts'
import type { ProblemWords } from '../shared/problem-text.ts'
import type { ClaimFailure, DecisionFailure } from './rules/decidable.ts'

export type AgreementFailure = DecisionFailure | RaceFailure

const at = (instant: number, language: 'id' | 'en') => formatInstant(instant, language, provider.timeZone, provider.zoneAbbreviation)

export const CLAIM_PROBLEMS: ProblemWords<ClaimFailure> = {
  unknown_version: {
    status: 404,
    title: { id: 'Versi tidak dikenal', en: 'Unknown version' },
    detail: ({ version }) => ({ id: `Tidak ada versi ${version}.`, en: `There is no version ${version}.` }),
  },
  version_not_acceptable: {
    status: 409,
    title: { id: 'Versi ini tidak dapat disetujui', en: 'This version cannot be accepted' },
    detail: ({ version, why, inForce }) => {
      const instead = inForce
        ? { id: `; yang berlaku adalah versi ${inForce}`, en: `; version ${inForce} is in force` }
        : { id: '', en: '' }
      const said = {
        superseded: { id: 'sudah digantikan', en: 'has been superseded' },
        not_published: { id: 'belum diumumkan', en: 'is not published yet' },
        not_in_force: { id: 'belum berlaku', en: 'is not in force yet' },
      }[why]
      return { id: `Versi ${version} ${said.id}${instead.id}.`, en: `Version ${version} ${said.en}${instead.en}.` }
    },
  },
  wrong_digest: {
    status: 409,
    title: { id: 'Teks yang ditampilkan bukan teks yang diumumkan', en: 'The text shown is not the text published' },
    detail: ({ version, digest }) => ({
      id: `Sidik teks versi ${version} adalah ${digest}. Muat ulang dokumennya, lalu putuskan lagi.`,
      en: `The digest of version ${version} is ${digest}. Please reload the document and decide again.`,
    }),
  },
  shown_in_future: {
    status: 422,
    title: { id: 'Waktu tampil di masa depan', en: 'Shown in the future' },
    detail: ({ now }) => ({
      id: `Menurut jam kami sekarang ${at(now, 'id')}.`,
      en: `By our clock it is ${at(now, 'en')} now.`,
    }),
  },
  shown_too_long_ago: {
    status: 422,
    title: { id: 'Ditampilkan terlalu lama', en: 'Shown too long ago' },
    detail: ({ limitHours }) => ({
      id: `Dokumen ditampilkan lebih dari ${limitHours} jam yang lalu. Buka lagi sebelum memutuskan.`,
      en: `The document was shown more than ${limitHours} hours ago. Please open it again before deciding.`,
    }),
  },
}

export const AGREEMENT_PROBLEMS: ProblemWords<AgreementFailure> = {
  ...CLAIM_PROBLEMS,
  already_decided: {
    status: 409,
    title: { id: 'Sudah diputuskan', en: 'Already decided' },
    detail: ({ version, decision, decidedAt }) =>
      decision === 'accepted'
        ? {
            id: `Versi ${version} sudah Anda setujui pada ${at(decidedAt, 'id')}.`,
            en: `You accepted version ${version} on ${at(decidedAt, 'en')}.`,
          }
        : {
            id: `Versi ${version} sudah Anda tolak pada ${at(decidedAt, 'id')}. Penolakan dapat dicabut dengan menyetujuinya.`,
            en: `You declined version ${version} on ${at(decidedAt, 'en')}. A decline can be taken back by accepting.`,
          },
  },
  ...RACE_PROBLEMS,
}
