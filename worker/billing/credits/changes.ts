import { type SQL, sql } from 'drizzle-orm'
import type { MovedRows } from '../../bulk-commit.ts'
import type { Db } from '../../context.ts'
import { insertMany } from '../../db/many.ts'
import { mint } from '../../mint.ts'
import type { Instant } from '../../shared/calendar.ts'
import type { Rupiah } from '../../shared/money.ts'
import { type Issue, insertInvoices, type NewInvoice } from '../changes.ts'
import type { AppliedCredit } from '../rules/credit.ts'
import { credits, creditUses } from './tables.ts'

export function insertCredit(db: Db, credit: typeof credits.$inferInsert) {
  return db.insert(credits).values(credit)
}

export interface CreditSpending {
  readonly use: (typeof creditUses.$inferInsert)['use']
  readonly subject: string
  readonly at: Instant
  readonly commitId: string
}

/** Joins the commit, however many credits there are; a commit that would spend what another spent meanwhile is a lost race. */
export function spendCredits(applied: readonly AppliedCredit[], spending: CreditSpending): SQL[] {
  return applied.length === 0
    ? []
    : [
        insertMany(
          creditUses,
          applied.map((part) => ({ ...part, ...spending })),
        ),
      ]
}

/** S13: what was paid in part on an invoice that is void now. The same commit empties the invoice. */
export function creditOfVoid(
  db: Db,
  account: { readonly id: string; readonly customer: string },
  invoice: { readonly id: string; readonly termsVersion: string },
  amount: Rupiah,
  at: Instant,
  commitId: string,
) {
  if (amount <= 0) return []
  const from = { customer: account.customer, account: account.id, source: 'void_invoice' as const, origin: invoice.id }
  const clause = { document: 'terms' as const, termsVersion: invoice.termsVersion, clause: 'S13' }
  return [insertCredit(db, { id: mint('credit', at), ...from, ...clause, amount, at, commitId })]
}

/** Invoices for accounts that the commit has moved, and what of them is paid from credit. */
export function issueInvoices(issue: Issue, list: readonly NewInvoice[], moved: MovedRows): readonly SQL[] {
  if (list.length === 0) return []
  const uses = list.flatMap(({ id, account, credits = [] }) => credits.map((use) => ({ ...use, id: account, invoice: id })))
  return [insertInvoices(issue, list, moved), ...(uses.length > 0 ? [insertUses(issue, uses, moved)] : [])]
}

function insertUses({ issuedAt, commitId }: Issue, uses: readonly object[], moved: MovedRows): SQL {
  return sql`INSERT INTO credit_uses (credit, use, subject, amount, at, commit_id)
    SELECT d.value ->> 'credit', 'invoice', d.value ->> 'invoice', d.value ->> 'amount', ${issuedAt}, ${commitId} FROM ${moved(uses)}`
}
