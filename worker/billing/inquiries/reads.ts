import { and, asc, eq, ne } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { gatewayOrders } from '../gateways/tables.ts'
import { invoices } from '../tables.ts'

/** The attempts to pay anything of an account that are not known to be paid: money may have come for any of them. */
export function unpaidCharges(db: Db, account: string) {
  const { orderId, gateway, reference, state, expiresAt } = gatewayOrders
  return db
    .select({ orderId, gateway, reference, state, expiresAt })
    .from(gatewayOrders)
    .innerJoin(invoices, eq(invoices.id, gatewayOrders.invoice))
    .where(and(eq(invoices.account, account), ne(gatewayOrders.state, 'paid')))
    .orderBy(asc(gatewayOrders.createdAt))
}

export type Charge = Awaited<ReturnType<typeof unpaidCharges>>[number]
