/** Finding an invoice (S13): every way by an index, and together one round trip. */
import { sql } from 'drizzle-orm'
import type { LifecycleState } from '../../../accounts/rules/lifecycle-state.ts'
import type { Db } from '../../../context.ts'
import { runBatch } from '../../../db/batch.ts'
import { afterPrefix, type InvoiceSearch } from '../rules/search.ts'

/** So many accounts of one domain or name are looked at, and so many invoices shown. */
const MOST_ACCOUNTS = 20
const MOST_INVOICES = 40

export interface FoundInvoice {
  readonly id: string
  readonly shard: string
  readonly year: number
  readonly serial: number
  readonly kind: 'order' | 'renewal' | 'upgrade' | 'restore'
  readonly state: 'issued' | 'paid' | 'void'
  readonly dueOn: string
  readonly amount: number
  readonly paidAmount: number
  readonly account: string
  readonly accountState: LifecycleState
  readonly violationAt: number | null
  readonly domain: string
  readonly customer: string
  readonly customerName: string
}

const COLUMNS = sql.raw(`i.id, i.shard, i.year, i.serial, i.kind, i.state, i.due_on AS dueOn, i.amount, i.paid_amount AS paidAmount,
  i.account, a.state AS accountState, a.violation_at AS violationAt, a.domain, i.customer, c.name AS customerName`)
const JOINED = sql.raw('JOIN accounts a ON a.id = i.account JOIN customers c ON c.id = i.customer')
/** What is still to be paid first, then the newest. */
const ORDER = sql.raw(`ORDER BY i.state <> 'issued', i.due_on DESC, i.id`)

export async function findInvoices(db: Db, { number, invoice, domain, name, reference }: InvoiceSearch) {
  const byPayment = sql`SELECT ${COLUMNS} FROM payments p JOIN invoices i ON i.id = p.invoice ${JOINED} WHERE p.reference = ${reference}`
  const [found, recorded] = await runBatch(db, [search(), byPayment])
  return {
    invoices: (found?.results ?? []) as unknown as FoundInvoice[],
    /** Money with this very reference stands in the books already. */
    recorded: (recorded?.results ?? []) as unknown as FoundInvoice[],
  }

  function search() {
    if (invoice !== null) return sql`SELECT ${COLUMNS} FROM invoices i ${JOINED} WHERE i.id = ${invoice}`
    if (number !== null) {
      const { shard, year, serial } = number
      return sql`SELECT ${COLUMNS} FROM invoices i ${JOINED} WHERE i.shard = ${shard} AND i.year = ${year} AND i.serial = ${serial}`
    }
    return sql`SELECT ${COLUMNS} FROM invoices i ${JOINED} WHERE i.account IN (
        SELECT id FROM (SELECT id FROM accounts WHERE domain >= ${domain} AND domain < ${afterPrefix(domain ?? '')} LIMIT ${MOST_ACCOUNTS})
        UNION
        SELECT id FROM (SELECT b.id FROM customers d JOIN accounts b ON b.customer = d.id
          WHERE d.name COLLATE NOCASE >= ${name} AND d.name COLLATE NOCASE < ${name === null ? null : afterPrefix(name)} LIMIT ${MOST_ACCOUNTS})
      ) ${ORDER} LIMIT ${MOST_INVOICES}`
  }
}

export async function readInvoice(db: Db, id: string): Promise<FoundInvoice | undefined> {
  const [row] = await db.all<FoundInvoice>(sql`SELECT ${COLUMNS} FROM invoices i ${JOINED} WHERE i.id = ${id}`)
  return row
}
