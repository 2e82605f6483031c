/** S17: another package or term: recorded for a renewal, or paid for and had at once; and taking either back. */
import { decisionsQuery } from '../../../agreements/reads.ts'
import { commitment } from '../../../agreements/records.ts'
import type { CustomerVisitor } from '../../../auth/visitor.ts'
import { creditsOf } from '../../../billing/credits/reads.ts'
import { insertEvidence } from '../../../billing/orders/changes.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents, mailNotice } from '../../../db/changes.ts'
import { answerQuery, hex, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../../../db/idempotency.ts'
import type { Circumstances } from '../../../evidence.ts'
import { mint } from '../../../mint.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { moveAccount } from '../../changes.ts'
import { unwished, upgrade, wished } from '../change-writes.ts'
import { offerFor } from '../offers.ts'
import type { ChangeFailure } from '../problems.ts'
import { ownAccountQuery, standingInvoicesQuery } from '../reads.ts'
import type { Facts, Written } from '../reissue.ts'
import type { ChangeAnswer, ChangeWish } from '../schemas.ts'

export interface Changing {
  readonly context: Context
  readonly visitor: CustomerVisitor
  readonly account: string
}

type Outcome = Result<ChangeAnswer, ChangeFailure>

/** A sweep or a payment may be faster a few times; each try reads everything afresh. */
const MOST_TRIES = 4

async function retried<T>(attempt: () => Promise<Result<T, ChangeFailure>>): Promise<Result<T, ChangeFailure>> {
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    const outcome = await attempt()
    if (outcome.ok || outcome.failure.reason !== 'lost_race') return outcome
  }
  return attempt()
}

const NO_KEY: KeyedRequest = { user: '', route: '', key: '', bodyDigest: '' }

export async function readChanging({ context: { db, now }, visitor, account }: Changing, request: KeyedRequest = NO_KEY) {
  const { id } = visitor.customer
  const [[row], invoices, decisions, credits, answers] = await db.batch([
    ownAccountQuery(db, id, account),
    standingInvoicesQuery(db, account),
    decisionsQuery(db, id),
    creditsOf(db, id),
    answerQuery(db, request, now),
  ])
  return { facts: row && { account: row, invoices, decisions, credits }, answers }
}

export async function changeAccount(changing: Changing, wish: ChangeWish, key: string, circumstances: Circumstances): Promise<Outcome> {
  const { context, visitor } = changing
  const request = await keyedRequest(context, visitor.user.id, `POST /accounts/${changing.account}/changes`, key, wish)
  return retried(async () => {
    const { facts, answers } = await readChanging(changing, request)
    const again = repeated<ChangeAnswer>(request, answers)
    if (again) return again
    if (facts === undefined) return fail({ reason: 'account_not_found' })
    const offer = offerFor(facts, { package: wish.package, term: wish.term }, context.now)
    if (!offer.ok) return offer
    const id = mint('commit', context.now)
    const written = offer.value.from === 'now' ? upgrade(context, id, facts, offer.value) : wished(context, id, facts, offer.value)
    if (!written.ok) return written
    return write(changing, id, facts, written.value, request, wish.clientTime ?? null, circumstances)
  })
}

/** S17: what waits is taken back: a renewal invoiced for it is void and issued anew for what the account has; an upgrade's is void. */
export async function takeBack(changing: Changing, circumstances: Circumstances): Promise<Result<null, ChangeFailure>> {
  const { context } = changing
  const outcome = await retried(async () => {
    const { facts } = await readChanging(changing)
    if (facts === undefined) return fail({ reason: 'account_not_found' as const })
    const id = mint('commit', context.now)
    const written = unwished(context, id, facts)
    if (!written.ok) return written
    return write(changing, id, facts, written.value, null, null, circumstances)
  })
  return outcome.ok ? ok(null) : outcome
}

/** The change, who asked for it and from where, and what the customer is told, in one commit. */
async function write(
  { context, visitor }: Changing,
  id: string,
  { account }: Facts,
  { set, writes, event, notices, answer }: Written,
  request: KeyedRequest | null,
  clientTime: string | null,
  { ip, userAgent, method }: Circumstances,
): Promise<Outcome> {
  const { db, now } = context
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)))
  const evidence = { id, customer: account.customer, ip, userAgent, session: visitor.session.id, clientTime, salt }
  const body = { ...event.body, user: visitor.user.id, method, evidence: await commitment(evidence) }
  const written = await commit(db, {
    ...{ id, at: now, guard: { statement: moveAccount(db, account, id, set), expected: 1 } },
    writes: [
      ...writes,
      insertEvidence(db, evidence),
      insertEvents(db, id, now, [{ entity: account.id, version: account.version + 1, type: event.type, body }]),
      ...notices.flatMap((notice) => mailNotice(db, id, now, notice)),
      ...(request ? rememberAnswer(db, request, now, 201, answer) : []),
    ],
  })
  return written.ok ? ok(answer) : written
}
