/** What a gateway keeps of a payment, and how that is written in Midtrans' and in Xendit's form. */
import { createHash } from 'node:crypto'

/** Not secrets: fixed keys of tests and development. */
export const LOCAL_GATEWAY_KEYS = {
  MIDTRANS_SERVER_KEY: 'SB-Mid-server-local',
  XENDIT_SECRET_KEY: 'xnd_development_local',
  XENDIT_CALLBACK_TOKEN: 'local-callback-token',
} as const

export interface LocalPayment {
  readonly gateway: 'midtrans' | 'xendit'
  readonly orderId: string
  readonly transactionId: string
  readonly amount: number
  readonly returnUrl: string
  notifyUrl: string | null
  readonly createdAt: number
  /** Midtrans knows of a transaction only once the customer has opened the page and chosen how to pay. */
  begun: boolean
  /** In Midtrans' words; Xendit's are made from them. */
  state: 'pending' | 'capture' | 'settlement' | 'deny' | 'cancel' | 'expire' | 'partial_refund' | 'refund' | 'chargeback'
  paidAmount: number
  paidAt: number | null
  readonly refunds: number[]
}

export type LocalState = LocalPayment['state']

export const isPaid = (state: LocalState) => ['capture', 'settlement', 'partial_refund', 'refund', 'chargeback'].includes(state)

/** “2027-03-12 23:59:59”, in WIB and without saying so. */
const bareTime = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const money = (amount: number) => (Number.isInteger(amount) ? `${amount}.00` : amount.toFixed(2))

const STATUS_CODE: Partial<Record<LocalState, string>> = { pending: '201', deny: '202', expire: '202' }

function midtransFields(payment: LocalPayment, state: LocalState) {
  const paid = isPaid(state)
  return {
    status_message: 'midtrans payment notification',
    transaction_id: payment.transactionId,
    order_id: payment.orderId,
    gross_amount: money(paid && payment.paidAmount ? payment.paidAmount : payment.amount),
    currency: 'IDR',
    payment_type: state === 'capture' || state === 'cancel' ? 'credit_card' : 'bank_transfer',
    transaction_time: bareTime(payment.createdAt),
    transaction_status: state,
    fraud_status: 'accept',
    ...(paid && state !== 'capture' && payment.paidAt !== null ? { settlement_time: bareTime(payment.paidAt) } : {}),
    ...(payment.refunds.length > 0
      ? {
          refund_amount: money(payment.refunds.reduce((sum, amount) => sum + amount, 0)),
          refunds: payment.refunds.map((amount, index) => ({ refund_chargeback_id: index + 1, refund_amount: money(amount) })),
        }
      : {}),
  }
}

export function midtransStatus(payment: LocalPayment) {
  const code = payment.state === 'expire' ? '407' : (STATUS_CODE[payment.state] ?? '200')
  return { status_code: code, ...midtransFields(payment, payment.state) }
}

export function midtransNotification(payment: LocalPayment, state: LocalState, serverKey: string) {
  const fields = midtransFields(payment, state)
  const status_code = STATUS_CODE[state] ?? '200'
  const signature_key = createHash('sha512')
    .update(fields.order_id + status_code + fields.gross_amount + serverKey)
    .digest('hex')
  return { status_code, ...fields, signature_key }
}

export function xenditInvoice(payment: LocalPayment, state: LocalState, origin: string) {
  const status = isPaid(state) ? 'PAID' : state === 'expire' ? 'EXPIRED' : 'PENDING'
  return {
    id: payment.transactionId,
    external_id: payment.orderId,
    user_id: '5848fdf860053555135587e7',
    is_high: false,
    status,
    merchant_name: 'Tnet',
    amount: payment.amount,
    currency: 'IDR',
    created: new Date(payment.createdAt).toISOString(),
    updated: new Date(payment.paidAt ?? payment.createdAt).toISOString(),
    expiry_date: new Date(payment.createdAt + 86_400_000).toISOString(),
    invoice_url: `${origin}/pay/${payment.transactionId}`,
    ...(status === 'PAID'
      ? {
          paid_amount: payment.paidAmount,
          paid_at: new Date(payment.paidAt ?? payment.createdAt).toISOString(),
          payment_method: 'BANK_TRANSFER',
          payment_channel: 'MANDIRI',
        }
      : {}),
  }
}
