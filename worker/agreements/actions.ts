/** Deciding about versions, and reading back what was decided. */

import { type LeavingFacts, type LeavingMove, leavingMove } from '../accounts/changing/leaving-move.ts'
import { openInvoicesQuery, runningAccountsQuery } from '../accounts/changing/reads.ts'
import { siteOrigin } from '../auth/cookies.ts'
import type { CustomerVisitor } from '../auth/visitor.ts'
import { type Commit, commit } from '../commit.ts'
import type { Context, Env } from '../context.ts'
import { queueMail } from '../db/changes.ts'
import { answerQuery, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../db/idempotency.ts'
import type { Circumstances } from '../evidence.ts'
import { mint } from '../mint.ts'
import { policies, provider } from '../policies/generated.ts'
import { bindingAt, type Decision } from '../policies/rules/binding.ts'
import type { ClauseJson } from '../policies/rules/differences.ts'
import { type PolicyVersion, versionNamed } from '../policies/rules/version.ts'
import { staticFile } from '../policies/serve.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { guardDeclines, insertDecisions, noneAccepted } from './changes.ts'
import { decisionsMail } from './mails.ts'
import type { AgreementFailure } from './problems.ts'
import { acceptancesQuery, decisionsQuery, paidTermsQuery, receiptRow } from './reads.ts'
import { type DecisionRecord, mailed, recordDecision } from './records.ts'
import { changedSince } from './rules/changed.ts'
import { checkClaim, checkUndecided } from './rules/decidable.ts'
import { offered } from './rules/offered.ts'
import { outstanding } from './rules/outstanding.ts'
import {
  type AcceptablePolicies,
  type Agreements,
  ContractDocument,
  type Decisions,
  type DecisionsAnswer,
  type Outstanding,
} from './schemas.ts'
import { payloadOf } from './signature.ts'

const CONTRACT = ContractDocument.options

/**
 * Records decisions, all or none (P1, S1, P5). Two round trips to the database besides the session's own:
 * what was decided and answered before, then the commit.
 */
export async function decide(
  context: Context,
  visitor: CustomerVisitor,
  input: Decisions,
  key: string,
  circumstances: Circumstances,
): Promise<Result<DecisionsAnswer, AgreementFailure>> {
  const request = await keyedRequest(context, visitor.user.id, `POST /acceptances of ${visitor.customer.id}`, key, input)
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    const result = await tryToDecide(context, visitor, input, request, circumstances)
    if (result.ok || result.failure.reason !== 'lost_race') return result
  }
  return tryToDecide(context, visitor, input, request, circumstances)
}

/** A payment or a sweep may move an account that a decline is about, a few times; each try reads everything afresh. */
const MOST_TRIES = 3

async function tryToDecide(
  context: Context,
  visitor: CustomerVisitor,
  input: Decisions,
  request: KeyedRequest,
  circumstances: Circumstances,
): Promise<Result<DecisionsAnswer, AgreementFailure>> {
  const { db, now } = context
  const [answers, past, accounts, invoices] = await db.batch([
    answerQuery(db, request, now),
    decisionsQuery(db, visitor.customer.id),
    runningAccountsQuery(db, visitor.customer.id),
    openInvoicesQuery(db, visitor.customer.id),
  ])
  const again = repeated<DecisionsAnswer>(request, answers)
  if (again) return again
  const checked = check(input, past, now)
  if (!checked.ok) return checked
  const records = await Promise.all(
    checked.value.map(({ policy, shown }) =>
      recordDecision(
        context,
        {
          ...{ customer: visitor.customer.id, user: visitor.user.id, session: visitor.session.id, authority: visitor.customer.authority },
          ...{ method: circumstances.method, page: input.page, clientTime: input.clientTime, circumstances },
        },
        policy,
        shown,
      ),
    ),
  )
  const answer = answerOf(records)
  const after = [...past, ...records.map(({ acceptance }) => acceptance)]
  const written = await write(context, visitor, request, records, answer, { accounts, invoices, before: past, after })
  return written.ok ? ok(answer) : answerOfWinner(context, visitor.customer.id, request, input)
}

type Shown = Decisions['decisions'][number]

function check(
  input: Decisions,
  past: readonly Decision[],
  now: number,
): Result<{ policy: PolicyVersion; shown: Shown }[], AgreementFailure> {
  const checked: { policy: PolicyVersion; shown: Shown }[] = []
  for (const shown of input.decisions) {
    const claim = checkClaim(policies, shown, now, provider.timeZone)
    if (!claim.ok) return claim
    const undecided = checkUndecided(past, shown)
    if (!undecided.ok) return undecided
    checked.push({ policy: claim.value, shown })
  }
  return ok(checked)
}

