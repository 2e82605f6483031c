/** Door of the cron trigger: upgrades that were not paid (S17). */
import type { Context } from '../../context.ts'
import { lapseUpgrades } from './actions/lapse.ts'

export function sweepUpgrades(context: Context) {
  return lapseUpgrades(context)
}
