/** S8, S15: a restore on request: a free one runs at once, a further one is quoted and may be taken up. */
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
import { orderReason, queueOrders } from '../../orders.ts'
import { quoteRestore, type RestoreQuote } from '../../rules/restore.ts'
import { insertRestore } from '../changes.ts'
import { clauseOf, type History, isoOf, readHistory, restoreFactsOf, storedIn, underWay } from '../facts.ts'
import type { RestoreFailure } from '../problems.ts'
import type { RestoreRow } from '../reads.ts'
import { quoteUntil } from '../rules/timing.ts'
import type { RestoreAnswer } from '../schemas.ts'
import type { Refused } from './backup.ts'

const MOST_TRIES = 4

export async function requestRestore(
  context: Context,
  { customer, user }: CustomerVisitor,
  account: string,
  key: string,
): Promise<Result<RestoreAnswer, { reason: 'refused' } & Refused<RestoreFailure>>> {
  const request = await keyedRequest(context, user.id, `POST /accounts/${account}/restores`, key, {})
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { answers, history } = await readHistory(context, customer.id, account, request)
    const again = repeated<RestoreAnswer>(request, answers)
    if (again) return again.ok ? again : refused(again.failure)
    if (history === undefined) return refused({ reason: 'account_not_found' })
    const quoted = quoteNow(history, context.now)
    if (!quoted.ok) return refused(quoted.failure, clauseOf(history, quoted.failure.clause, context))
    const standing = quoted.value.kind === 'priced' ? standingQuote(history, context.now) : undefined
    if (standing && quoted.value.kind === 'priced') return ok(answerOf(standing, quoted.value.nextFreeOn))
    const written = await write(context, user.id, history, quoted.value, request)
    if (written.ok) return written
  }
  return refused({ reason: 'lost_race' })
}

const refused = (failure: RestoreFailure, clause?: ClauseCitation) => fail({ reason: 'refused' as const, failure, clause })

type ClausedFailure = Extract<RestoreFailure, { clause: string }>

/** What a restore would cost now; one that waits for its payment stands in the way of another priced one, never of a free one. */
export function quoteNow(history: History, now: number): Result<RestoreQuote, ClausedFailure> {
  const quote = quoteRestore(restoreFactsOf(history), history.sla.terms.restore, now, provider.timeZone)
  if (!quote.ok && quote.failure.reason !== 'no_backup') return quote
  const under = underWay(history)
  if (under !== null) return fail({ reason: 'panel_busy', under, clause: 'S8' })
  if (!quote.ok || quote.value.kind === 'free') return quote
  const waiting = history.restores.find(({ state }) => state === 'waiting_payment')
  return waiting?.invoice ? fail({ reason: 'restore_waits_for_payment', invoice: waiting.invoice, clause: 'S8' }) : quote
}

/** Asked again while a price stands, the price is the same. */
function standingQuote(history: History, now: number): RestoreRow | undefined {
  const archive = storedIn(history)?.id
  return history.restores.find(({ state, backup, quoteUntil: until }) => state === 'quoted' && backup === archive && (until ?? 0) > now)
}

export function answerOf(row: Omit<RestoreRow, 'customer' | 'commitId'>, nextFreeOn: string | null): RestoreAnswer {
  return { ...shown(row), nextFreeOn }
}

export function shown(row: Omit<RestoreRow, 'customer' | 'commitId'>) {
  const { id, backup, kind, state, bytes, invoice } = row
  const times = { requestedAt: new Date(row.requestedAt).toISOString(), quoteUntil: isoOf(row.quoteUntil) }
  return { id, backup, kind, state, priceRupiah: row.price, bytes, ...times, invoice }
}

async function write(
  context: Context,
  user: string,
  history: History,
  quote: RestoreQuote,
  request: KeyedRequest,
): Promise<Result<RestoreAnswer, { reason: 'lost_race' }>> {
  const { db, now } = context
  const { account, sla } = history
  const [id, commitId] = [mint('restore', now), mint('commit', now)]
  const clause = { document: 'sla', version: sla.version, id: 'S8' }
  const isFree = quote.kind === 'free'
  const until = isFree ? null : quoteUntil(now)
  const row: RestoreRow = {
    ...{ id, account: account.id, customer: account.customer, backup: quote.archive, kind: quote.kind, slaVersion: sla.version },
    ...{ price: isFree ? 0 : quote.price, bytes: storedIn(history)?.bytes ?? null, state: isFree ? 'running' : 'quoted' },
    ...{ requestedAt: now, requestedBy: user, quoteUntil: until, acceptedAt: null, acceptedBy: null, invoice: null },
    ...{ reference: null, startedAt: null, endedAt: null, why: null, checkAt: until, commitId },
  }
  const answer = answerOf(row, isFree ? null : quote.nextFreeOn)
  const event = {
    ...{ entity: account.id, version: account.version + 1, type: isFree ? 'account.restore_asked' : 'account.restore_quoted' },
    body: { clause, restore: id, backup: quote.archive, priceRupiah: row.price, bytes: row.bytes, until, user },
  }
  const order = { account: account.id, order: 'restore' as const, reason: orderReason(clause), job: id }
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: moveAccount(db, account, commitId, {}), expected: 1 },
    writes: [
      ...rememberAnswer(db, request, now, 201, answer),
      insertRestore(db, row),
      insertEvents(db, commitId, now, [event]),
      ...(isFree ? [queueOrders(db, commitId, now, [order])] : []),
    ],
  })
  return written.ok ? ok(answer) : written
}
