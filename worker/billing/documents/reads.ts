import { and, desc, eq, lt } from 'drizzle-orm'
import { accounts } from '../../accounts/tables.ts'
import type { Db } from '../../context.ts'
import { customers } from '../../customers/tables.ts'
import { creditsOnInvoice } from '../credits/reads.ts'
import { accountOfInvoice, invoiceQuery, paymentsOfInvoice, refundsOfInvoice, reversalsOfInvoice } from '../reads.ts'
import { invoices } from '../tables.ts'

/** Everything on the printed page, in one round trip; undefined for another customer's invoice as for one that does not exist. */
export async function readDocument(db: Db, customer: string, id: string) {
  const [[invoice], [account], payments, reversals, refunds, credits, [owner]] = await db.batch([
    invoiceQuery(db, id),
    accountOfInvoice(db, id),
    paymentsOfInvoice(db, id),
    reversalsOfInvoice(db, id),
    refundsOfInvoice(db, id),
    creditsOnInvoice(db, id),
    db
      .select({ name: customers.name, address: customers.address, country: customers.country })
      .from(customers)
      .where(eq(customers.id, customer)),
  ])
  if (invoice?.customer !== customer || account === undefined || owner === undefined) return undefined
  return { invoice, account, payments, reversals, refunds, credits, owner }
}

export type InvoiceFacts = NonNullable<Awaited<ReturnType<typeof readDocument>>>

/** A customer's invoices, the newest first: found through their accounts, so the cost is those invoices alone. */
export function invoicesOfCustomer(db: Db, customer: string, most: number, page: { before?: string; account?: string }) {
  return db
    .select({
      ...{ id: invoices.id, shard: invoices.shard, year: invoices.year, serial: invoices.serial, account: invoices.account },
      ...{
        kind: invoices.kind,
        state: invoices.state,
        dueOn: invoices.dueOn,
        periodFrom: invoices.periodFrom,
        periodTo: invoices.periodTo,
      },
      ...{ amount: invoices.amount, paidAmount: invoices.paidAmount, issuedAt: invoices.issuedAt, termsVersion: invoices.termsVersion },
      ...{ domain: accounts.domain, accountState: accounts.state, orderedAt: accounts.createdAt },
    })
    .from(accounts)
    .innerJoin(invoices, eq(invoices.account, accounts.id))
    .where(
      and(
        eq(accounts.customer, customer),
        ...(page.account === undefined ? [] : [eq(accounts.id, page.account)]),
        ...(page.before === undefined ? [] : [lt(invoices.id, page.before)]),
      ),
    )
    .orderBy(desc(invoices.id))
    .limit(most)
}
