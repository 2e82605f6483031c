import { and, asc, eq, lte } from 'drizzle-orm'
import { accounts } from '../../accounts/tables.ts'
import type { Db } from '../../context.ts'
import type { Instant } from '../../shared/calendar.ts'
import { invoices } from '../tables.ts'

/** Orders whose time to be paid is over, the longest first, with their invoice. */
export async function dueOrders(db: Db, now: Instant, most: number) {
  return db
    .select({
      account: {
        id: accounts.id,
        version: accounts.version,
        customer: accounts.customer,
        domain: accounts.domain,
        orderedAt: accounts.createdAt,
        holdKind: accounts.holdKind,
        holdPlacedAt: accounts.holdPlacedAt,
        holdUntil: accounts.holdUntil,
        holdReason: accounts.holdReason,
      },
      invoice: {
        id: invoices.id,
        amount: invoices.amount,
        paidAmount: invoices.paidAmount,
        state: invoices.state,
        dueOn: invoices.dueOn,
        termsVersion: invoices.termsVersion,
      },
    })
    .from(accounts)
    .innerJoin(invoices, eq(invoices.id, accounts.openInvoice))
    .where(and(lte(accounts.nextActionAt, now), eq(accounts.nextAction, 'expire_order'), eq(accounts.state, 'pending_payment')))
    .orderBy(asc(accounts.nextActionAt))
    .limit(most)
}

export type DueOrder = Awaited<ReturnType<typeof dueOrders>>[number]
