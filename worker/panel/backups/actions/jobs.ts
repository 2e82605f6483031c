/** S7, S8: asks the panel how what it began went, and records it once. */
import type { SQLWrapper } from 'drizzle-orm'
import { moveAccount } from '../../../accounts/changes.ts'
import type { accounts } from '../../../accounts/tables.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents } from '../../../db/changes.ts'
import { mint } from '../../../mint.ts'
import type { JobState, Panel, StartedJob } from '../../clients/panel.ts'
import { panelFacts } from '../../reads.ts'
import { checkBackupAt, moveRestore } from '../changes.ts'
import { endOfBackup, endOfRestore } from '../ends.ts'
import type { DueBackup, DueRestore } from '../reads.ts'
import { nextCheckAt, UNCLEAR_AFTER_MS } from '../rules/timing.ts'

type Ended = Exclude<JobState, { state: 'running' | 'untold' }> | { readonly state: 'unclear' }

/** Null: not yet. What the panel does not tell, or not within a day, is for a person. */
async function endOf({ db, now }: Context, panel: Panel, account: string, startedAt: number, job: StartedJob): Promise<Ended | null> {
  const facts = await panelFacts(db, account)
  const answer = facts && (await panel.job(facts.account, job))
  if (answer?.ok && (answer.value.state === 'done' || answer.value.state === 'failed')) return answer.value
  const isUntold = answer?.ok === true && answer.value.state === 'untold'
  return isUntold || now - startedAt >= UNCLEAR_AFTER_MS ? { state: 'unclear' } : null
}

type Account = typeof accounts.$inferSelect

/** The account's version decides between two sweeps at once. */
function recordEnd(
  context: Context,
  account: Account,
  event: { type: string; body: object },
  writes: (id: string, at: number) => SQLWrapper[],
) {
  const { db, now } = context
  const id = mint('commit', now)
  return commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, {}), expected: 1 },
    writes: [...writes(id, now), insertEvents(db, id, now, [{ ...event, entity: account.id, version: account.version + 1 }])],
  })
}

/** @returns whether it has ended. */
export async function checkBackup(context: Context, panel: Panel, { backup, account }: DueBackup): Promise<boolean> {
  const { db, now } = context
  const { id, reference, slaVersion, startedAt } = backup
  const began = startedAt ?? backup.requestedAt
  const end = await endOf(context, panel, account.id, began, { kind: 'backup', reference: reference ?? '' })
  if (end === null) {
    const commitId = mint('commit', now)
    await commit(db, { id: commitId, at: now, writes: [checkBackupAt(db, commitId, id, nextCheckAt(began, now))] })
    return false
  }
  const ending = { backup, domain: account.domain }
  const clause = { document: 'sla', version: slaVersion, id: 'S7' }
  if (end.state === 'done') {
    const { bytes } = end
    const event = { type: 'account.backup_stored', body: { clause, backup: id, bytes } }
    return (await recordEnd(context, account, event, endOfBackup(db, ending, { state: 'stored', bytes }))).ok
  }
  const event = { type: `account.backup_${end.state}`, body: { clause, backup: id } }
  const ended = end.state === 'failed' ? ({ state: 'failed', why: 'panel' } as const) : ({ state: 'unclear' } as const)
  return (await recordEnd(context, account, event, endOfBackup(db, ending, ended))).ok
}

/** @returns whether it has ended. */
export async function checkRestore(context: Context, panel: Panel, { restore, account, invoice }: DueRestore): Promise<boolean> {
  const { db, now } = context
  const { id, reference, slaVersion, startedAt } = restore
  const began = startedAt ?? restore.requestedAt
  const end = await endOf(context, panel, account.id, began, { kind: 'restore', reference: reference ?? '' })
  if (end === null) {
    const commitId = mint('commit', now)
    await commit(db, { id: commitId, at: now, writes: [moveRestore(db, commitId, restore, { checkAt: nextCheckAt(began, now) })] })
    return false
  }
  const ended = end.state === 'failed' ? ({ state: 'failed', why: 'panel' } as const) : ({ state: end.state } as const)
  const event = {
    type: `account.restore_${end.state}`,
    body: { clause: { document: 'sla', version: slaVersion, id: 'S8' }, restore: id, backup: restore.backup },
  }
  const ending = { restore, domain: account.domain, paid: invoice?.paidAmount ?? null }
  return (await recordEnd(context, account, event, endOfRestore(db, ending, ended))).ok
}
