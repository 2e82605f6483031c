import { eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../context.ts'
import { canonical } from '../shared/canonical.ts'
import type { InvoiceLine, InvoiceState } from './rules/invoice.ts'
import { invoices, payments } from './tables.ts'

export function insertPayment(db: Db, payment: typeof payments.$inferInsert) {
  return db.insert(payments).values(payment)
}

/** Races are decided by the account's version, which every payment takes; the commit id is the invoice's own witness. */
export function creditInvoice(db: Db, id: string, commitId: string, change: { paidAmount: number; state: InvoiceState }) {
  return db
    .update(invoices)
    .set({ ...change, commitId })
    .where(eq(invoices.id, id))
}

export interface NewInvoice {
  readonly id: string
  readonly shard: string
  readonly year: number
  readonly account: string
  readonly customer: string
  readonly dueOn: string
  readonly periodTo: string
  readonly termsVersion: string
  readonly issuedAt: number
  readonly line: InvoiceLine
  readonly commitId: string
}

/** Takes the next number of its shard and year inside the transaction, so that numbers have no gaps. */
export function insertInvoice(invoice: NewInvoice): SQL {
  const { id, shard, year, account, customer, dueOn, periodTo, termsVersion, issuedAt, line, commitId } = invoice
  return sql`INSERT INTO invoices
      (id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount, state, terms_version, issued_at, lines, commit_id)
    SELECT ${id}, ${shard}, ${year}, coalesce(max(serial), 0) + 1, ${account}, ${customer}, 'renewal', ${dueOn}, ${periodTo}, ${dueOn},
      ${line.gross}, 'issued', ${termsVersion}, ${issuedAt}, ${canonical([line])}, ${commitId}
    FROM invoices WHERE shard = ${shard} AND year = ${year}`
}
