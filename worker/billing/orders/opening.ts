/** What an order opens (S2, S13): an account that waits for its payment, or, where credit pays for all of it, one that runs at once. */
import type { SQLWrapper } from 'drizzle-orm'
import { paidAccount } from '../../accounts/rules/paid.ts'
import type { BillingTerm } from '../../accounts/rules/state.ts'
import type { accounts } from '../../accounts/tables.ts'
import type { Db } from '../../context.ts'
import type { NewEvent, NewNotice } from '../../db/changes.ts'
import { orderReason, queueOrders } from '../../panel/orders.ts'
import { provider } from '../../policies/generated.ts'
import type { VersionOf } from '../../policies/rules/version.ts'
import type { Day } from '../../shared/calendar.ts'
import { spendCredits } from '../credits/changes.ts'
import type { InvoiceDraft } from '../rules/invoice-draft.ts'

export interface PlacedOrder {
  readonly id: string
  readonly invoice: string
  readonly customer: string
  readonly domain: string
  readonly term: BillingTerm
  readonly first: { readonly from: Day; readonly to: Day }
  readonly dueOn: Day
  readonly draft: InvoiceDraft
  readonly terms: VersionOf<'terms'>
  /** From here on an unpaid order may be cancelled. */
  readonly endsAt: number
}

export interface Opening {
  readonly account: Pick<typeof accounts.$inferInsert, 'state' | 'dueOn' | 'openInvoice' | 'nextAction' | 'nextActionAt' | 'version'>
  /** After the event of the click itself. */
  readonly events: readonly NewEvent[]
  readonly notice: NewNotice
  readonly writes: readonly SQLWrapper[]
}

export function openingOf(db: Db, order: PlacedOrder, now: number, commitId: string): Opening {
  const { id: subject, customer, invoice: cycle, draft } = order
  const spent = spendCredits(draft.credits, { use: 'invoice', subject: cycle, at: now, commitId })
  const opening = draft.state === 'paid' ? running(db, order, now, commitId) : waiting(order, now)
  const { kind, ...told } = opening.told
  const body = { clause: clauseOf(order), account: subject, domain: order.domain, dueOn: order.dueOn, at: now, ...told }
  return { ...opening, notice: { customer, subject, kind, cycle, body }, writes: [...spent, ...opening.writes] }
}

const clauseOf = ({ terms }: PlacedOrder) => ({ document: 'terms', version: terms.version, id: 'S13' })
const fromCredit = ({ draft }: PlacedOrder) => draft.gross - draft.stillOwed

function waiting(order: PlacedOrder, now: number) {
  const next = { action: 'expire_order' as const, at: order.endsAt }
  return {
    account: {
      ...{ state: 'pending_payment' as const, dueOn: order.first.from, openInvoice: order.invoice },
      ...{ nextAction: next.action, nextActionAt: next.at },
    },
    events: [],
    told: { kind: 'order_placed', owedRupiah: order.draft.stillOwed, paidRupiah: fromCredit(order), at: now, next },
    writes: [],
  }
}

function running(db: Db, order: PlacedOrder, now: number, commitId: string) {
  const { id, invoice, first, term, terms, draft } = order
  const clause = clauseOf(order)
  const { state, dueOn, openInvoice, nextAction, nextActionAt } = paidAccount(first.to, term, terms.terms, provider.timeZone)
  const paid = { invoice, amountRupiah: draft.gross, creditRupiah: fromCredit(order), owedRupiah: 0, paidAt: now, dueOn: first.to }
  return {
    account: { state, dueOn, openInvoice, nextAction, nextActionAt, version: 2 },
    events: [{ entity: id, version: 2, type: 'account.order_paid', body: { clause, from: 'pending_payment', to: state, ...paid } }],
    told: { kind: 'order_paid', owedRupiah: 0, paidRupiah: fromCredit(order), paidAt: now, nextDueOn: first.to },
    writes: [queueOrders(db, commitId, now, [{ account: id, order: 'align', reason: orderReason(clause) }])],
  }
}
