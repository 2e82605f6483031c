/** Money that a person has to look at, the oldest first, with the invoice it was ordered for where one is known. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../context.ts'
import { MOST_COUNTED, PAGE, type Place } from '../page.ts'

export interface UnmatchedMoney {
  readonly gateway: 'midtrans' | 'xendit'
  readonly transactionId: string
  readonly reason: 'unknown_order' | 'not_recordable' | 'refund' | 'chargeback' | 'unclear_reversal' | 'gateway_unanswered'
  readonly orderId: string
  readonly amount: number | null
  readonly paidAt: number | null
  readonly createdAt: number
  readonly invoice: string | null
  readonly domain: string | null
  readonly customer: string | null
}

const MONEY = sql.raw(`SELECT u.gateway, u.transaction_id AS transactionId, u.reason, u.order_id AS orderId, u.amount, u.paid_at AS paidAt,
    u.created_at AS createdAt, o.invoice, a.domain, a.customer
  FROM unmatched_payments u
  LEFT JOIN gateway_orders o ON o.order_id = u.order_id AND o.gateway = u.gateway
  LEFT JOIN invoices i ON i.id = o.invoice
  LEFT JOIN accounts a ON a.id = i.account`)

/** What names a row of the queue, as it stands in a place of the list. */
export const unmatchedKey = ({ gateway, transactionId, reason }: Pick<UnmatchedMoney, 'gateway' | 'transactionId' | 'reason'>) =>
  `${gateway}:${transactionId}:${reason}`

/** Gateway and reason are words of ours without a colon; a transaction's id may hold one. */
function namedBy(key: string) {
  const first = key.indexOf(':')
  const last = key.lastIndexOf(':')
  return {
    gateway: key.slice(0, Math.max(0, first)),
    transactionId: key.slice(first + 1, Math.max(first + 1, last)),
    reason: key.slice(last + 1),
  }
}

export function unmatchedListQuery({ at, id }: Place, most: number): SQL {
  const { gateway, transactionId, reason } = namedBy(id)
  return sql`${MONEY}
    WHERE u.resolved_at IS NULL
      AND (u.created_at, u.gateway, u.transaction_id, u.reason) > (${at}, ${gateway}, ${transactionId}, ${reason})
    ORDER BY u.created_at, u.gateway, u.transaction_id, u.reason LIMIT ${most}`
}

export const unmatchedCountQuery = (): SQL => sql`SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM (
    SELECT amount FROM unmatched_payments WHERE resolved_at IS NULL ORDER BY created_at LIMIT ${MOST_COUNTED}
  )`

export const readUnmatched = (db: Db, place: Place) => db.all<UnmatchedMoney>(unmatchedListQuery(place, PAGE + 1))
