/** The words of payments that cannot be recorded. */
import { provider } from '../policies/generated.ts'
import { RACE_PROBLEMS, type RaceFailure } from '../problem-words.ts'
import { formatInstant } from '../shared/calendar.ts'
import type { ProblemWords } from '../shared/problem-text.ts'

export type PaymentFailure =
  | { readonly reason: 'invoice_not_found' }
  | { readonly reason: 'paid_in_future'; readonly now: number }
  | { readonly reason: 'reference_taken'; readonly payment: string; readonly invoice: string }
  | RaceFailure

export type PayFailure =
  | { readonly reason: 'invoice_not_found' }
  /** Paid, void, or of an account that has ended. */
  | { readonly reason: 'nothing_owed' }
  | { readonly reason: 'gateway_not_configured' }
  | { readonly reason: 'payment_under_way' }
  /** Silent, down, or unwilling. */
  | { readonly reason: 'gateway_failed'; readonly gateway: string }

export type CreditPayFailure =
  | Extract<PayFailure, { readonly reason: 'invoice_not_found' | 'nothing_owed' }>
  | { readonly reason: 'no_credit' }
  | RaceFailure

export const PAY_PROBLEMS: ProblemWords<PayFailure> = {
  invoice_not_found: {
    status: 404,
    title: { id: 'Tagihan tidak ditemukan', en: 'No such invoice' },
    detail: () => ({ id: 'Tidak ada tagihan dengan nomor ini.', en: 'There is no invoice with this id.' }),
  },
  nothing_owed: {
    status: 409,
    title: { id: 'Tidak ada yang perlu dibayar', en: 'Nothing to pay' },
    detail: () => ({ id: 'Tagihan ini sudah lunas atau batal.', en: 'This invoice is paid or void.' }),
  },
  gateway_not_configured: {
    status: 422,
    title: { id: 'Cara bayar tidak tersedia', en: 'This way of paying is not available' },
    detail: () => ({ id: 'Pilih cara bayar yang lain.', en: 'Please choose another way of paying.' }),
    fields: ['gateway'],
  },
  payment_under_way: {
    status: 409,
    title: { id: 'Pembayaran sedang diproses', en: 'A payment is under way' },
    detail: () => ({ id: 'Tunggu sebentar, lalu coba lagi.', en: 'Please wait a moment and try again.' }),
  },
  gateway_failed: {
    status: 503,
    title: { id: 'Gateway pembayaran tidak menjawab', en: 'The payment gateway does not answer' },
    detail: () => ({ id: 'Coba lagi nanti, atau pilih cara bayar yang lain.', en: 'Please try later, or choose another way of paying.' }),
  },
}

export const CREDIT_PAY_PROBLEMS: ProblemWords<CreditPayFailure> = {
  invoice_not_found: PAY_PROBLEMS.invoice_not_found,
  nothing_owed: PAY_PROBLEMS.nothing_owed,
  no_credit: {
    status: 409,
    title: { id: 'Tidak ada kredit', en: 'No credit' },
    detail: () => ({
      id: 'Anda tidak punya kredit yang dapat dipakai. Bayarlah tagihan ini dengan cara lain.',
      en: 'You have no credit to use. Please pay this invoice in another way.',
    }),
  },
  ...RACE_PROBLEMS,
}

const at = (instant: number, language: 'id' | 'en') => formatInstant(instant, language, provider.timeZone, provider.zoneAbbreviation)

export const PAYMENT_PROBLEMS: ProblemWords<PaymentFailure> = {
  invoice_not_found: {
    status: 404,
    title: { id: 'Tagihan tidak ditemukan', en: 'No such invoice' },
    detail: () => ({ id: 'Tidak ada tagihan dengan nomor ini.', en: 'There is no invoice with this id.' }),
  },
  paid_in_future: {
    status: 422,
    title: { id: 'Waktu pembayaran di masa depan', en: 'Paid in the future' },
    detail: ({ now }) => ({
      id: `Menurut jam kami sekarang ${at(now, 'id')}. Masukkan waktu menurut bank atau gateway.`,
      en: `By our clock it is ${at(now, 'en')} now. Please enter the time given by the bank or gateway.`,
    }),
    fields: ['paidAt'],
  },
  reference_taken: {
    status: 409,
    title: { id: 'Pembayaran ini sudah dicatat', en: 'This payment is already recorded' },
    detail: ({ payment, invoice }) => ({
      id: `Referensi ini sudah dicatat sebagai ${payment} untuk tagihan ${invoice}.`,
      en: `This reference is already recorded as ${payment} for invoice ${invoice}.`,
    }),
    fields: ['reference'],
  },
  ...RACE_PROBLEMS,
}
