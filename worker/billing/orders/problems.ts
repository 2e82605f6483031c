/** The words of refused orders. */
import type { Localized } from '../../../content/schema.ts'
import { packageProblems } from '../../accounts/package-problems.ts'
import type { OrderRefusal } from '../../accounts/rules/order.ts'
import type { DomainRefusal } from '../../accounts/rules/order-domain.ts'
import { RACE_PROBLEMS, type RaceFailure } from '../../problem-words.ts'
import type { ProblemText, ProblemWords } from '../../shared/problem-text.ts'
import type { NotAgreed } from './rules.ts'

export type PlaceOrderFailure = OrderRefusal | DomainRefusal | NotAgreed | { readonly reason: 'nothing_to_charge' } | RaceFailure

const PACKAGE = {
  status: 422,
  title: { id: 'Paket tidak dapat dipesan', en: 'This package cannot be ordered' },
  fields: ['package'],
} as const

function domain<F>(detail: (failure: F) => Localized): ProblemText<F> {
  return { status: 422, title: { id: 'Nama domain tidak sesuai', en: 'Not a domain name' }, detail, fields: ['domain'] }
}

const LABEL_RULES = {
  empty: { id: 'Ada bagian yang kosong di antara dua titik.', en: 'There is an empty part between two dots.' },
  too_long: { id: 'Satu bagian paling panjang 63 karakter.', en: 'One part has at most 63 characters.' },
  hyphen: { id: 'Bagian nama tidak boleh diawali atau diakhiri tanda hubung.', en: 'A part may not begin or end with a hyphen.' },
  characters: { id: 'Pakai huruf, angka, dan tanda hubung saja.', en: 'Please use letters, digits and hyphens only.' },
  top: { id: 'Bagian terakhir bukan akhiran domain.', en: 'The last part is no top-level domain.' },
} as const

export const ORDER_PROBLEMS: ProblemWords<PlaceOrderFailure> = {
  ...packageProblems(PACKAGE.title),
  nothing_to_charge: {
    ...PACKAGE,
    detail: () => ({
      id: 'Layanan gratis ini dibuka atas permintaan, bukan dipesan.',
      en: 'This free service is opened on request, not ordered.',
    }),
  },
  domain_empty: domain(() => ({ id: 'Tulis nama domain.', en: 'Please write the domain name.' })),
  domain_too_long: domain(({ most }) => ({
    id: `Nama domain paling panjang ${most} karakter.`,
    en: `A domain name has at most ${most} characters.`,
  })),
  domain_character: domain(() => ({
    id: 'Pakai huruf, angka, tanda hubung, dan titik saja, tanpa http:// dan tanpa garis miring.',
    en: 'Please use letters, digits, hyphens and dots only, without http:// and without slashes.',
  })),
  domain_not_idna: domain(() => ({ id: 'Nama ini tidak dapat didaftarkan.', en: 'This name cannot be registered.' })),
  domain_one_label: domain(() => ({
    id: 'Tulis beserta akhirannya, misalnya toko.id.',
    en: 'Please write it with its ending, such as toko.id.',
  })),
  domain_label: domain(({ rule }) => LABEL_RULES[rule]),
  documents_outstanding: {
    status: 409,
    title: { id: 'Persetujuan Anda masih diperlukan', en: 'Your agreement is still needed' },
    detail: ({ documents }) => {
      const list = documents.map(({ document, version }) => `${document} ${version}`).join(', ')
      return {
        id: `Pesanan dibuat menurut dokumen yang berlaku. Setujui dulu: ${list}.`,
        en: `An order is made under the documents in force. Please accept first: ${list}.`,
      }
    },
  },
  ...RACE_PROBLEMS,
}