function answerOf(records: readonly DecisionRecord[]): DecisionsAnswer {
  return {
    acceptances: records.map(({ acceptance, receipt }) => ({
      id: acceptance.id,
      document: ContractDocument.parse(acceptance.document),
      version: acceptance.version,
      decision: acceptance.decision === 'declined' ? 'declined' : 'accepted',
      receiptId: receipt.id,
    })),
  }
}

function write(
  context: Context,
  { customer, user }: CustomerVisitor,
  request: KeyedRequest,
  records: readonly DecisionRecord[],
  answer: DecisionsAnswer,
  leaving: LeavingFacts,
) {
  const { db, now, env } = context
  const id = mint('commit', now)
  const moved = leavingMove(context, id, leaving)
  const declined = records.map(({ acceptance }) => acceptance).filter(({ decision }) => decision === 'declined')
  const mail = decisionsMail(user.email, customer.language, siteOrigin(env), records.map(mailed))
  return commit(db, {
    id,
    at: now,
    ...guardOf(customer.id, declined, moved),
    writes: [
      ...moved.writes,
      ...rememberAnswer(db, request, now, 201, answer),
      ...insertDecisions(db, id, now, records),
      queueMail(db, id, now, customer.id, [mail]),
    ],
  })
}

/** The accounts that a decision moves guard it; where it moves none, a decline is guarded by the customer's own row. */
function guardOf(customer: string, declined: Parameters<typeof noneAccepted>[1], { guard }: LeavingMove): Pick<Commit, 'guard'> {
  if (guard !== null) return { guard: { statement: guard.statement(noneAccepted(customer, declined)), expected: guard.expected } }
  return declined.length > 0 ? { guard: { statement: guardDeclines(customer, declined), expected: 1 } } : {}
}

/** Somebody was faster: the same request (then its answer is ours), or another decision about the same version. */
async function answerOfWinner(
  { db, now }: Context,
  customer: string,
  request: KeyedRequest,
  input: Decisions,
): Promise<Result<DecisionsAnswer, AgreementFailure>> {
  const [answers, past] = await db.batch([answerQuery(db, request, now), decisionsQuery(db, customer)])
  const again = repeated<DecisionsAnswer>(request, answers)
  if (again) return again
  const checked = check(input, past, now)
  return checked.ok ? fail({ reason: 'lost_race' }) : checked
}

export async function agreementsOf({ db, now }: Context, customer: string): Promise<Agreements> {
  const rows = await acceptancesQuery(db, customer)
  const decisions = rows.map((row) => row.acceptance)
  return {
    binding: CONTRACT.flatMap((document) => {
      const binding = bindingAt(policies, document, decisions, now, provider.timeZone)
      if (!binding) return []
      const { version, since, how } = binding
      return [{ document, version: version.version, since, how, titles: version.titles, paths: version.paths }]
    }),
    acceptances: rows.map(({ acceptance: { user: _user, customer: _customer, commitId: _commit, ...acceptance }, receiptId }) => ({
      ...acceptance,
      receiptId,
      path: versionNamed(policies, acceptance.document, acceptance.version)?.paths[acceptance.language] ?? '',
    })),
  }
}

export async function outstandingOf({ db, now, env }: Context, customer: string, url: string): Promise<Outstanding[]> {
  const [decisions, boundUntil] = await db.batch([decisionsQuery(db, customer), paidTermsQuery(db, customer)])
  const open = outstanding(policies, CONTRACT, decisions, now, provider.timeZone)
  return Promise.all(
    open.map(async ({ path, ...decision }) => {
      const [accepted, ...later] = path
      const [before, after] = accepted ? await clausesOf(env, url, [accepted, later.at(-1) ?? accepted]) : []
      const changed = accepted ? changedSince(accepted, later, before && after && { before, after }) : []
      return { ...decision, changed, boundUntil }
    }),
  )
}

/** The published clauses of versions, which this site serves itself; empty where a file is missing. */
function clausesOf(env: Env, url: string, versions: readonly PolicyVersion[]): Promise<(ClauseJson | undefined)[]> {
  return Promise.all(
    versions.map(async ({ document, version }) => {
      const answer = await staticFile(env, url, `/policies/${document}/${version}.json`)
      return answer.ok ? ((await answer.json()) as ClauseJson) : undefined
    }),
  )
}

export async function receiptOf({ db }: Context, customer: string, id: string) {
  const row = await receiptRow(db, customer, id)
  return row && { id: row.id, jws: row.jws, payload: payloadOf(row.jws) }
}

export function acceptablePolicies(now: number): AcceptablePolicies {
  return { now, documents: offered(policies, CONTRACT, now, provider.timeZone) }
}
