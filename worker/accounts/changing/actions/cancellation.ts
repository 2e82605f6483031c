/**
 * S13: ending an account in two steps, and changing one's mind before the end. The end itself is the lifecycle sweep's: every step here
 * only says what is wanted and brings the account up for review.
 */
import { decisionsQuery } from '../../../agreements/reads.ts'
import { commitment } from '../../../agreements/records.ts'
import type { CustomerVisitor } from '../../../auth/visitor.ts'
import { voidOpenInvoice } from '../../../billing/changes.ts'
import { insertEvidence } from '../../../billing/orders/changes.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents, mailNotice } from '../../../db/changes.ts'
import { answerQuery, hex, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../../../db/idempotency.ts'
import type { Circumstances } from '../../../evidence.ts'
import { mint } from '../../../mint.ts'
import { provider } from '../../../policies/generated.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { moveAccount } from '../../changes.ts'
import { confirmCancellation, requestCancellation, withdrawCancellation } from '../../rules/cancel.ts'
import { isAlive } from '../../rules/lifecycle-state.ts'
import { purgeableAt } from '../../rules/purge.ts'
import { cancelFacts, type Facts, scheduledOf, standingAsk, viewOf, voidedBy } from '../cancellation-view.ts'
import { orderingClause } from '../citing.ts'
import type { CancellationFailure } from '../problems.ts'
import { type AccountRow, ownAccountQuery, standingInvoicesQuery } from '../reads.ts'
import { wishIsPaid, wishOf } from '../rules/wish.ts'
import type { CancellationView, Step } from '../schemas.ts'

const { timeZone } = provider

interface Asking {
  readonly context: Context
  readonly visitor: CustomerVisitor
  readonly account: string
}

type Outcome = Result<CancellationView, CancellationFailure>

/** A sweep or a payment may be faster a few times; each try reads everything afresh. */
const MOST_TRIES = 4

async function retried(attempt: () => Promise<Outcome>): Promise<Outcome> {
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    const outcome = await attempt()
    if (outcome.ok || outcome.failure.reason !== 'lost_race') return outcome
  }
  return attempt()
}

async function readFacts({ context: { db, now }, visitor, account }: Asking, request?: KeyedRequest) {
  const { id } = visitor.customer
  const [[row], invoices, decisions, answers] = await db.batch([
    ownAccountQuery(db, id, account),
    standingInvoicesQuery(db, account),
    decisionsQuery(db, id),
    answerQuery(db, request ?? { user: '', route: '', key: '', bodyDigest: '' }, now),
  ])
  return { facts: row && { account: row, invoices, clause: orderingClause(decisions, now, 'S13') }, answers }
}

export async function showCancellation(context: Context, visitor: CustomerVisitor, account: string): Promise<CancellationView | undefined> {
  const { facts } = await readFacts({ context, visitor, account })
  return facts && viewOf(facts, context)
}

/** S13, first step: nothing ends yet. Asked again while it waits for its confirmation, it stays the same step. */
export async function askToCancel(asking: Asking, input: Step, key: string, circumstances: Circumstances): Promise<Outcome> {
  const { context, visitor } = asking
  const request = await keyedRequest(context, visitor.user.id, `POST /accounts/${asking.account}/cancellation`, key, input)
  return retried(async () => {
    const { facts, answers } = await readFacts(asking, request)
    const again = repeated<CancellationView>(request, answers)
    if (again) return again
    if (facts === undefined) return fail({ reason: 'account_not_found' })
    const asked = requestCancellation(cancelFacts(facts), context.now, timeZone)
    if (!asked.ok) return fail({ ...asked.failure, account: facts.account.id })
    if (standingAsk(facts.account, context.now) !== null) return ok(viewOf(facts, context))
    const set = { cancelAskedAt: context.now }
    return write(asking, facts, { set, type: 'cancellation_asked', endsAt: asked.value.endsAt, until: asked.value.confirmBy }, request, {
      input,
      circumstances,
    })
  })
}

