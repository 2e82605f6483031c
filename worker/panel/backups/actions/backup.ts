/** S7, S15: a backup on request, checked against what the panel reports at this very moment. */
import { moveAccount } from '../../../accounts/changes.ts'
import type { CustomerVisitor } from '../../../auth/visitor.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents } from '../../../db/changes.ts'
import { type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../../../db/idempotency.ts'
import { mint } from '../../../mint.ts'
import { provider } from '../../../policies/generated.ts'
import type { ClauseCitation } from '../../../policies/rules/cite.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Usage } from '../../clients/panel.ts'
import { orderReason, queueOrders } from '../../orders.ts'
import { decideBackup } from '../../rules/backup.ts'
import { insertBackup } from '../changes.ts'
import { backupFactsOf, clauseOf, type History, readHistory, underWay, usageNow } from '../facts.ts'
import type { BackupFailure } from '../problems.ts'
import type { BackupAnswer } from '../schemas.ts'

/** A refusal with the clause of the version that binds. */
export type Refused<F> = { readonly failure: F; readonly clause?: ClauseCitation | undefined }

/** A sweep or another request may be faster a few times; each try reads everything afresh. */
const MOST_TRIES = 4

export async function requestBackup(
  context: Context,
  { customer, user }: CustomerVisitor,
  account: string,
  key: string,
): Promise<Result<BackupAnswer, { reason: 'refused' } & Refused<BackupFailure>>> {
  const request = await keyedRequest(context, user.id, `POST /accounts/${account}/backups`, key, {})
  let usage: Usage | null | undefined
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { answers, history } = await readHistory(context, customer.id, account, request)
    const again = repeated<BackupAnswer>(request, answers)
    if (again) return again.ok ? again : refused(again.failure)
    if (history === undefined) return refused({ reason: 'account_not_found' })
    // Whoever is refused anyway keeps the panel out of it.
    const early = refusalOf(history, null, context.now)
    if (early !== null && early.reason !== 'usage_unknown') return refused(early, clauseOf(history, early.clause, context))
    usage ??= await usageNow(context, account)
    const refusal = refusalOf(history, usage, context.now)
    if (refusal !== null) return refused(refusal, clauseOf(history, refusal.clause, context))
    if (usage === null) break
    const written = await write(context, user.id, history, usage, request)
    if (written.ok) return written
  }
  return refused({ reason: 'lost_race' })
}

const refused = (failure: BackupFailure, clause?: ClauseCitation) => fail({ reason: 'refused' as const, failure, clause })

type ClausedFailure = Extract<BackupFailure, { clause: string }>

/** Null: it is accepted. */
export function refusalOf(history: History, usage: Usage | null, now: number): ClausedFailure | null {
  if (history.quota === null) return { reason: 'no_storage', clause: 'S7' }
  const decided = decideBackup(backupFactsOf(history, usage), history.sla.terms.backup, now, provider.timeZone)
  if (!decided.ok && decided.failure.reason !== 'usage_unknown') return decided.failure
  const under = underWay(history)
  if (under !== null) return { reason: 'panel_busy', under, clause: 'S7' }
  return decided.ok ? null : decided.failure
}

async function write(
  context: Context,
  user: string,
  { account, sla, backups }: History,
  usage: Usage,
  request: KeyedRequest,
): Promise<Result<BackupAnswer, { reason: 'lost_race' }>> {
  const { db, now } = context
  const [id, commitId] = [mint('backup', now), mint('commit', now)]
  const clause = { document: 'sla', version: sla.version, id: 'S7' }
  const overwrites = backups.find(({ state }) => state === 'stored')?.id ?? null
  const answer: BackupAnswer = { id, state: 'asked', overwrites, requestedAt: new Date(now).toISOString() }
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: moveAccount(db, account, commitId, {}), expected: 1 },
    writes: [
      ...rememberAnswer(db, request, now, 202, answer),
      insertBackup(db, {
        ...{ id, account: account.id, customer: account.customer, state: 'asked', requestedAt: now, requestedBy: user },
        ...{ slaVersion: sla.version, usedBytes: usage.diskBytes, usedInodes: usage.inodes, commitId },
      }),
      insertEvents(db, commitId, now, [
        {
          ...{ entity: account.id, version: account.version + 1, type: 'account.backup_asked' },
          body: { clause, backup: id, overwrites, bytes: usage.diskBytes, inodes: usage.inodes, user },
        },
      ]),
      queueOrders(db, commitId, now, [{ account: account.id, order: 'backup', reason: orderReason(clause), job: id }]),
    ],
  })
  return written.ok ? ok(answer) : written
}
