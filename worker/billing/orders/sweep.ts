import type { Context } from '../../context.ts'
import { deskOf } from '../gateways/desk.ts'
import { expireOrders, type OrderSweepReport } from './expiry.ts'

/** Door of the cron trigger: orders that were not paid (S13). */
export function sweepOrders(context: Context): Promise<OrderSweepReport> {
  return expireOrders(context, deskOf(context))
}
