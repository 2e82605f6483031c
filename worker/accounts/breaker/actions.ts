/** S14: what a person does at the breaker: release exactly those they have seen, and close it once nobody waits behind it. */
import { commitMany, type Decision, MOST_DECISIONS } from '../../bulk-commit.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents } from '../../db/changes.ts'
import { mint } from '../../mint.ts'
import { provider } from '../../policies/generated.ts'
import { canonical } from '../../shared/canonical.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { finishTasks } from '../../tasks/changes.ts'
import { moveAccounts } from '../changes.ts'
import { waitMove } from '../late-move.ts'
import type { LateAccount } from '../reads.ts'
import { type BreakerRefusal, type Candidate, close, release } from '../rules/breaker.ts'
import { accounts } from '../tables.ts'
import { insertReleases, moveBreaker } from './changes.ts'
import { candidatesAmong, dryRunAt } from './dry-run.ts'
import { readBreaker } from './reads.ts'

export type ReleaseFailure = BreakerRefusal | { readonly reason: 'too_many'; readonly most: number }

/**
 * S14: these and nobody else are terminated at the next tick, unless they pay before it. Each is named by what the dry run showed
 * of it; one that has changed since refuses the whole release. Repeating it changes nothing.
 */
export async function releaseTerminations(
  context: Context,
  staffUser: string,
  named: readonly Candidate[],
): Promise<Result<{ readonly released: number }, ReleaseFailure>> {
  if (named.length > MOST_DECISIONS) return fail({ reason: 'too_many', most: MOST_DECISIONS })
  const { db, now } = context
  const shown = await candidatesAmong(
    context,
    named.map(({ account }) => account),
  )
  const { trippedAt } = await readBreaker(db, now, provider.timeZone)
  const candidates = shown.map(({ candidate }) => candidate)
  const released = release({ trippedAt, releases: [] }, named, candidates, now)
  if (!released.ok) return released
  const id = mint('commit', now)
  const { moved } = await commitMany(db, {
    ...{ id, at: now, table: accounts, decisions: shown.map(({ row, candidate }) => releaseMove(row, candidate, staffUser, now)) },
    move: (rows) => moveAccounts(rows, id),
    insert: (moved) => [insertReleases(moved(candidates.map(({ account, ...rest }) => ({ id: account, ...rest }))), now, staffUser, id)],
  })
  return ok({ released: moved })
}

function releaseMove(row: LateAccount, { invoice, suspendedAt }: Candidate, by: string, now: number): Decision {
  const clause = { document: 'terms', version: row.termsVersion, id: 'S14' }
  const event = { type: 'account.termination_released', body: canonical({ clause, invoice, suspendedAt, by }) }
  return { ...waitMove(row, { action: 'review', at: now }), event }
}

/** S14: from now on terminations happen again by themselves. Refused while anybody's termination is due. */
export async function closeBreaker(context: Context, staffUser: string): Promise<Result<null, BreakerRefusal | { reason: 'lost_race' }>> {
  const { db, now } = context
  const { version, trippedAt } = await readBreaker(db, now, provider.timeZone)
  const { terminations } = await dryRunAt(context, now)
  const due = terminations.flatMap(({ candidate }) => candidate ?? [])
  const closed = close({ trippedAt, releases: [] }, due)
  if (!closed.ok) return closed
  const id = mint('commit', now)
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveBreaker(db, version, id, { trippedAt: null, trip: null }), expected: 1 },
    writes: [
      insertEvents(db, id, now, [{ entity: 'breaker', version: version + 1, type: 'breaker.closed', body: { by: staffUser } }]),
      // Whoever closes it has done what its opening asked for; a task left open would hide the next opening behind it.
      finishTasks(db, id, now, { subject: 'breaker', topic: '', kinds: ['terminations_stopped'] }, staffUser),
    ],
  })
  return written.ok ? ok(null) : written
}
