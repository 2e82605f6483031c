/** What an invoice asks for (S13): its lines with the tax of the day of issue, the credit applied, and what remains to be paid. */
import type { Rupiah } from '../../shared/money.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { type AppliedCredit, applyCredits, type Credit } from './credit.ts'
import type { InvoiceLine, InvoiceState } from './invoice.ts'

export interface InvoiceDraft {
  readonly lines: readonly InvoiceLine[]
  readonly net: Rupiah
  readonly tax: Rupiah
  /** The amount of the invoice, tax included. */
  readonly gross: Rupiah
  /** Credit is a way of paying: it lowers what remains, never the tax. */
  readonly credits: readonly AppliedCredit[]
  readonly stillOwed: Rupiah
  readonly state: Extract<InvoiceState, 'issued' | 'paid'>
}

/** S13: an invoice for nothing is not issued; what costs nothing needs no payment. */
export function draftInvoice(
  lines: readonly InvoiceLine[],
  credits: readonly Credit[],
): Result<InvoiceDraft, { reason: 'nothing_to_charge' }> {
  const sum = (part: 'net' | 'tax' | 'gross') => lines.reduce((total, line) => total + line[part], 0)
  const gross = sum('gross')
  if (gross <= 0) return fail({ reason: 'nothing_to_charge' })
  const { applied, stillOwed } = applyCredits(credits, gross)
  const state = stillOwed === 0 ? 'paid' : 'issued'
  return ok({ lines, net: sum('net'), tax: sum('tax'), gross, credits: applied, stillOwed, state })
}

export type VoidRefusal = { readonly reason: 'invoice_paid' } | { readonly reason: 'invoice_already_void' }

/** S13: an open invoice becomes void and keeps its number; a part that was paid returns to the customer as credit. */
export function voidInvoice({
  state,
  paid,
}: {
  state: InvoiceState
  paid: Rupiah
}): Result<{ state: 'void'; credit: Rupiah }, VoidRefusal> {
  if (state === 'paid') return fail({ reason: 'invoice_paid' })
  return state === 'void' ? fail({ reason: 'invoice_already_void' }) : ok({ state: 'void', credit: paid })
}
