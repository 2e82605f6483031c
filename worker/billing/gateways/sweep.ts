/** Door of the cron trigger: notifications that could not be applied when they came. */
import type { Context } from '../../context.ts'
import { applyNotification } from './actions/notifications.ts'
import { applyLater } from './actions/waiting.ts'
import { deskOf, type GatewayDesk } from './desk.ts'
import { dueNotifications } from './reads.ts'

/** Each asks a gateway once, and one invocation may make 1,000 calls and queries: what is left is due at the next tick. */
const MOST_A_TICK = 40
/** So many in vain one after another, and the gateway is left alone until the next tick. */
const MOST_IN_VAIN = 3

export interface NotificationSweepReport {
  applied: number
  waiting: number
  failed: number
}

/** Applies what is due. Run twice at once it does everything once: the commits decide. */
export async function applyStoredNotifications(context: Context, desk: GatewayDesk = deskOf(context)): Promise<NotificationSweepReport> {
  const report: NotificationSweepReport = { applied: 0, waiting: 0, failed: 0 }
  const inVain = { midtrans: 0, xendit: 0 }
  for (const waiting of await dueNotifications(context.db, context.now, MOST_A_TICK)) {
    if (inVain[waiting.gateway] >= MOST_IN_VAIN) continue
    try {
      const outcome = await applyNotification(context, desk, waiting)
      report[outcome]++
      inVain[waiting.gateway] = outcome === 'applied' ? 0 : inVain[waiting.gateway] + 1
    } catch (error) {
      // One that fails leaves the others alone.
      report.failed++
      const { gateway, transactionId: transaction } = waiting
      console.error(JSON.stringify({ level: 'error', sweep: 'notifications', gateway, transaction, error: String(error) }))
      await applyLater(context, desk, waiting).catch(() => undefined)
    }
  }
  return report
}
