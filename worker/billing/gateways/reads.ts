import { and, asc, desc, eq, isNull, lte } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import type { Instant } from '../../shared/calendar.ts'
import { type Booked, type GatewayFacts, NOTHING_BOOKED, NOTHING_SEEN } from '../rules/gateway.ts'
import { invoices } from '../tables.ts'
import { gatewayNotifications, gatewayOrders, gatewayTransactions, unmatchedPayments } from './tables.ts'

const waitingColumns = {
  gateway: gatewayNotifications.gateway,
  transactionId: gatewayNotifications.transactionId,
  status: gatewayNotifications.status,
  orderId: gatewayNotifications.orderId,
  reference: gatewayNotifications.reference,
  receivedAt: gatewayNotifications.receivedAt,
  attempts: gatewayNotifications.attempts,
}

/** A stored notification that has not been applied yet. */
export type WaitingNotification = Awaited<ReturnType<typeof dueNotifications>>[number]

/** Longest due first. */
export function dueNotifications(db: Db, now: Instant, most: number) {
  return db
    .select(waitingColumns)
    .from(gatewayNotifications)
    .where(lte(gatewayNotifications.nextTryAt, now))
    .orderBy(asc(gatewayNotifications.nextTryAt))
    .limit(most)
}

/** The order with the version of the terms that its invoice pinned. */
function orderQuery(db: Db, gateway: 'midtrans' | 'xendit', orderId: string) {
  return db
    .select({ order: gatewayOrders, termsVersion: invoices.termsVersion, account: invoices.account })
    .from(gatewayOrders)
    .innerJoin(invoices, eq(invoices.id, gatewayOrders.invoice))
    .where(and(eq(gatewayOrders.orderId, orderId), eq(gatewayOrders.gateway, gateway)))
}

export type OrderFacts = Awaited<ReturnType<typeof orderQuery>>[number]

export interface TransactionFacts {
  readonly order: OrderFacts | undefined
  readonly facts: GatewayFacts
  readonly booked: Booked
  /** 0: never seen before. */
  readonly version: number
}

/** Everything that is known of a transaction, in one round trip. */
export async function readTransaction(
  db: Db,
  gateway: 'midtrans' | 'xendit',
  orderId: string,
  transactionId: string,
): Promise<TransactionFacts> {
  const known = db
    .select()
    .from(gatewayTransactions)
    .where(and(eq(gatewayTransactions.gateway, gateway), eq(gatewayTransactions.transactionId, transactionId)))
  const [[order], [row]] = await db.batch([orderQuery(db, gateway, orderId), known])
  if (row === undefined) return { order, facts: NOTHING_SEEN, booked: NOTHING_BOOKED, version: 0 }
  const { state, amount, settledAt, wasProvisional, wasCancelled, unclearReversal, refunded, chargedBack, version } = row
  return {
    order,
    version,
    facts: {
      state,
      settledAt,
      wasProvisional,
      wasCancelled,
      unclearReversal,
      amountRupiah: amount,
      refundedRupiah: refunded,
      chargedBackRupiah: chargedBack,
    },
    booked: { paidRupiah: row.bookedPaid, refundedRupiah: row.bookedRefunded, chargedBackRupiah: row.bookedChargedBack },
  }
}

/** The attempts to pay an invoice, the last first. */
function ordersOfInvoice(db: Db, invoice: string) {
  return db.select().from(gatewayOrders).where(eq(gatewayOrders.invoice, invoice)).orderBy(desc(gatewayOrders.attempt))
}

export type GatewayOrderRow = Awaited<ReturnType<typeof ordersOfInvoice>>[number]

export interface InvoiceOrders {
  /** 0: paid, or void. */
  readonly owedRupiah: number
  readonly orders: readonly GatewayOrderRow[]
}

/** An invoice's rest and the attempts to pay it, in one round trip; undefined: no such invoice. */
export async function readInvoiceOrders(db: Db, id: string): Promise<InvoiceOrders | undefined> {
  const { amount, paidAmount, state } = invoices
  const [[invoice], orders] = await db.batch([
    db.select({ amount, paidAmount, state }).from(invoices).where(eq(invoices.id, id)),
    ordersOfInvoice(db, id),
  ])
  if (invoice === undefined) return undefined
  return { orders, owedRupiah: invoice.state === 'issued' ? Math.max(0, invoice.amount - invoice.paidAmount) : 0 }
}

export type UnmatchedRow = typeof unmatchedPayments.$inferSelect

/** What staff have to look at, the oldest first. */
export function openUnmatched(db: Db, most: number) {
  return db
    .select()
    .from(unmatchedPayments)
    .where(isNull(unmatchedPayments.resolvedAt))
    .orderBy(asc(unmatchedPayments.createdAt))
    .limit(most)
}

export interface UnmatchedName {
  readonly gateway: 'midtrans' | 'xendit'
  readonly transactionId: string
  readonly reason: UnmatchedRow['reason']
}

export function unmatchedQuery(db: Db, { gateway, transactionId, reason }: UnmatchedName) {
  return db
    .select()
    .from(unmatchedPayments)
    .where(
      and(eq(unmatchedPayments.gateway, gateway), eq(unmatchedPayments.transactionId, transactionId), eq(unmatchedPayments.reason, reason)),
    )
}
