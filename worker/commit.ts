/**
 * The only way anything is written (sessions and tokens are the sign-in library's own).
 *
 * A commit is one `db.batch`, so one transaction: it lands whole or not at all. D1 does not fail a batch whose UPDATE
 * matches nothing; the guard does: right after the guarding UPDATE the commit's row is inserted with `changes()`, and its
 * CHECK (expected = moved) throws the batch away when somebody else was faster.
 */
import { type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from './context.ts'
import { runBatch } from './db/batch.ts'
import { fail, ok, type Result } from './shared/result.ts'

export interface Commit {
  readonly id: string
  readonly at: number
  /** One statement that moves `expected` rows only if they are still as they were read. Absent: nothing is moved, only inserted. */
  readonly guard?: { readonly statement: SQLWrapper; readonly expected: number }
  /** Everything that follows: events, notices, outbox rows, the answer to repeat. */
  readonly writes: readonly SQLWrapper[]
}

export type LostRace = { readonly reason: 'lost_race' }

/** @returns `lost_race` when the guard missed or a unique key was taken meanwhile; nothing was written then. */
export async function commit(db: Db, { id, at, guard, writes }: Commit): Promise<Result<{ commitId: string }, LostRace>> {
  const moved = guard ? sql`changes()` : sql`0`
  const record = sql`INSERT INTO commits (id, at, expected, moved) VALUES (${id}, ${at}, ${guard?.expected ?? 0}, ${moved})`
  try {
    await runBatch(db, [...(guard ? [guard.statement] : []), record, ...writes])
    return ok({ commitId: id })
  } catch (error) {
    if (isLostRace(error)) return fail({ reason: 'lost_race' })
    if (await landed(db, id)) return ok({ commitId: id })
    throw error
  }
}

/** A batch may commit and then report an error: the commit's own row tells. */
async function landed(db: Db, id: string): Promise<boolean> {
  const rows = await db.all(sql`SELECT 1 FROM commits WHERE id = ${id}`)
  return rows.length > 0
}

function isLostRace(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/CHECK constraint failed: every_guard_matched|UNIQUE constraint failed|credit_overspent/.test(cause.message)) return true
  }
  return false
}
