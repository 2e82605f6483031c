/** The words of refused registrations, and the clause that is the reason where one is. */
import type { Language } from '../../content/schema.ts'
import { CLAIM_PROBLEMS } from '../agreements/problems.ts'
import type { ClaimFailure } from '../agreements/rules/decidable.ts'
import type { ContractDocument } from '../agreements/schemas.ts'
import { policies, provider } from '../policies/generated.ts'
import { type ClauseCitation, cite } from '../policies/rules/cite.ts'
import { inForceAt } from '../policies/rules/in-force.ts'
import type { PolicyVersion } from '../policies/rules/version.ts'
import { RACE_PROBLEMS, type RaceFailure } from '../problem-words.ts'
import type { ProblemWords } from '../shared/problem-text.ts'
import type { UnderAge } from './rules.ts'

export type RegistrationFailure =
  | UnderAge
  | ClaimFailure
  | { readonly reason: 'transfer_not_acknowledged'; readonly providerCountry: string }
  | { readonly reason: 'documents_missing'; readonly documents: readonly ContractDocument[] }
  | { readonly reason: 'user_id_taken' }
  | { readonly reason: 'already_registered' }
  | RaceFailure

export const CUSTOMER_PROBLEMS: ProblemWords<RegistrationFailure> = {
  ...CLAIM_PROBLEMS,
  under_age: {
    status: 422,
    title: { id: 'Belum cukup umur', en: 'Under age' },
    detail: ({ minimumAge }) => ({
      id: `Pelanggan perorangan berumur paling sedikit ${minimumAge} tahun. Data Anda tidak disimpan.`,
      en: `A person must be at least ${minimumAge} years old to become a customer. None of your data was kept.`,
    }),
    fields: ['bornOn'],
  },
  transfer_not_acknowledged: {
    status: 422,
    title: { id: 'Pemberitahuan transfer data belum dibaca', en: 'Transfer notice not acknowledged' },
    detail: () => ({
      id: 'Anda tinggal di luar negara kami. Dengan layanan ini data Anda melintasi batas negara; nyatakan bahwa Anda telah membacanya.',
      en: 'You live outside our country. Using the service transfers your data across borders; please confirm that you have read so.',
    }),
    fields: ['transferAcknowledged'],
  },
  documents_missing: {
    status: 422,
    title: { id: 'Persetujuan belum lengkap', en: 'Acceptances missing' },
    detail: ({ documents }) => ({
      id: `Masing-masing satu persetujuan untuk: ${documents.join(', ')}.`,
      en: `One acceptance each of: ${documents.join(', ')}.`,
    }),
    fields: ['acceptances'],
  },
  user_id_taken: {
    status: 409,
    title: { id: 'ID pengguna sudah dipakai', en: 'User id is taken' },
    detail: () => ({ id: 'Pilih ID pengguna lain.', en: 'Please choose another user id.' }),
    fields: ['userId'],
  },
  already_registered: {
    status: 409,
    title: { id: 'Pendaftaran tidak dapat diselesaikan', en: 'Registration could not be completed' },
    detail: () => ({
      id: 'Kami mengirim penjelasan ke alamat e-mail itu.',
      en: 'We have sent an explanation to that e-mail address.',
    }),
  },
  ...RACE_PROBLEMS,
}

const CLAUSES: Partial<Record<RegistrationFailure['reason'], string>> = {
  under_age: 'P11',
  transfer_not_acknowledged: 'P7',
  documents_missing: 'P1',
}

/** The clause of the privacy terms that a new customer would accept, where it is what refuses. */
export function clauseOf(failure: RegistrationFailure, now: number, language: Language): ClauseCitation | undefined {
  const clause = CLAUSES[failure.reason]
  const privacy = inForceAt(policies, 'privacy', now, 'new', provider.timeZone)
  return clause && privacy ? cite(privacy as PolicyVersion, clause, language) : undefined
}
