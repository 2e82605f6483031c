/** The words of refunds that cannot be recorded. */
import { formatRupiah } from '../../shared/money.ts'
import type { ProblemWords } from '../../shared/problem-text.ts'
import { PAYMENT_PROBLEMS, type PaymentFailure } from '../problems.ts'
import type { ReversalRefusal } from '../rules/settle-reversal.ts'

export type RefundFailure =
  | Exclude<ReversalRefusal, { reason: 'amount_not_positive' | 'no_such_payment' }>
  | { readonly reason: 'payment_not_found' }
  | { readonly reason: 'refund_reference_taken'; readonly refund: string }
  | Extract<PaymentFailure, { reason: 'idempotency_key_reused' | 'lost_race' }>

export const REFUND_PROBLEMS: ProblemWords<RefundFailure> = {
  payment_not_found: {
    status: 404,
    title: { id: 'Pembayaran tidak ditemukan', en: 'No such payment' },
    detail: () => ({ id: 'Tidak ada pembayaran dengan nomor ini.', en: 'There is no payment with this id.' }),
  },
  more_than_was_paid: {
    status: 422,
    title: { id: 'Lebih dari yang dibayar', en: 'More than was paid' },
    detail: ({ paid, alreadyBack }) => ({
      id: `Pembayaran ini ${formatRupiah(paid, 'id')}, dan ${formatRupiah(alreadyBack, 'id')} sudah dikembalikan.`,
      en: `This payment was ${formatRupiah(paid, 'en')}, and ${formatRupiah(alreadyBack, 'en')} of it went back already.`,
    }),
    fields: ['amountRupiah'],
  },
  refund_reference_taken: {
    status: 409,
    title: { id: 'Pengembalian ini sudah dicatat', en: 'This refund is already recorded' },
    detail: ({ refund }) => ({
      id: `Referensi ini sudah dicatat sebagai ${refund}.`,
      en: `This reference is already recorded as ${refund}.`,
    }),
    fields: ['reference'],
  },
  idempotency_key_reused: PAYMENT_PROBLEMS.idempotency_key_reused,
  lost_race: PAYMENT_PROBLEMS.lost_race,
}
