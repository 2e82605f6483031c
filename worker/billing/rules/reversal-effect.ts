/**
 * What money that went back does to its invoice and account (S13, S16). A refund is the provider's own decision and asks for nothing
 * again. A chargeback of the term that runs leaves its invoice owed again; of anything else a person decides, for what was delivered
 * cannot be taken back and an account that is late already has an invoice of its own to be late with.
 */
import type { LifecycleState } from '../../accounts/rules/lifecycle-state.ts'
import type { Day } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import type { INVOICE_KINDS, InvoiceState } from './invoice.ts'
import type { SettlementEffect } from './settle.ts'
import type { Reversal } from './settle-reversal.ts'

export interface ReversedFacts {
  readonly account: { readonly state: LifecycleState; readonly dueOn: Day; readonly openInvoice: string | null }
  readonly invoice: {
    readonly id: string
    readonly kind: (typeof INVOICE_KINDS)[number]
    readonly state: InvoiceState
    readonly amount: Rupiah
    readonly paidAmount: Rupiah
    readonly periodFrom: Day
  }
  /** The account's newest invoice for a term that is paid. */
  readonly newestPaid: string | null
  /** What the payment did when it was recorded: money that was kept or became credit whole never stood on the invoice. */
  readonly paidAs: SettlementEffect
}

export interface ReversalEffect {
  readonly invoice: {
    /** Absent: as it is. */
    readonly state?: InvoiceState
    readonly paidAmount: Rupiah
    readonly dueOn?: Day
    /** An extension that moved the end of the term stays with the invoice that is owed again. */
    readonly periodTo?: Day
  } | null
  /** First day not paid for; null: the account stays as it is. */
  readonly accountDueOn: Day | null
  /** A newer invoice that is void now. */
  readonly voids: string | null
  readonly owedRupiah: Rupiah
}

const NEVER_STOOD: readonly SettlementEffect[] = ['credited', 'paid_after_cancellation', 'paid_after_termination']
const UNMOVED = { accountDueOn: null, voids: null, owedRupiah: 0 }

/** S13: the term that runs is the one that the newest paid invoice paid for. */
function reopens({ account, invoice, newestPaid }: ReversedFacts): boolean {
  const isTerm = invoice.kind === 'order' || invoice.kind === 'renewal'
  return isTerm && invoice.state === 'paid' && account.state === 'active' && newestPaid === invoice.id
}

export function reversalEffect(facts: ReversedFacts, reversal: Reversal): ReversalEffect {
  const { account, invoice } = facts
  if (reversal.reopensDueOn !== null && reopens(facts)) {
    return {
      invoice: {
        ...{ state: 'issued', paidAmount: invoice.amount - reversal.stillOwed },
        ...{ dueOn: reversal.reopensDueOn, periodTo: account.dueOn },
      },
      accountDueOn: invoice.periodFrom,
      voids: account.openInvoice === invoice.id ? null : account.openInvoice,
      owedRupiah: reversal.stillOwed,
    }
  }
  if (invoice.state === 'paid' || NEVER_STOOD.includes(facts.paidAs)) return { invoice: null, ...UNMOVED }
  const fell = -reversal.amount - reversal.creditTaken
  const paidAmount = Math.max(0, invoice.paidAmount - fell)
  return {
    invoice: { paidAmount },
    ...UNMOVED,
    owedRupiah: invoice.state === 'issued' ? invoice.amount - paidAmount : 0,
  }
}
