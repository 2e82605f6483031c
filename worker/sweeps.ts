/** Cron to ordered sweeps. `now` is the tick's scheduled time, so dates fall on the printed minute. */

import { sweepUpgrades } from './accounts/changing/sweep.ts'
import { sweepPurges } from './accounts/purging/sweep.ts'
import { sweepLateAccounts } from './accounts/sweep.ts'
import { sweepExpired } from './auth/sweep.ts'
import { sweepCredits } from './billing/credits/sweep.ts'
import { deskOf } from './billing/gateways/desk.ts'
import { applyStoredNotifications } from './billing/gateways/sweep.ts'
import { inquire } from './billing/inquiries/actions.ts'
import { sweepOrders } from './billing/orders/sweep.ts'
import type { Context } from './context.ts'
import { sweepAnnouncements } from './customers/sweep.ts'
import { reviewPanel } from './panel/sweep.ts'
import { splitSteps } from './steps/split.ts'

/** A tick this late is skipped; the next one does its work. */
const STALE_AFTER_MS = 5 * 60_000

export function isStale(scheduledAt: number, wallClock: number): boolean {
  return wallClock - scheduledAt > STALE_AFTER_MS
}

/**
 * Each is bounded, and what fails stays due for the next tick. A failure of one does not keep the others from their work,
 * but for one pair: nobody is suspended over a payment that lies here unread.
 */
export async function runSweeps(context: Context) {
  const outcomes = {
    money: await settled(async () => ({
      notifications: await applyStoredNotifications(context),
      orders: await sweepOrders(context),
      upgrades: await sweepUpgrades(context),
      credits: await sweepCredits(context),
      late: await sweepLateAccounts(context),
    })),
    purged: await settled(async () => ({ purges: await sweepPurges(context, (at, account) => inquire(at, deskOf(at), account)) })),
    panel: await settled(() => reviewPanel(context)),
    expired: await settled(() => sweepExpired(context)),
    announced: await settled(() => sweepAnnouncements(context)),
    steps: await settled(() => splitSteps(context)),
  }
  for (const outcome of Object.values(outcomes)) if ('failure' in outcome) throw outcome.failure
  return outcomes
}

async function settled<T extends object>(work: () => Promise<T>): Promise<T | { readonly failure: unknown }> {
  return work().catch((failure: unknown) => ({ failure }))
}
