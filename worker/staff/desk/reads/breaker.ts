/** What the dry run does not know of those it shows: names, numbers, and when the last warning counted. */
import { sql } from 'drizzle-orm'
import type { Db } from '../../../context.ts'

export interface TerminationDetails {
  readonly account: string
  readonly customerName: string
  readonly invoice: string | null
  readonly shard: string
  readonly year: number
  readonly serial: number
  readonly suspendedAt: number | null
  readonly warnedAt: number | null
}

/** By primary keys, one row an account. */
export async function terminationDetails(db: Db, accounts: readonly string[]): Promise<Map<string, TerminationDetails>> {
  if (accounts.length === 0) return new Map()
  const rows =
    await db.all<TerminationDetails>(sql`SELECT a.id AS account, c.name AS customerName, i.id AS invoice, i.shard, i.year, i.serial,
      a.suspended_at AS suspendedAt, n.counts_from AS warnedAt
    FROM json_each(${JSON.stringify(accounts)}) AS named
    CROSS JOIN accounts a ON a.id = named.value
    CROSS JOIN customers c ON c.id = a.customer
    LEFT JOIN invoices i ON i.id = a.open_invoice
    LEFT JOIN notices n ON n.customer = a.customer AND n.subject = a.id AND n.kind = 'termination_warning' AND n.cycle = a.open_invoice`)
  return new Map(rows.map((row) => [row.account, row]))
}
