import { gte, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { runBatch } from '../../db/batch.ts'
import type { Instant } from '../../shared/calendar.ts'
import { steps } from '../../steps/tables.ts'
import type { BreakerFacts, BreakerState, Candidate, Trip } from '../rules/breaker.ts'
import { busiestDay, countedSince, type DayCount, hourOf, inLast24Hours } from './rules.ts'
import { breaker, terminations } from './tables.ts'

export interface BreakerReads {
  readonly version: number
  readonly trippedAt: Instant | null
  readonly trip: Trip | null
  /** End of the last sweep that ran through, and what the wall clock said then; null before the first. */
  readonly goodSweep: { readonly at: Instant; readonly wallClock: Instant } | null
  readonly inLast24Hours: number
  readonly busiestDayOf28: number
}

/** At most 30 rows, and those of steps that are not yet split. */
export async function readBreaker(db: Db, now: Instant, timeZone: string): Promise<BreakerReads> {
  const since = countedSince(now, timeZone)
  const [[row], days, unsplit] = await db.batch([
    db.select().from(breaker),
    db.select().from(terminations).where(gte(terminations.day, since)),
    db.select({ at: steps.at, terminations: steps.terminations }).from(steps),
  ])
  const counts: DayCount[] = [
    ...days.map(({ day, hours }) => ({ day, hours: JSON.parse(hours) as DayCount['hours'] })),
    // Not a day of its own: only the last 24 hours ask for what a tick has not come to split yet.
    ...unsplit.map(({ at, terminations: count }) => ({ day: '9999-12-31', hours: { [hourOf(at)]: count } })),
  ]
  return {
    version: row?.version ?? 0,
    trippedAt: row?.trippedAt ?? null,
    trip: row?.trip ? (JSON.parse(row.trip) as Trip) : null,
    goodSweep: goodSweepOf(row),
    inLast24Hours: inLast24Hours(counts, now),
    busiestDayOf28: busiestDay(counts, now, timeZone),
  }
}

function goodSweepOf(row: typeof breaker.$inferSelect | undefined): BreakerReads['goodSweep'] {
  if (row === undefined || row.goodSweepAt === null || row.goodSweepWallAt === null) return null
  return { at: row.goodSweepAt, wallClock: row.goodSweepWallAt }
}

export async function lastGoodSweep(db: Db): Promise<BreakerReads['goodSweep']> {
  const [row] = await db.select().from(breaker)
  return goodSweepOf(row)
}

/** Which of these terminations a person has released. */
export async function releasesOf(db: Db, candidates: readonly Candidate[]): Promise<BreakerState['releases']> {
  if (candidates.length === 0) return []
  const [found] = await runBatch(db, [
    sql`SELECT r.account, r.invoice, r.suspended_at AS suspendedAt, r.released_at AS releasedAt
      FROM json_each(${JSON.stringify(candidates)}) AS c CROSS JOIN releases AS r
      ON r.account = c.value ->> 'account' AND r.invoice = c.value ->> 'invoice' AND r.suspended_at = c.value ->> 'suspendedAt'`,
  ])
  const rows = (found?.results ?? []) as unknown as (Candidate & { releasedAt: number })[]
  return rows.map(({ releasedAt, ...candidate }) => ({ candidate, releasedAt }))
}

/** Whether the sweep was away is asked of the wall clock: a test clock that jumps is no outage. */
export function breakerFacts(reads: BreakerReads, { now, wallClock }: { now: Instant; wallClock: Instant }): BreakerFacts {
  const { inLast24Hours: recent, busiestDayOf28, goodSweep } = reads
  return { now, inLast24Hours: recent, busiestDayOf28, lastGoodSweepAt: goodSweep && now - (wallClock - goodSweep.wallClock) }
}
