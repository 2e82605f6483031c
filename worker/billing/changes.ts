import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { MovedRows } from '../bulk-commit.ts'
import type { Db } from '../context.ts'
import type { Day, Instant } from '../shared/calendar.ts'
import { canonical } from '../shared/canonical.ts'
import type { Rupiah } from '../shared/money.ts'
import type { AppliedCredit } from './rules/credit.ts'
import type { InvoiceLine, InvoiceState } from './rules/invoice.ts'
import { invoices, payments } from './tables.ts'

export function insertPayment(db: Db, payment: typeof payments.$inferInsert) {
  return db.insert(payments).values(payment)
}

/**
 * Races are decided by the account's version, which every payment takes; the commit id is the invoice's own witness. A state that does
 * not change is left out: an ended account's invoice is closed beside its account.
 */
export function creditInvoice(
  db: Db,
  id: string,
  commitId: string,
  change: { paidAmount?: number; state?: InvoiceState; periodFrom?: Day; periodTo?: Day; dueOn?: Day },
) {
  return db
    .update(invoices)
    .set({ ...change, commitId })
    .where(eq(invoices.id, id))
}

/** S13: it keeps its number. */
export function voidOpenInvoice(db: Db, id: string, commitId: string) {
  return db
    .update(invoices)
    .set({ state: 'void', commitId })
    .where(and(eq(invoices.id, id), eq(invoices.state, 'issued')))
}

/** S13: void, and nothing stands on it any more: what was paid in part is credit, whose row the same commit writes. */
export function emptyVoidInvoice(db: Db, id: string, commitId: string) {
  return db
    .update(invoices)
    .set({ state: 'void', paidAmount: 0, commitId })
    .where(and(eq(invoices.id, id), ne(invoices.state, 'paid')))
}

export interface NewInvoice {
  readonly id: string
  readonly account: string
  readonly customer: string
  readonly kind: (typeof invoices.$inferInsert)['kind']
  readonly period: { readonly from: Day /** First day after it. */; readonly to: Day }
  /** Last day, counted whole, on which it is paid in time. */
  readonly dueOn: Day
  readonly amount: Rupiah
  readonly lines: readonly InvoiceLine[]
  readonly termsVersion: string
  /** Paid from these when it is issued: partly, or whole. Their uses are written beside it. */
  readonly credits?: readonly AppliedCredit[] | undefined
}

/** What stands on an invoice when it is issued, and the state that follows. */
function paidAtIssue({ amount, credits = [] }: Pick<NewInvoice, 'amount' | 'credits'>) {
  const paidAmount = credits.reduce((sum, credit) => sum + credit.amount, 0)
  return { paidAmount, state: paidAmount >= amount ? 'paid' : 'issued' }
}

/** Where and when invoices are numbered: all of one commit are issued at one instant. */
export interface Issue {
  readonly shard: string
  readonly year: number
  readonly issuedAt: Instant
  readonly commitId: string
}

const COLUMNS = sql.raw(`id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount, paid_amount,
  state, terms_version,
  issued_at, lines, commit_id`)

/** The last serial of a shard and year, read inside the transaction that takes the next: numbers have no gaps. */
const lastSerial = ({ shard, year }: Issue) =>
  sql`(SELECT coalesce(max(serial), 0) FROM invoices WHERE shard = ${shard} AND year = ${year})`

export function insertInvoice(issue: Issue, invoice: NewInvoice): SQL {
  const { id, account, customer, kind, period, dueOn, amount, lines, termsVersion } = invoice
  const { paidAmount, state } = paidAtIssue(invoice)
  return sql`INSERT INTO invoices (${COLUMNS})
    VALUES (${id}, ${issue.shard}, ${issue.year}, ${lastSerial(issue)} + 1, ${account}, ${customer}, ${kind}, ${period.from}, ${period.to},
      ${dueOn}, ${amount}, ${paidAmount}, ${state}, ${termsVersion}, ${issue.issuedAt}, ${canonical(lines)}, ${issue.commitId})`
}

/** An invoice for each account that the commit has moved; one that lost its race takes no number. */
export function insertInvoices(issue: Issue, list: readonly NewInvoice[], moved: MovedRows): SQL {
  const rows = list.map(({ id, account, lines, credits, ...invoice }) => ({
    ...{ ...invoice, ...paidAtIssue({ amount: invoice.amount, credits }) },
    ...{ id: account, invoice: id, lines: canonical(lines) },
  }))
  return sql`INSERT INTO invoices (${COLUMNS})
    SELECT d.value ->> 'invoice', ${issue.shard}, ${issue.year}, ${lastSerial(issue)} + row_number() OVER (ORDER BY moved.id), moved.id,
      d.value ->> 'customer', d.value ->> 'kind', d.value ->> '$.period.from', d.value ->> '$.period.to', d.value ->> 'dueOn',
      d.value ->> 'amount', d.value ->> 'paidAmount', d.value ->> 'state', d.value ->> 'termsVersion', ${issue.issuedAt}, d.value ->> 'lines', ${issue.commitId}
    FROM ${moved(rows)}`
}
