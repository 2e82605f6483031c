/** Cron to ordered sweeps. `now` is the tick's scheduled time, so dates fall on the printed minute. */
import { sweepLateAccounts } from './accounts/sweep.ts'
import { sweepExpired } from './auth/sweep.ts'
import { applyStoredNotifications } from './billing/gateways/sweep.ts'
import { sweepOrders } from './billing/orders/sweep.ts'
import type { Context } from './context.ts'

/** A tick this late is skipped; the next one does its work. */
const STALE_AFTER_MS = 5 * 60_000

export function isStale(scheduledAt: number, wallClock: number): boolean {
  return wallClock - scheduledAt > STALE_AFTER_MS
}

/** In this order, each bounded; one that fails leaves its rows due for the next tick. */
export async function runSweeps(context: Context) {
  // Money first: nobody is suspended over a payment that lies here unread.
  const notifications = await applyStoredNotifications(context)
  const orders = await sweepOrders(context)
  const late = await sweepLateAccounts(context)
  return { notifications, orders, late, expired: await sweepExpired(context) }
}
