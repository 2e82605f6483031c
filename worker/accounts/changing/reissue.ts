/** S13, S17: the renewal of a term that has not begun, issued anew for another item; and what a change writes. */
import type { SQLWrapper } from 'drizzle-orm'
import { insertInvoice, voidOpenInvoice } from '../../billing/changes.ts'
import { issueAt } from '../../billing/issue.ts'
import type { Credit } from '../../billing/rules/credit.ts'
import { renewalLine } from '../../billing/rules/invoice.ts'
import type { Context } from '../../context.ts'
import type { NewNotice } from '../../db/changes.ts'
import { mint } from '../../mint.ts'
import { policies, provider } from '../../policies/generated.ts'
import type { moveAccount } from '../changes.ts'
import type { OrderItem } from '../rules/order.ts'
import { renewalPromise } from '../rules/renewal.ts'
import { nextDueOn } from '../rules/state.ts'
import { type ChangingAccount, priceOf } from './offers.ts'
import type { InvoiceRow } from './reads.ts'
import type { ChangeAnswer } from './schemas.ts'

export interface Facts extends ChangingAccount {
  readonly credits: readonly Credit[]
}

/** What follows from one decision, before who decided it is added. */
export interface Written {
  readonly set: Parameters<typeof moveAccount>[3]
  readonly writes: readonly SQLWrapper[]
  readonly event: { readonly type: string; readonly body: object }
  readonly notices: readonly NewNotice[]
  readonly answer: ChangeAnswer
}

export const facing = ({ account }: Facts, { now }: Context) => ({
  ...{ account: account.id, domain: account.domain, dueOn: account.dueOn, owedRupiah: 0, at: now },
})

interface Reissued extends Pick<Written, 'set' | 'writes' | 'notices'> {
  readonly invoice: string | null
  readonly told: object
}

export const NOT_REISSUED: Reissued = { set: {}, writes: [], notices: [], invoice: null, told: {} }

/** S13, S17: the invoice of a term that has not begun is void, and issued anew for another item, payable as long as the first. */
export function reissued(context: Context, id: string, facts: Facts, open: InvoiceRow, item: OrderItem): Reissued {
  const { db, now } = context
  const { account, decisions } = facts
  const promise = renewalPromise(policies, decisions, now, provider.timeZone)
  const price = priceOf(item)
  if (!promise.ok || price === undefined) return NOT_REISSUED
  const invoice = mint('invoice', now)
  const period = { from: open.periodFrom, to: nextDueOn(open.periodFrom, item.term, account.anniversaryDay) }
  const line = renewalLine(item.package, price, provider.tax, period)
  const { dueOn } = open
  const issued = { id: invoice, account: account.id, customer: account.customer, kind: 'renewal' as const, period, dueOn }
  const termsVersion = promise.value.version
  const told = { owedRupiah: line.gross }
  const clause = { document: 'terms', version: termsVersion, id: 'S13' }
  const body = { ...facing(facts, context), clause, ...told, dueOn, from: period.from, to: period.to }
  return {
    ...{ set: { openInvoice: invoice }, invoice, told },
    writes: [
      voidOpenInvoice(db, open.id, id),
      insertInvoice(issueAt(now, id), { ...issued, amount: line.gross, lines: [line], termsVersion }),
    ],
    notices: [{ customer: account.customer, subject: account.id, kind: 'invoice_issued', cycle: invoice, body }],
  }
}
