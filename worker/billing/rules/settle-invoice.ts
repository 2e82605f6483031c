/**
 * S8, S13, S16, S17: a payment judged with the kind and standing of its invoice. One for a term moves the account; one beside the terms
 * never does; one that stands for nothing any more asks for nothing, and what is paid on it is the customer's credit.
 */
import { isAlive, type LifecycleState } from '../../accounts/rules/lifecycle-state.ts'
import type { Day, Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import type { INVOICE_KINDS, InvoiceState } from './invoice.ts'
import type { Payment } from './payment.ts'
import { type Settlement, settle } from './settle.ts'

export interface PaidAccountFacts {
  readonly state: LifecycleState
  readonly suspendedAt: Instant | null
  /** The end of the order or of the account; of a purged one the end that came before the purge. */
  readonly endedAt: Instant | null
  readonly inViolation: boolean
  /** First day not yet paid for. */
  readonly dueOn: Day
}

export interface PaidInvoiceFacts {
  readonly kind: (typeof INVOICE_KINDS)[number]
  readonly state: InvoiceState
  readonly amount: Rupiah
  readonly periodFrom: Day
  readonly periodTo: Day
}

export interface InvoiceSettlement extends Settlement {
  /** `term`: the account is, or is again, in good standing; `beside`: what the invoice is for follows now; null: nothing moves. */
  readonly moves: 'term' | 'beside' | null
}

const isBeside = ({ kind }: PaidInvoiceFacts) => kind === 'upgrade' || kind === 'restore'

/**
 * A void invoice of a running account, or of another term than the one that the account ended in; and an upgrade priced before a further
 * term was paid for at the old price (S17).
 */
function standsForNothing(account: PaidAccountFacts, invoice: PaidInvoiceFacts): boolean {
  if (invoice.kind === 'upgrade' && account.dueOn > invoice.periodTo) return true
  if (invoice.state !== 'void') return false
  return isAlive(account.state) || (invoice.kind === 'renewal' && invoice.periodFrom !== account.dueOn)
}

/** Paid in full while it ran, or before it ended and while its data is there. */
const restores = ({ event, effect }: Settlement) => event !== null && event !== 'paid_after_end' && effect !== 'refund_owed'

export function settleInvoice(
  account: PaidAccountFacts,
  invoice: PaidInvoiceFacts,
  earlier: readonly Payment[],
  payment: Payment,
): InvoiceSettlement {
  const { state, suspendedAt, endedAt, inViolation } = account
  const common = { invoiceAmount: invoice.amount, invoiceSettled: invoice.state === 'paid', earlier }
  const afterEnd = endedAt !== null && payment.paidAt > endedAt
  if (!afterEnd && (isBeside(invoice) || standsForNothing(account, invoice))) {
    // What it was for cannot happen any more where the account has ended.
    const invoiceSettled = common.invoiceSettled || standsForNothing(account, invoice) || invoice.state === 'void' || !isAlive(state)
    const settled = settle({ state: 'active', suspendedAt: null, endedAt: null, inViolation: false, ...common, invoiceSettled }, payment)
    return { ...settled, staffLook: endedAt !== null, moves: settled.effect === 'paid' ? 'beside' : null }
  }
  const settled = settle({ state, suspendedAt, endedAt, inViolation, ...common }, payment)
  return { ...settled, moves: restores(settled) ? 'term' : null }
}

/**
 * S13: the parts paid on an invoice that can still count for it. Those that became credit when it was void, and were spent elsewhere
 * since, stand here no more: the newest of them are gone first, so that what remains was paid as early as it can have been.
 */
export function partsLeft(parts: readonly Payment[], spentElsewhere: Rupiah): readonly Payment[] {
  let gone = spentElsewhere
  return parts
    .toSorted((a, b) => b.paidAt - a.paidAt)
    .map((part) => {
      const taken = Math.min(gone, part.amount)
      gone -= taken
      return { ...part, amount: part.amount - taken }
    })
    .filter(({ amount }) => amount > 0)
    .reverse()
}