/** S13, second step: the end is set, and what was invoiced for a term after it is void. */
export async function confirmToCancel(asking: Asking, input: Step, key: string, circumstances: Circumstances): Promise<Outcome> {
  const { context, visitor } = asking
  const { now } = context
  const request = await keyedRequest(context, visitor.user.id, `POST /accounts/${asking.account}/cancellation/confirm`, key, input)
  return retried(async () => {
    const { facts, answers } = await readFacts(asking, request)
    const again = repeated<CancellationView>(request, answers)
    if (again) return again
    if (facts === undefined) return fail({ reason: 'account_not_found' })
    const { account } = facts
    if (account.cancelAskedAt === null && scheduledOf(account) === null && isAlive(account.state)) return fail({ reason: 'not_asked' })
    const confirmed = confirmCancellation(cancelFacts(facts), { requestedAt: account.cancelAskedAt ?? now }, now, timeZone)
    if (!confirmed.ok) return fail({ ...confirmed.failure, account: account.id })
    const { confirmedAt, endsAt } = confirmed.value
    const doomed = voidedBy(facts, now)
    const wish = wishOf(account)
    const unwished = wish !== null && wishIsPaid(wish, account.dueOn) ? {} : { nextPackage: null, nextTerm: null, nextFrom: null }
    const set = {
      ...{ cancelConfirmedAt: confirmedAt, cancelEndsAt: endsAt, ...unwished },
      ...{ nextAction: 'review' as const, nextActionAt: now, ...(doomed ? { openInvoice: null } : {}) },
    }
    const upgrades = facts.invoices.filter(({ kind, state }) => kind === 'upgrade' && state === 'issued')
    const voids = [...(doomed ? [doomed] : []), ...upgrades].map(({ id }) => id)
    return write(asking, facts, { set, type: 'cancellation_confirmed', endsAt, until: purgeableAt(endsAt), voids }, request, {
      input,
      circumstances,
    })
  })
}

/** S13: before the end the customer may change their mind; a renewal that was void is issued again by the sweep. */
export async function withdraw(asking: Asking, circumstances: Circumstances): Promise<Outcome> {
  const { context } = asking
  const { now } = context
  return retried(async () => {
    const { facts } = await readFacts(asking)
    if (facts === undefined) return fail({ reason: 'account_not_found' })
    const { account } = facts
    const scheduled = scheduledOf(account)
    const untold = { cancelAskedAt: null, cancelConfirmedAt: null, cancelEndsAt: null }
    if (scheduled === null && standingAsk(account, now) !== null) {
      return write(asking, facts, { set: untold, type: 'cancellation_forgotten', endsAt: null, until: null }, null, { circumstances })
    }
    if (!isAlive(account.state)) return fail({ reason: 'nothing_to_cancel', state: account.state, clause: 'S13', account: account.id })
    const allowed = withdrawCancellation(scheduled, now)
    if (!allowed.ok) return fail({ ...allowed.failure, account: account.id })
    if (account.cancelAskedAt === null) return fail({ reason: 'leaving_by_decline', clause: 'S24', account: account.id })
    const set = { ...untold, nextAction: 'review' as const, nextActionAt: now }
    return write(asking, facts, { set, type: 'cancellation_withdrawn', endsAt: null, until: null }, null, { circumstances })
  })
}

interface Written {
  readonly set: Parameters<typeof moveAccount>[3]
  readonly type: 'cancellation_asked' | 'cancellation_confirmed' | 'cancellation_withdrawn' | 'cancellation_forgotten'
  readonly endsAt: number | null
  /** What the notice counts to: the confirmation's deadline, or the deletion. */
  readonly until: number | null
  readonly voids?: readonly string[]
}

interface By {
  readonly input?: Step
  readonly circumstances: Circumstances
}

/** The step itself, who took it and from where, and what the customer is told, in one commit. */
async function write(asking: Asking, facts: Facts, step: Written, request: KeyedRequest | null, by: By): Promise<Outcome> {
  const { context, visitor } = asking
  const { db, now } = context
  const { account, clause } = facts
  const { type, set, endsAt, until, voids = [] } = step
  const id = mint('commit', now)
  const { ip, userAgent } = by.circumstances
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)))
  const evidence = {
    ...{ id, customer: account.customer, ip, userAgent, session: visitor.session.id },
    ...{ clientTime: by.input?.clientTime ?? null, salt },
  }
  const notice = {
    ...{ customer: account.customer, subject: account.id, kind: type, cycle: id },
    body: {
      ...{ clause, account: account.id, domain: account.domain, dueOn: account.dueOn, owedRupiah: 0, at: now },
      ...{ ...(endsAt === null ? {} : { endsAt }), next: until === null ? null : { at: until } },
    },
  }
  const told = type === 'cancellation_forgotten' ? [] : mailNotice(db, id, now, notice)
  const body = {
    ...{ clause, user: visitor.user.id, method: by.circumstances.method, endsAt, voids: [...voids] },
    evidence: await commitment(evidence),
  }
  const invoices = facts.invoices.filter((invoice) => !voids.includes(invoice.id))
  const answer = viewOf({ ...facts, account: { ...account, ...set } as AccountRow, invoices }, context)
  const written = await commit(db, {
    ...{ id, at: now, guard: { statement: moveAccount(db, account, id, set), expected: 1 } },
    writes: [
      ...voids.map((invoice) => voidOpenInvoice(db, invoice, id)),
      insertEvidence(db, evidence),
      insertEvents(db, id, now, [{ entity: account.id, version: account.version + 1, type: `account.${type}`, body }]),
      ...told,
      ...(request ? rememberAnswer(db, request, now, 200, answer) : []),
    ],
  })
  return written.ok ? ok(answer) : written
}
