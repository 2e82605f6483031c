import { type Day, dayOf, type Instant } from '../../shared/calendar.ts'
import { type Rupiah, withTax } from '../../shared/money.ts'

/** `upgrade` and `restore` stand beside the terms that an account is paid for; paying one moves no term (S8, S17). */
export const INVOICE_KINDS = ['order', 'renewal', 'upgrade', 'restore'] as const

export const INVOICE_STATES = ['issued', 'paid', 'void'] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

/** One line as it was issued; it never changes, whatever prices and rates do later (S17). Net + tax = gross. */
export interface InvoiceLine {
  /** Id in the catalogue. */
  readonly item: string
  readonly from: Day
  /** First day after the period. */
  readonly to: Day
  readonly net: Rupiah
  readonly taxCode: string
  readonly rate: { readonly numerator: number; readonly denominator: number }
  readonly tax: Rupiah
  readonly gross: Rupiah
}

export interface Tax {
  readonly code: string
  readonly rate: { readonly numerator: number; readonly denominator: number }
  /** Whether prices already contain the tax. */
  readonly included: boolean
}

/** S13: the line of a prepaid period. */
export function renewalLine(item: string, price: Rupiah, tax: Tax, period: { from: Day; to: Day }): InvoiceLine {
  return { item, ...period, taxCode: tax.code, rate: tax.rate, ...withTax(price, tax.rate, tax.included) }
}

/** S14: the whole due day counts as in time. */
export const isPastDue = (dueOn: Day, now: Instant, timeZone: string): boolean => dayOf(now, timeZone) > dueOn

/** Gapless per shard and year: “A-2027-000123”. */
export function invoiceNumber({ shard, year, serial }: { shard: string; year: number; serial: number }): string {
  return `${shard.toUpperCase()}-${year}-${String(serial).padStart(6, '0')}`
}
