import type { Context } from '../../context.ts'
import { type AskGateways, beginDuePurges, type PurgeSweepReport } from './actions/begin.ts'

/**
 * Door of the cron trigger: ended accounts whose data is to be deleted (S11). While the outbox is held, as for a restored database
 * that is still looked at, nothing is deleted on its word either.
 */
export async function sweepPurges(context: Context, ask: AskGateways): Promise<PurgeSweepReport | 'held'> {
  return context.env.OUTBOX_HELD ? 'held' : beginDuePurges(context, ask)
}
