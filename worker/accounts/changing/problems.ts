/** The words of refused cancellations and changes. Long because it is one list, read side by side in both languages. */
import type { Localized } from '../../../content/schema.ts'
import { catalog, provider } from '../../policies/generated.ts'
import { RACE_PROBLEMS, type RaceFailure } from '../../problem-words.ts'
import { formatDay, formatInstant } from '../../shared/calendar.ts'
import type { ProblemText, ProblemWords } from '../../shared/problem-text.ts'
import { packageProblems } from '../package-problems.ts'
import type { CancelRefusal } from '../rules/cancel.ts'
import type { ChangeRefusal } from '../rules/change.ts'

type Shared = { readonly reason: 'account_not_found' } | RaceFailure

export type CancellationFailure =
  | Shared
  | (CancelRefusal & { readonly account: string })
  /** The second step without the first. */
  | { readonly reason: 'not_asked' }
  /** The end follows a declined version: accepting takes it back. */
  | { readonly reason: 'leaving_by_decline'; readonly clause: 'S24'; readonly account: string }

export type ChangeFailure =
  | Shared
  | ChangeRefusal
  /** One change at a time. */
  | { readonly reason: 'change_under_way'; readonly wanted: string; readonly from: 'now' | string }
  /** The term that it begins with is paid for. */
  | { readonly reason: 'change_paid'; readonly from: string; readonly clause: 'S17' }
  | { readonly reason: 'no_change' }
  | { readonly reason: 'no_terms_bind' }

const at = (instant: number, language: 'id' | 'en') => formatInstant(instant, language, provider.timeZone, provider.zoneAbbreviation)
const nameOf = (item: string) => catalog.find(({ id }) => id === item)?.name ?? item

const SHARED: ProblemWords<Shared> = {
  account_not_found: {
    status: 404,
    title: { id: 'Layanan tidak ditemukan', en: 'No such service' },
    detail: () => ({ id: 'Anda tidak mempunyai layanan dengan nomor ini.', en: 'You have no service with this id.' }),
  },
  ...RACE_PROBLEMS,
}

export const CANCELLATION_PROBLEMS: ProblemWords<CancellationFailure> = {
  ...SHARED,
  nothing_to_cancel: {
    status: 409,
    title: { id: 'Tidak ada yang dapat diakhiri', en: 'Nothing to cancel' },
    detail: ({ state }) =>
      state === 'pending_payment'
        ? {
            id: 'Pesanan ini belum dibayar. Tanpa pembayaran, pesanan berakhir sendiri.',
            en: 'This order is not paid yet. Without a payment it ends by itself.',
          }
        : { id: 'Layanan ini sudah berakhir.', en: 'This service has ended already.' },
  },
  already_cancelled: {
    status: 409,
    title: { id: 'Sudah dijadwalkan berakhir', en: 'Already set to end' },
    detail: ({ endsAt }) => ({
      id: `Layanan ini berakhir pada ${at(endsAt, 'id')}. Sampai saat itu Anda dapat menariknya kembali.`,
      en: `This service ends on ${at(endsAt, 'en')}. Until then you can take that back.`,
    }),
  },
  confirmation_expired: {
    status: 409,
    title: { id: 'Waktu konfirmasi sudah lewat', en: 'The time to confirm is over' },
    detail: ({ expiredAt }) => ({
      id: `Permintaan ini harus dikonfirmasi sebelum ${at(expiredAt, 'id')}. Tidak ada yang berakhir; mulailah lagi dari langkah pertama.`,
      en: `This request had to be confirmed before ${at(expiredAt, 'en')}. Nothing ends; please begin again with the first step.`,
    }),
  },
  nothing_scheduled: {
    status: 409,
    title: { id: 'Tidak ada yang dapat ditarik', en: 'Nothing to take back' },
    detail: () => ({ id: 'Layanan ini tidak dijadwalkan berakhir.', en: 'This service is not set to end.' }),
  },
  cancellation_done: {
    status: 409,
    title: { id: 'Layanan sudah berakhir', en: 'The service has ended' },
    detail: ({ endsAt }) => ({
      id: `Layanan berakhir pada ${at(endsAt, 'id')}; itu tidak dapat ditarik lagi. Untuk kembali, pesanlah layanan baru.`,
      en: `The service ended on ${at(endsAt, 'en')}; that can no longer be taken back. To come back, please order a new service.`,
    }),
  },
  not_asked: {
    status: 409,
    title: { id: 'Langkah pertama belum dilakukan', en: 'The first step is missing' },
    detail: () => ({
      id: 'Mintalah dulu untuk mengakhiri layanan, lalu konfirmasikan.',
      en: 'Please first ask to end the service, then confirm it.',
    }),
  },
  leaving_by_decline: {
    status: 409,
    title: { id: 'Layanan berakhir karena versi yang Anda tolak', en: 'The service ends because of a version you declined' },
    detail: () => ({
      id: 'Setujui versi itu di halaman persetujuan; dengan itu layanan berlanjut.',
      en: 'Please accept that version on the page of your agreements; the service then goes on.',
    }),
  },
}

