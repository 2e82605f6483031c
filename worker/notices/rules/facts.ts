/** What a notice is made of. The inbox and the mail say the same: both are written from these facts alone. */
import type { Document } from '../../../content/schema.ts'
import type { Day, Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'

/** The promise that ordered it. */
export interface NoticeClause {
  readonly document: Document
  readonly version: string
  readonly id: string
}

interface AboutAccount {
  readonly account: string
  readonly domain: string
  readonly clause: NoticeClause
}

/** S14: lateness. `next` is what happens if nobody pays, and when at the earliest. */
export interface LateNotice extends AboutAccount {
  readonly kind: 'overdue' | 'termination_warning' | 'terminated'
  readonly dueOn: Day
  readonly owedRupiah: Rupiah
  readonly at: Instant
  readonly next: { readonly action: string; readonly at: Instant } | null
}

/** S13: an invoice was issued, or is still open shortly before its due date. */
export interface InvoiceNotice extends AboutAccount {
  readonly kind: 'invoice_issued' | 'payment_reminder'
  readonly dueOn: Day
  readonly owedRupiah: Rupiah
}

/** S13, S16: money came in. `restRupiah` is still owed; `creditRupiah` is above what was asked for. */
export interface PaymentNotice extends AboutAccount {
  readonly kind: 'payment_received' | 'reactivated' | 'paid_after_termination'
  readonly paidRupiah: Rupiah
  readonly paidAt: Instant
  readonly restRupiah: Rupiah
  readonly creditRupiah: Rupiah
}

/** S9: how much of the package’s storage is used, in whole percent. */
export interface UsageNotice extends AboutAccount {
  readonly kind: 'usage_warning'
  readonly percent: number
}

export type NoticeFacts = LateNotice | InvoiceNotice | PaymentNotice | UsageNotice
