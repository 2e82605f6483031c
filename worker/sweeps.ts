/** Cron to ordered sweeps. `now` is the tick's scheduled time, so dates fall on the printed minute. */
import type { Context } from './context.ts'

/** A tick this late is skipped; the next one does its work. */
const STALE_AFTER_MS = 5 * 60_000

export function isStale(scheduledAt: number, wallClock: number): boolean {
  return wallClock - scheduledAt > STALE_AFTER_MS
}

export async function runSweeps(_context: Context): Promise<Record<string, unknown>> {
  return {}
}
