/** S13, from a decision of the renewal rules to what is written: the invoice, the account that waits for it, event and notice. */
import type { Catalog, Provider } from '../../content/schema.ts'
import type { NewInvoice } from '../billing/changes.ts'
import type { Purse } from '../billing/credits/purse.ts'
import { renewalLine } from '../billing/rules/invoice.ts'
import { draftInvoice } from '../billing/rules/invoice-draft.ts'
import type { Decision } from '../bulk-commit.ts'
import type { Decision as Agreement } from '../policies/rules/binding.ts'
import type { PolicyVersion } from '../policies/rules/version.ts'
import { canonical } from '../shared/canonical.ts'
import type { AccountMove } from './changes.ts'
import type { LateAccount } from './reads.ts'
import type { Candidate } from './rules/breaker.ts'
import { lateStartAt } from './rules/late.ts'
import type { PromiseBook } from './rules/promise.ts'
import { decideRenewal, type RenewalInvoice, type RenewalPromise } from './rules/renewal.ts'
import { type Next, nextDue, type Outlook, renewedAs } from './rules/schedule.ts'

export interface RenewalBooks {
  readonly promises: PromiseBook
  readonly policies: readonly PolicyVersion[]
  readonly catalog: Catalog
  readonly provider: Pick<Provider, 'timeZone' | 'tax'>
  readonly newInvoiceId: () => string
}

/** Of accounts that owe nothing: what their customers agreed to, whose next period is invoiced, and the credit that pays for it. */
export interface RenewalReads {
  readonly decisions: ReadonlyMap<string, readonly Agreement[]>
  readonly invoiced: ReadonlySet<string>
  /** Absent where nothing is issued, as on paper. */
  readonly purse?: Purse
}

/** What one due account comes to: its move and, where one is issued, its invoice. */
export interface Step {
  readonly account: LateAccount
  readonly decision: Decision
  readonly invoice: NewInvoice | null
  /** A termination, as the breaker counts it. */
  readonly termination?: Candidate
}

export type NoRenewal =
  | { readonly reason: 'nothing_to_charge' | 'not_active' | 'leaving' | 'already_invoiced' }
  | { readonly reason: 'not_yet' }

/** An account in good standing that owes nothing: its next invoice, if its day has come, for what its customer has or wished for. */
export function renewalStep(
  account: LateAccount,
  outlook: Outlook,
  promise: RenewalPromise,
  reads: RenewalReads | null,
  books: RenewalBooks,
  now: number,
): Step | NoRenewal {
  const { anniversaryDay, dueOn, state, id } = account
  const { package: item, term } = renewedAs(outlook.wish, dueOn) ?? account
  const decided = decideRenewal(
    {
      account: id,
      term,
      anniversaryDay,
      dueOn,
      state,
      invoicedFrom: reads?.invoiced.has(id) ? [dueOn] : [],
      leaving: account.cancelConfirmedAt !== null,
    },
    promise,
    now,
  )
  if (decided.decision === 'none') return { reason: decided.because }
  if (decided.decision === 'wait') return { reason: 'not_yet' }
  const price = books.catalog.find((entry) => entry.id === item)?.priceRupiah[term]
  const line = price === undefined ? undefined : renewalLine(item, price, books.provider.tax, decided.invoice.period)
  const draft = line && draftInvoice([line], reads?.purse?.of(account.customer) ?? [])
  const late = books.promises(decided.invoice.termsVersion)
  if (!draft?.ok || late === undefined) return { reason: 'nothing_to_charge' }
  const invoice: NewInvoice = {
    ...{ id: books.newInvoiceId(), account: id, customer: account.customer, kind: 'renewal', dueOn: decided.invoice.dueOn },
    ...{ period: decided.invoice.period, amount: draft.value.gross, lines: draft.value.lines, termsVersion: late.version },
    credits: draft.value.credits,
  }
  reads?.purse?.spend(account.customer, draft.value.credits)
  const figures = { owed: draft.value.stillOwed, fromCredit: draft.value.gross - draft.value.stillOwed }
  if (draft.value.state === 'paid') return paidStep(account, outlook, decided.invoice, invoice, now)
  const after: Outlook = {
    ...{ ...outlook, promise: late, renewal: null, reminders: { issuedAt: now, given: [] } },
    account: { ...outlook.account, openInvoice: { dueOn: invoice.dueOn, overdueNoticeFrom: null, warningFrom: null } },
  }
  const lateAt = { action: 'mark_overdue' as const, at: lateStartAt(invoice.dueOn, late) }
  return issueStep(account, decided.invoice, invoice, { now, late: lateAt, next: nextDue(after, now) ?? lateAt, ...figures })
}

function issueStep(
  account: LateAccount,
  issued: RenewalInvoice,
  invoice: NewInvoice,
  { now, late, next, owed, fromCredit }: { now: number; late: Next; next: Next; owed: number; fromCredit: number },
): Step {
  const clause = { document: 'terms', version: invoice.termsVersion, id: issued.clause }
  const set: AccountMove = {
    ...{ state: 'active', openInvoice: invoice.id, overdueAt: null, suspendedAt: null, terminatedAt: null },
    ...{ nextAction: next.action, nextActionAt: next.at },
  }
  const { id, version, customer, domain } = account
  const { dueOn, period, amount } = invoice
  const event = {
    type: 'account.invoice_issued',
    body: canonical({ clause, invoice: invoice.id, dueOn, period, amountRupiah: amount, creditRupiah: fromCredit, next }),
  }
  const told = { clause, account: id, domain, dueOn, owedRupiah: owed, at: now, from: period.from, to: period.to, next: late }
  const notice = { customer, kind: 'invoice_issued', cycle: invoice.id, body: canonical(told) }
  return { account, decision: { id, version, set, event, notice }, invoice }
}

/** S13: covered whole by credit, it is issued as paid, and the account moves on at once. */
function paidStep(account: LateAccount, outlook: Outlook, issued: RenewalInvoice, invoice: NewInvoice, now: number): Step {
  const { to } = invoice.period
  const next = nextDue({ ...outlook, reminders: null, account: { ...outlook.account, dueOn: to, openInvoice: null } }, now)
  const clause = { document: 'terms', version: invoice.termsVersion, id: issued.clause }
  const set: AccountMove = {
    ...{ state: 'active', openInvoice: null, dueOn: to, overdueAt: null, suspendedAt: null, terminatedAt: null },
    ...{ nextAction: next?.action ?? 'review', nextActionAt: Math.max(next?.at ?? now, now + 1) },
  }
  const { id, version, customer, domain } = account
  const { period, amount } = invoice
  const paid = { clause, invoice: invoice.id, period, amountRupiah: amount, creditRupiah: amount, owedRupiah: 0, dueOn: to, next }
  const told = { clause, account: id, domain, dueOn: invoice.dueOn, owedRupiah: 0, paidRupiah: amount, nextDueOn: to, at: now }
  const event = { type: 'account.paid_from_credit', body: canonical(paid) }
  const notice = { customer, kind: 'paid_from_credit', cycle: invoice.id, body: canonical(told) }
  return { account, decision: { id, version, set, event, notice }, invoice }
}
