import { isNull, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import type { Hold } from '../rules/hold.ts'
import { outages } from './tables.ts'

/** Words for whoever reads a log; a customer is told by the kind, in their language. */
const REASON = { gateway_outage: 'The payment gateways were away.', sweep_outage: 'The sweep was away.' } as const

/**
 * What keeps, or last kept, everybody's steps from being taken: an outage that runs, else the one that ended last. Notices from
 * before the end of the last one are older than the end of every earlier one, so it speaks for all.
 */
export async function lastOutage(db: Db): Promise<Hold | null> {
  const [found] = await db.all<{ kind: Hold['kind']; placedAt: number; until: number | null }>(sql`SELECT * FROM (
      SELECT kind, from_at AS placedAt, until_at AS until FROM ${outages} WHERE until_at IS NULL ORDER BY from_at LIMIT 1)
    UNION ALL SELECT * FROM (
      SELECT kind, from_at AS placedAt, until_at AS until FROM ${outages} WHERE until_at IS NOT NULL ORDER BY until_at DESC LIMIT 1)`)
  return found === undefined ? null : { ...found, reason: REASON[found.kind as keyof typeof REASON] }
}

/** The gateways' outage that staff have declared and not ended. */
export async function runningOutage(db: Db) {
  const rows = await db.select().from(outages).where(isNull(outages.untilAt)).limit(1)
  return rows[0]
}
