/**
 * What staff do beside an account's state (S11, S14, S18): one commit moves the account, records the act with its words, tells the
 * customer and brings the panel along. What comes next for the account the lifecycle sweep finds out at its next tick.
 */
import type { SQLWrapper } from 'drizzle-orm'
import { decisionsQuery } from '../../agreements/reads.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, mailNotice } from '../../db/changes.ts'
import { answerQuery, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import { mint } from '../../mint.ts'
import { orderReason, queueOrders } from '../../panel/orders.ts'
import { policies, provider } from '../../policies/generated.ts'
import type { Decision } from '../../policies/rules/binding.ts'
import { boundVersion } from '../../policies/rules/bound.ts'
import { cite } from '../../policies/rules/cite.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { moveAccount } from '../changes.ts'
import { standingBlocks } from '../purging/reads.ts'
import { serviceRuns } from '../rules/lifecycle-account.ts'
import type { Act, Beside, BesideRefusal } from '../rules/lifecycle-beside.ts'
import { insertAct } from './changes.ts'
import type { BesideFailure } from './problems.ts'
import { type AccountRow, accountQuery, type BlockRow, besideOf, openTermsQuery } from './reads.ts'
import type { ActAnswer } from './schemas.ts'

/** What stands on the account, as it was read. */
export interface Standing {
  readonly row: AccountRow
  readonly beside: Beside
  readonly blocks: readonly BlockRow[]
}

/** What follows from an act that its rule allows. */
export interface Move {
  readonly act: Act
  readonly after: Beside
  readonly set: Partial<AccountRow>
  readonly clause: { readonly document: 'terms' | 'sla'; readonly id: string }
  /** Ids and numbers alone. */
  readonly facts: object
  /** What the customer is told besides what it is about; null: nothing. */
  readonly told: object | null
  readonly purgeBlock: string | null
  readonly writes: (commitId: string) => readonly SQLWrapper[]
}

export interface Wanted {
  /** Id of the staff user. */
  readonly user: string
  readonly account: string
  readonly key: string
  /** As in `POST …/hold`: with the account it makes the scope of the key. */
  readonly route: string
  readonly input: { readonly reason: string; readonly evidence?: string }
}

/** A sweep or a payment may be faster a few times; each try reads everything afresh. */
const MOST_TRIES = 4

export type Decide = (standing: Standing, now: number) => Result<Move, BesideRefusal>

export async function act(context: Context, wanted: Wanted, decide: Decide): Promise<Result<ActAnswer, BesideFailure>> {
  const request = await keyedRequest(context, wanted.user, `${wanted.route} ${wanted.account}`, wanted.key, wanted.input)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await tryToAct(context, wanted, decide, request)
    if (result.ok || result.failure.reason !== 'lost_race') return result
  }
  return fail({ reason: 'lost_race' })
}

async function tryToAct(
  context: Context,
  wanted: Wanted,
  decide: Decide,
  request: KeyedRequest,
): Promise<Result<ActAnswer, BesideFailure>> {
  const { db, now } = context
  const [answers, [row], blocks, [open]] = await db.batch([
    answerQuery(db, request, now),
    accountQuery(db, wanted.account),
    standingBlocks(db, wanted.account),
    openTermsQuery(db, wanted.account),
  ])
  const again = repeated<ActAnswer>(request, answers)
  if (again) return again
  if (row === undefined) return fail({ reason: 'account_not_found' })
  const beside = besideOf(row, blocks)
  const decided = decide({ row, beside, blocks }, now)
  if (!decided.ok) return decided
  const clause = clauseOf(decided.value, open?.version, await decisionsQuery(db, row.customer), now)
  return write(context, wanted, { row, before: beside, move: decided.value, clause }, request)
}

type Clause = Move['clause'] & { readonly version: string }

/** Lateness is judged by what the open invoice pinned; everything else by what binds the customer now. */
function clauseOf({ clause }: Move, open: string | undefined, decisions: readonly Decision[], now: number): Clause {
  const bound = boundVersion(policies, clause.document, decisions, now, provider.timeZone)
  return { ...clause, version: clause.document === 'terms' ? (open ?? bound) : bound }
}

interface Decided {
  readonly row: AccountRow
  readonly before: Beside
  readonly move: Move
  readonly clause: Clause
}

async function write(
  context: Context,
  { user, input }: Wanted,
  { row, before, move, clause }: Decided,
  request: KeyedRequest,
): Promise<Result<ActAnswer, BesideFailure>> {
  const { db, now, language } = context
  const commitId = mint('commit', now)
  const runs = serviceRuns(move.after)
  const notice = move.told && {
    ...{ customer: row.customer, subject: row.id, kind: move.act, cycle: commitId },
    body: { clause, account: row.id, domain: row.domain, dueOn: row.dueOn, owedRupiah: 0, at: now, ...move.told },
  }
  const binding = versionNamed(policies, clause.document, clause.version)
  const answer: ActAnswer = {
    ...{ account: row.id, act: move.act, at: new Date(now).toISOString(), serviceRuns: runs, purgeBlock: move.purgeBlock },
    clause: binding ? cite(binding, clause.id, language) : null,
  }
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: moveAccount(db, row, commitId, { ...move.set, ...reviewed(row, now) }), expected: 1 },
    writes: [
      ...move.writes(commitId),
      insertAct(db, { commitId, account: row.id, user, act: move.act, reason: input.reason, evidence: input.evidence ?? null, at: now }),
      insertEvents(db, commitId, now, [
        {
          ...{ entity: row.id, version: row.version + 1, type: `account.${move.act}` },
          body: { clause, by: user, state: row.state, serviceRuns: runs, ...move.facts },
        },
      ]),
      ...(notice ? mailNotice(db, commitId, now, notice) : []),
      ...(runs === serviceRuns(before)
        ? []
        : [queueOrders(db, commitId, now, [{ account: row.id, order: 'align', reason: orderReason(clause) }])]),
      ...rememberAnswer(db, request, now, 201, answer),
    ],
  })
  return written.ok ? ok(answer) : written
}

/** Nothing comes after an order that ended unpaid; every other account is looked at again at once. */
function reviewed({ state }: AccountRow, now: number): Partial<AccountRow> {
  return state === 'order_cancelled' ? {} : { nextAction: 'review', nextActionAt: now }
}
