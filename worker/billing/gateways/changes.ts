/** Statements on the gateways' own tables. */
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import type { Instant } from '../../shared/calendar.ts'
import type { GatewayStatus } from '../clients/gateway.ts'
import type { Booked, GatewayFacts, MoneyEntry } from '../rules/gateway.ts'
import type { UnmatchedRow, WaitingNotification } from './reads.ts'
import { gatewayNotifications, gatewayOrders, gatewayTransactions, paymentReversals, unmatchedPayments } from './tables.ts'

type Name = WaitingNotification['gateway']
type NotificationKey = Pick<WaitingNotification, 'gateway' | 'transactionId' | 'status'>

const thisNotification = ({ gateway, transactionId, status }: NotificationKey) =>
  and(
    eq(gatewayNotifications.gateway, gateway),
    eq(gatewayNotifications.transactionId, transactionId),
    eq(gatewayNotifications.status, status),
  )

export function insertNotification(db: Db, row: typeof gatewayNotifications.$inferInsert) {
  return db.insert(gatewayNotifications).values(row)
}

export function markApplied(db: Db, key: NotificationKey, at: Instant) {
  return db
    .update(gatewayNotifications)
    .set({ appliedAt: at, nextTryAt: null, failure: null, attempts: sql`${gatewayNotifications.attempts} + 1` })
    .where(and(thisNotification(key), sql`${gatewayNotifications.appliedAt} IS NULL`))
}

export function postpone(db: Db, key: NotificationKey, failure: string, nextTryAt: Instant) {
  return db
    .update(gatewayNotifications)
    .set({ nextTryAt, failure, attempts: sql`${gatewayNotifications.attempts} + 1` })
    .where(and(thisNotification(key), sql`${gatewayNotifications.appliedAt} IS NULL`))
}

export interface TransactionMove {
  readonly gateway: Name
  readonly status: GatewayStatus
  readonly facts: GatewayFacts
  readonly booked: Booked
  /** The version that was read; 0: there was none. */
  readonly version: number
  readonly at: Instant
  readonly commitId: string
}

/** Moves one row if it is still as it was read, or inserts it if it is still missing; else it moves none. */
export function moveTransaction(db: Db, { gateway, status, facts, booked, version, at, commitId }: TransactionMove) {
  const values = {
    state: facts.state,
    amount: facts.amountRupiah,
    settledAt: facts.settledAt,
    wasProvisional: facts.wasProvisional,
    wasCancelled: facts.wasCancelled,
    unclearReversal: facts.unclearReversal,
    refunded: facts.refundedRupiah,
    chargedBack: facts.chargedBackRupiah,
    bookedPaid: booked.paidRupiah,
    bookedRefunded: booked.refundedRupiah,
    bookedChargedBack: booked.chargedBackRupiah,
    seenAt: at,
    version: version + 1,
    commitId,
  }
  return db
    .insert(gatewayTransactions)
    .values({ gateway, transactionId: status.transactionId, orderId: status.orderId, ...values })
    .onConflictDoUpdate({
      target: [gatewayTransactions.gateway, gatewayTransactions.transactionId],
      set: values,
      setWhere: eq(gatewayTransactions.version, version),
    })
}

/** The same for the same entry, whoever tells it. */
export const reversalReference = (gateway: Name, transactionId: string, { kind, totalRupiah }: MoneyEntry) =>
  `${gateway}:${transactionId}:${kind}:${totalRupiah}`

export function insertReversal(
  db: Db,
  entry: MoneyEntry & { readonly kind: 'refund' | 'chargeback' },
  of: { gateway: Name; transactionId: string; invoice: string; at: Instant; commitId: string },
) {
  const { gateway, transactionId, invoice, at, commitId } = of
  const reference = reversalReference(gateway, transactionId, entry)
  return db
    .insert(paymentReversals)
    .values({ reference, gateway, transactionId, invoice, kind: entry.kind, amount: entry.amountRupiah, recordedAt: at, commitId })
}

const NOT_RESOLVED = { resolvedAt: null, resolvedBy: null, resolution: null }

/** Moves one row if nobody else did and no new sum opened it again meanwhile; else none. */
export function resolveUnmatched(
  db: Db,
  { gateway, transactionId, reason, version }: UnmatchedRow,
  resolved: { at: Instant; by: string; resolution: string; commitId: string },
) {
  const { at, by, resolution, commitId } = resolved
  return db
    .update(unmatchedPayments)
    .set({ resolvedAt: at, resolvedBy: by, resolution, version: version + 1, commitId })
    .where(
      and(
        eq(unmatchedPayments.gateway, gateway),
        eq(unmatchedPayments.transactionId, transactionId),
        eq(unmatchedPayments.reason, reason),
        eq(unmatchedPayments.version, version),
      ),
    )
}

/** The gateway answered after all: the question that its silence raised is answered with it. */
export function answered(
  db: Db,
  { gateway, transactionId, at, commitId }: { gateway: Name; transactionId: string; at: Instant; commitId: string },
) {
  const own = and(eq(unmatchedPayments.gateway, gateway), eq(unmatchedPayments.transactionId, transactionId))
  return db
    .update(unmatchedPayments)
    .set({
      resolvedAt: at,
      resolvedBy: `gateway:${gateway}`,
      resolution: 'answered',
      version: sql`${unmatchedPayments.version} + 1`,
      commitId,
    })
    .where(and(own, eq(unmatchedPayments.reason, 'gateway_unanswered'), sql`${unmatchedPayments.resolvedAt} IS NULL`))
}

/** One row of a reason per transaction; a new sum opens it again, the same one does not. */
export function insertUnmatched(db: Db, row: typeof unmatchedPayments.$inferInsert) {
  return db
    .insert(unmatchedPayments)
    .values(row)
    .onConflictDoUpdate({
      target: [unmatchedPayments.gateway, unmatchedPayments.transactionId, unmatchedPayments.reason],
      set: { amount: row.amount ?? null, ...NOT_RESOLVED, version: sql`${unmatchedPayments.version} + 1`, commitId: row.commitId },
      setWhere: sql`${unmatchedPayments.amount} IS NOT ${row.amount ?? null}`,
    })
}

export function insertOrder(db: Db, row: typeof gatewayOrders.$inferInsert) {
  return db.insert(gatewayOrders).values(row)
}

type OrderChange = Partial<Pick<typeof gatewayOrders.$inferInsert, 'state' | 'reference' | 'payUrl'>>

/** Money that came is the last word on an order; whatever is heard later leaves it paid. */
export function moveOrder(db: Db, orderId: string, change: OrderChange, commitId: string) {
  return db
    .update(gatewayOrders)
    .set({ ...change, version: sql`${gatewayOrders.version} + 1`, commitId })
    .where(and(eq(gatewayOrders.orderId, orderId), sql`${gatewayOrders.state} <> 'paid'`))
}