const PACKAGE = {
  status: 422,
  title: { id: 'Paket ini tidak dapat dipilih', en: 'This package cannot be chosen' },
  fields: ['package'],
} as const
const refused = <F>(detail: (failure: F) => Localized): ProblemText<F> => ({
  status: 409,
  title: { id: 'Perubahan tidak dapat dilakukan sekarang', en: 'Not possible at this time' },
  detail,
})

export const CHANGE_PROBLEMS: ProblemWords<ChangeFailure> = {
  ...SHARED,
  ...packageProblems(PACKAGE.title),
  other_kind: {
    ...PACKAGE,
    detail: () => ({
      id: 'Paket ini jenis layanan lain. Pesanlah sebagai layanan baru.',
      en: 'This is another kind of service. Please order it as a new one.',
    }),
  },
  nothing_changes: { ...PACKAGE, detail: () => ({ id: 'Ini paket dan masa Anda sekarang.', en: 'This is what you have now.' }) },
  no_running_account: refused(() => ({ id: 'Layanan ini tidak berjalan.', en: 'This service is not running.' })),
  leaving: refused(() => ({
    id: 'Layanan ini dijadwalkan berakhir. Tariklah dulu pengakhirannya.',
    en: 'This service is set to end. Please take that back first.',
  })),
  suspended_as_overdue: refused(({ dueOn }) => ({
    id: `Layanan ditangguhkan karena tagihan yang jatuh tempo ${formatDay(dueOn, 'id')} belum dibayar. Bayarlah dulu; sesudah itu Anda dapat turun paket atau memilih masa yang lebih pendek.`,
    en: `The service is suspended because the invoice due on ${formatDay(dueOn, 'en')} is unpaid. Please pay it first; after that you can take a smaller package or a shorter term.`,
  })),
  not_in_good_standing: refused(({ inViolation }) =>
    inViolation
      ? {
          id: 'Layanan dimatikan karena pelanggaran. Hubungi kami dulu.',
          en: 'The service is off because of a violation. Please contact us first.',
        }
      : {
          id: 'Bayarlah dulu tagihan masa yang berjalan; sesudah itu Anda dapat naik paket.',
          en: 'Please first pay the invoice of the term that runs; after that you can take a larger package.',
        },
  ),
  change_under_way: refused(({ wanted, from }) => ({
    id: `Perubahan ke ${nameOf(wanted)} ${from === 'now' ? 'menunggu pembayaran' : `sudah dicatat mulai ${formatDay(from, 'id')}`}. Tariklah dulu perubahan itu.`,
    en: `A change to ${nameOf(wanted)} ${from === 'now' ? 'waits for its payment' : `is recorded from ${formatDay(from, 'en')}`}. Please take it back first.`,
  })),
  change_paid: refused(({ from }) => ({
    id: `Masa yang mulai ${formatDay(from, 'id')} sudah dibayar; perubahan itu tetap berlaku.`,
    en: `The term that begins on ${formatDay(from, 'en')} is paid for already; that change stays.`,
  })),
  no_change: refused(() => ({ id: 'Tidak ada perubahan yang menunggu.', en: 'There is no change to take back.' })),
  no_terms_bind: refused(() => ({
    id: 'Belum ada ketentuan yang Anda setujui. Setujui dulu ketentuan layanan.',
    en: 'No terms bind you yet. Please accept the terms of service first.',
  })),
}
