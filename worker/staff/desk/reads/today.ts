/** The first page of the desk: every figure by an index that holds only what waits, counted no further than a full desk. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../context.ts'
import { runBatch } from '../../../db/batch.ts'
import { MOST_COUNTED } from '../page.ts'
import { type Letter, letterCountsQuery, lettersQuery } from './letters.ts'
import { type KindCount, type OpenTask, openTasksQuery, taskCountsQuery } from './tasks.ts'
import { type UnmatchedMoney, unmatchedCountQuery, unmatchedListQuery } from './unmatched.ts'

const FIRST_FEW = 5
/** Of what is due today, invoices and all: so many rows are looked at. */
export const MOST_DUE = 5_000
const BEGINNING = { at: -1, id: '' }

export interface Clock {
  readonly account: string
  readonly customer: string
  readonly domain: string
  readonly action: 'suspend' | 'terminate'
  readonly at: number
}

const dueBefore = (end: number): SQL => sql`(SELECT id, customer, domain, next_action, next_action_at FROM accounts
  WHERE next_action_at < ${end} ORDER BY next_action_at LIMIT ${MOST_DUE})`

/** @param end first instant after today. */
export async function readToday(db: Db, end: number) {
  const answers = await runBatch(db, [
    sql`SELECT next_action AS action, count(*) AS count FROM ${dueBefore(end)} GROUP BY next_action`,
    sql`SELECT id AS account, customer, domain, next_action AS action, next_action_at AS at FROM ${dueBefore(end)}
      WHERE next_action IN ('suspend', 'terminate') ORDER BY next_action_at, id LIMIT ${FIRST_FEW}`,
    taskCountsQuery(),
    openTasksQuery(null, BEGINNING, FIRST_FEW),
    unmatchedCountQuery(),
    unmatchedListQuery(BEGINNING, FIRST_FEW),
    letterCountsQuery(),
    lettersQuery(BEGINNING, FIRST_FEW),
    sql`SELECT tripped_at AS trippedAt FROM breaker WHERE only = 1`,
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM accounts WHERE next_action = 'await_release' LIMIT ${MOST_COUNTED})`,
  ])
  const rows = <T>(index: number) => (answers[index]?.results ?? []) as unknown as T[]
  return {
    due: rows<{ action: string; count: number }>(0),
    clocks: rows<Clock>(1),
    taskKinds: rows<KindCount>(2),
    tasks: rows<OpenTask>(3),
    unmatched: { ...(rows<{ count: number; amount: number }>(4)[0] ?? { count: 0, amount: 0 }), first: rows<UnmatchedMoney>(5) },
    letterCounts: rows<{ outcome: Letter['outcome']; count: number }>(6),
    letters: rows<Letter>(7),
    breaker: { trippedAt: rows<{ trippedAt: number | null }>(8)[0]?.trippedAt ?? null, waiting: rows<{ count: number }>(9)[0]?.count ?? 0 },
  }
}
