/** The words of what cannot be done with the people of a company. */
import { provider } from '../../policies/generated.ts'
import { RACE_PROBLEMS, type RaceFailure } from '../../problem-words.ts'
import { formatInstant } from '../../shared/calendar.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'
import type { InvitationFlaw, InvitationRefusal, MemberRefusal } from './rules.ts'

export type MembersFailure =
  | InvitationRefusal
  | InvitationFlaw
  | MemberRefusal
  | { readonly reason: 'authority_missing' }
  | { readonly reason: 'user_id_taken' }
  /** A user has this e-mail already: they sign in. */
  | { readonly reason: 'sign_in_to_accept' }
  | { readonly reason: 'staff_act_for_nobody' }
  | RaceFailure

const at = (instant: number, language: 'id' | 'en') => formatInstant(instant, language, provider.timeZone, provider.zoneAbbreviation)

const INVITATION = { status: 409, title: { id: 'Undangan ini tidak berlaku lagi', en: 'This invitation is no longer good' } } as const
const ASK_AGAIN = { id: 'Minta pemilik perusahaan mengundang Anda lagi.', en: 'Ask an owner of the company to invite you again.' } as const

export const MEMBERS_PROBLEMS: ProblemWords<MembersFailure> = {
  only_companies: {
    status: 409,
    title: { id: 'Hanya untuk perusahaan', en: 'For companies only' },
    detail: () => ({
      id: 'Akun perorangan dipakai oleh satu orang. Orang lain dapat diundang ke akun perusahaan.',
      en: 'The account of a person is used by that person. Others can be invited to the account of a company.',
    }),
  },
  already_member: {
    status: 409,
    title: { id: 'Sudah menjadi anggota', en: 'Already a member' },
    detail: () => ({
      id: 'Orang dengan alamat ini sudah bertindak untuk perusahaan.',
      en: 'Whoever has this address acts for the company already.',
    }),
    fields: ['email'],
  },
  too_many_invitations: {
    status: 429,
    title: { id: 'Terlalu banyak undangan', en: 'Too many invitations' },
    detail: ({ most }) => ({
      id: `Paling banyak ${most} undangan dalam 24 jam. Coba lagi besok.`,
      en: `At most ${most} invitations in 24 hours. Please try again tomorrow.`,
    }),
  },
  invitation_unknown: {
    ...INVITATION,
    status: 404,
    detail: () => ({ id: `Tautannya tidak kami kenal. ${ASK_AGAIN.id}`, en: `We do not know this link. ${ASK_AGAIN.en}` }),
  },
  invitation_used: {
    ...INVITATION,
    detail: () => ({
      id: 'Undangan ini sudah diterima. Masuklah dengan akun Anda.',
      en: 'This invitation was accepted already. Please sign in.',
    }),
  },
  invitation_revoked: {
    ...INVITATION,
    detail: () => ({ id: `Undangan ini ditarik. ${ASK_AGAIN.id}`, en: `This invitation was withdrawn. ${ASK_AGAIN.en}` }),
  },
  invitation_expired: {
    ...INVITATION,
    detail: ({ expiredAt }) => ({
      id: `Undangan ini berlaku sampai ${at(expiredAt, 'id')}. ${ASK_AGAIN.id}`,
      en: `This invitation was good until ${at(expiredAt, 'en')}. ${ASK_AGAIN.en}`,
    }),
  },
  invitation_for_another: {
    status: 403,
    title: { id: 'Undangan untuk alamat lain', en: 'An invitation for another address' },
    detail: () => ({
      id: 'Undangan ini dikirim ke alamat e-mail lain. Keluar dahulu, lalu buka tautannya lagi.',
      en: 'This invitation was sent to another e-mail address. Sign out first, then open its link again.',
    }),
  },
  member_not_found: {
    status: 404,
    title: { id: 'Tidak ditemukan', en: 'Not found' },
    detail: () => ({
      id: 'Tidak ada orang atau undangan seperti itu di perusahaan ini.',
      en: 'This company has no such person or invitation.',
    }),
  },
  last_owner: {
    status: 409,
    title: { id: 'Pemilik terakhir', en: 'The last owner' },
    detail: () => ({
      id: 'Perusahaan harus selalu mempunyai seorang pemilik. Jadikan orang lain pemilik dahulu.',
      en: 'A company always has an owner. Make somebody else an owner first.',
    }),
  },
  authority_missing: {
    status: 422,
    title: { id: 'Wewenang belum disebutkan', en: 'The authority is missing' },
    detail: () => ({
      id: 'Sebutkan atas dasar apa pemilik ini mewakili perusahaan, misalnya jabatannya.',
      en: 'Say on what ground this owner acts for the company, such as their office.',
    }),
    fields: ['authority'],
  },
  user_id_taken: {
    status: 409,
    title: { id: 'ID pengguna sudah dipakai', en: 'User id is taken' },
    detail: () => ({ id: 'Pilih ID pengguna lain.', en: 'Please choose another user id.' }),
    fields: ['userId'],
  },
  sign_in_to_accept: {
    status: 409,
    title: { id: 'Anda sudah mempunyai akun', en: 'You have an account already' },
    detail: () => ({ id: 'Masuk dengan akun itu, lalu terima undangannya.', en: 'Sign in with it, then accept the invitation.' }),
  },
  staff_act_for_nobody: {
    status: 403,
    title: { id: 'Petugas tidak mewakili pelanggan', en: 'Staff act for no customer' },
    detail: () => ({ id: 'Pakai akun lain untuk menerima undangan ini.', en: 'Use another account to accept this invitation.' }),
  },
  ...RACE_PROBLEMS,
}
