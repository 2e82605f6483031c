import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { provider } from '../../policies/generated.ts'
import { dayOf } from '../../shared/calendar.ts'
import type { Trip } from '../rules/breaker.ts'
import { hourOf } from './rules.ts'
import { breaker } from './tables.ts'

/** Adds to the count of the hour. */
export function countTerminations(at: number, count: number): SQL {
  const hour = `$."${hourOf(at)}"`
  return sql`INSERT INTO terminations (day, hours) VALUES (${dayOf(at, provider.timeZone)}, json_set('{}', ${hour}, ${count}))
    ON CONFLICT DO UPDATE SET hours = json_set(hours, ${hour}, coalesce(hours ->> ${hour}, 0) + ${count})`
}

/** The guard of a commit: the breaker as it was read. */
export function moveBreaker(db: Db, version: number, commitId: string, set: { trippedAt: number | null; trip: Trip | null }) {
  return db
    .update(breaker)
    .set({ trippedAt: set.trippedAt, trip: set.trip && JSON.stringify(set.trip), version: version + 1, commitId })
    .where(and(eq(breaker.only, 1), eq(breaker.version, version)))
}

/** It moves no version: whoever looks at the breaker meanwhile loses no race to a sweep that went well. */
export function recordGoodSweep(db: Db, at: number, wallClock: number) {
  return db.update(breaker).set({ goodSweepAt: at, goodSweepWallAt: wallClock }).where(eq(breaker.only, 1))
}

/** @param named json_each of candidates; only those whose accounts the commit moved. */
export function insertReleases(named: SQL, at: number, by: string, commitId: string): SQL {
  return sql`INSERT INTO releases (account, invoice, suspended_at, released_at, released_by, commit_id)
    SELECT moved.id, d.value ->> 'invoice', d.value ->> 'suspendedAt', ${at}, ${by}, ${commitId} FROM ${named}
    WHERE true ON CONFLICT DO UPDATE SET released_at = excluded.released_at, released_by = excluded.released_by, commit_id = excluded.commit_id`
}
