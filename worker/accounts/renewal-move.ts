/** S13, from a decision of the renewal rules to what is written: the invoice, the account that waits for it, event and notice. */
import type { Catalog, Provider } from '../../content/schema.ts'
import type { NewInvoice } from '../billing/changes.ts'
import { renewalLine } from '../billing/rules/invoice.ts'
import { draftInvoice } from '../billing/rules/invoice-draft.ts'
import type { Decision } from '../bulk-commit.ts'
import type { PolicyVersion } from '../policies/rules/version.ts'
import { canonical } from '../shared/canonical.ts'
import type { AccountMove } from './changes.ts'
import { waitMove } from './late-move.ts'
import type { LateAccount, RenewalReads } from './reads.ts'
import { lateStartAt } from './rules/late.ts'
import type { PromiseBook } from './rules/promise.ts'
import { decideRenewal, type RenewalInvoice, renewalPromise } from './rules/renewal.ts'

export interface RenewalBooks {
  readonly promises: PromiseBook
  readonly policies: readonly PolicyVersion[]
  readonly catalog: Catalog
  readonly provider: Pick<Provider, 'timeZone' | 'tax'>
  readonly newInvoiceId: () => string
}

/** What one due account comes to: its move and, where one is issued, its invoice. */
export interface Step {
  readonly account: LateAccount
  readonly decision: Decision
  readonly invoice: NewInvoice | null
}

/** An account in good standing that owes nothing: its next invoice, if its day has come. */
export function renewalStep(account: LateAccount, reads: RenewalReads, books: RenewalBooks, now: number, reviewAt: number): Step {
  const wait = (action: string, at: number): Step => ({ account, decision: waitMove(account, { action, at }), invoice: null })
  const { timeZone } = books.provider
  const promise = renewalPromise(books.policies, reads.decisions.get(account.customer) ?? [], now, timeZone)
  if (!promise.ok) return told(account, promise.failure.reason, wait('review', reviewAt))
  const invoicedFrom = reads.invoiced.has(account.id) ? [account.dueOn] : []
  const { term, anniversaryDay, dueOn, state } = account
  const decided = decideRenewal(
    { account: account.id, term, anniversaryDay, dueOn, state, invoicedFrom, leaving: false },
    promise.value,
    now,
  )
  if (decided.decision === 'none') return told(account, decided.because, wait('review', reviewAt))
  if (decided.decision === 'wait') return wait('issue_invoice', decided.until)
  const price = books.catalog.find(({ id }) => id === account.package)?.priceRupiah[term]
  const line = price === undefined ? undefined : renewalLine(account.package, price, books.provider.tax, decided.invoice.period)
  const draft = line && draftInvoice([line], [])
  const late = books.promises(decided.invoice.termsVersion)
  if (!draft?.ok || late === undefined) return told(account, 'nothing_to_charge', wait('review', reviewAt))
  return issueStep(
    account,
    decided.invoice,
    {
      ...{ id: books.newInvoiceId(), account: account.id, customer: account.customer, kind: 'renewal', dueOn: decided.invoice.dueOn },
      ...{ period: decided.invoice.period, amount: draft.value.gross, lines: draft.value.lines, termsVersion: late.version },
    },
    { now, lateAt: lateStartAt(decided.invoice.dueOn, late) },
  )
}

/** Staff read in the log why nobody is invoiced. */
function told(account: LateAccount, reason: string, step: Step): Step {
  console.error(JSON.stringify({ level: 'error', sweep: 'renewal', account: account.id, reason }))
  return step
}

function issueStep(
  account: LateAccount,
  issued: RenewalInvoice,
  invoice: NewInvoice,
  { now, lateAt }: { now: number; lateAt: number },
): Step {
  const next = { action: 'mark_overdue', at: lateAt }
  const clause = { document: 'terms', version: invoice.termsVersion, id: issued.clause }
  const set: AccountMove = {
    ...{ state: 'active', openInvoice: invoice.id, overdueAt: null, suspendedAt: null, terminatedAt: null },
    ...{ nextAction: next.action, nextActionAt: next.at },
  }
  const { id, version, customer, domain } = account
  const { dueOn, period, amount } = invoice
  const event = {
    type: 'account.invoice_issued',
    body: canonical({ clause, invoice: invoice.id, dueOn, period, amountRupiah: amount, next }),
  }
  const body = canonical({ clause, account: id, domain, dueOn, owedRupiah: amount, at: now, from: period.from, to: period.to, next })
  return { account, decision: { id, version, set, event, notice: { customer, kind: 'invoice_issued', cycle: invoice.id, body } }, invoice }
}
