import type { Context } from '../context.ts'
import { policies, provider } from '../policies/generated.ts'
import { announceVersions } from './announce.ts'

/** Door of the cron trigger: notices of new versions (P5, S24). */
export function sweepAnnouncements(context: Context): Promise<{ told: number }> {
  return announceVersions(context, { policies, timeZone: provider.timeZone })
}
