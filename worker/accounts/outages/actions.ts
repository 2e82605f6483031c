/** S14: staff declare that the gateways are away, and that they are back. Nothing is taken from anybody meanwhile. */
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents } from '../../db/changes.ts'
import { mint } from '../../mint.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { endOutage, insertGatewayOutage } from './changes.ts'
import { runningOutage } from './reads.ts'

export type OutageRefusal = { readonly reason: 'outage_runs'; readonly since: number } | { readonly reason: 'no_outage' }
export type OutageAnswer = Result<{ readonly id: string; readonly from: number; readonly until: number | null }, OutageRefusal>

/** Reminders, invoices and payments go on; lateness does not, until its end and a fresh notice after it. */
export async function declareGatewayOutage({ db, now }: Context, staffUser: string): Promise<OutageAnswer> {
  const running = await runningOutage(db)
  if (running !== undefined) return fail({ reason: 'outage_runs', since: running.fromAt })
  const commitId = mint('commit', now)
  const id = `gateways:${now}`
  const written = await commit(db, {
    id: commitId,
    at: now,
    writes: [
      insertGatewayOutage(db, { id, fromAt: now, declaredBy: staffUser, commitId }),
      insertEvents(db, commitId, now, [{ entity: id, version: 1, type: 'outage.declared', body: { from: now, by: staffUser } }]),
    ],
  })
  return written.ok ? ok({ id, from: now, until: null }) : fail({ reason: 'outage_runs', since: now })
}

/** The accounts it kept waiting are looked at within a day, one after another. */
export async function endGatewayOutage({ db, now }: Context, staffUser: string): Promise<OutageAnswer> {
  const running = await runningOutage(db)
  if (running === undefined) return fail({ reason: 'no_outage' })
  const commitId = mint('commit', now)
  const { id, fromAt } = running
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: endOutage(db, id, now, staffUser, commitId), expected: 1 },
    writes: [insertEvents(db, commitId, now, [{ entity: id, version: 2, type: 'outage.ended', body: { until: now, by: staffUser } }])],
  })
  return written.ok ? ok({ id, from: fromAt, until: now }) : fail({ reason: 'no_outage' })
}
