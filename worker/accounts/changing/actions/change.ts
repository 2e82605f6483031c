/** S17: another package or term: recorded for a renewal, or paid for and had at once; and taking either back. */
import { decisionsQuery } from '../../../agreements/reads.ts'
import { commitment } from '../../../agreements/records.ts'
import type { CustomerVisitor } from '../../../auth/visitor.ts'
import { insertInvoice, voidOpenInvoice } from '../../../billing/changes.ts'
import { creditsOf } from '../../../billing/credits/reads.ts'
import { issueAt } from '../../../billing/issue.ts'
import { insertEvidence } from '../../../billing/orders/changes.ts'
import type { Credit } from '../../../billing/rules/credit.ts'
import { renewalLine } from '../../../billing/rules/invoice.ts'
import { issueSideInvoice } from '../../../billing/side-invoices.ts'
import { commit } from '../../../commit.ts'
import type { Context } from '../../../context.ts'
import { insertEvents, insertNotice, type NewNotice, queueNotice } from '../../../db/changes.ts'
import { answerQuery, hex, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../../../db/idempotency.ts'
import type { Circumstances } from '../../../evidence.ts'
import { mint } from '../../../mint.ts'
import { policies, provider } from '../../../policies/generated.ts'
import { dayOf } from '../../../shared/calendar.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { moveAccount } from '../../changes.ts'
import type { OrderItem } from '../../rules/order.ts'
import { renewalPromise } from '../../rules/renewal.ts'
import { nextDueOn } from '../../rules/state.ts'
import { linked, orderingClause } from '../citing.ts'
import { type ChangingAccount, type Offer, offerFor, openRenewal, openUpgrade, priceOf } from '../offers.ts'
import type { ChangeFailure } from '../problems.ts'
import { type InvoiceRow, ownAccountQuery, standingInvoicesQuery } from '../reads.ts'
import { wishIsPaid, wishOf } from '../rules/wish.ts'
import type { ChangeAnswer, ChangeWish } from '../schemas.ts'
import { applyUpgrade, nameOf, upgradedNotice } from '../upgrade-paid.ts'

export interface Changing {
  readonly context: Context
  readonly visitor: CustomerVisitor
  readonly account: string
}

interface Facts extends ChangingAccount {
  readonly credits: readonly Credit[]
}

type Outcome = Result<ChangeAnswer, ChangeFailure>

/** What follows from one decision, before who decided it is added. */
interface Written {
  readonly set: Parameters<typeof moveAccount>[3]
  readonly writes: Parameters<typeof commit>[1]['writes']
  readonly event: { readonly type: string; readonly body: object }
  readonly notices: readonly NewNotice[]
  readonly answer: ChangeAnswer
}

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

const clauseOf = ({ termsVersion }: { readonly termsVersion: string }) => ({ document: 'terms', version: termsVersion, id: 'S17' }) as const

function answerOf({ context, facts, offer }: { context: Context; facts: Facts; offer: Offer }): ChangeAnswer {
  return {
    ...{ account: facts.account.id, ...offer.wanted, kind: offer.kind, from: offer.from, invoice: null, costNowRupiah: 0, payUntil: null },
    clause: linked(clauseOf(offer), context.language),
  }
}

function wished(context: Context, id: string, facts: Facts, offer: Offer): Result<Written, ChangeFailure> {
  const { account } = facts
  const { wanted, kind, replacesInvoice } = offer
  const from = offer.from === 'now' ? account.dueOn : offer.from
  const open = openRenewal(facts)
  const again = replacesInvoice === null || open === null ? NOT_REISSUED : reissued(context, id, facts, open, wanted)
  const review = { nextAction: 'review' as const, nextActionAt: context.now }
  const body = { ...facing(facts, context), clause: clauseOf(offer), item: nameOf(wanted.package), ...again.told, from, dueOn: from }
  return ok({
    set: { nextPackage: wanted.package, nextTerm: wanted.term, nextFrom: from, ...review, ...again.set },
    writes: again.writes,
    event: {
      type: 'account.change_wished',
      body: { clause: clauseOf(offer), kind, ...wanted, from, replaces: replacesInvoice, invoice: again.invoice },
    },
    notices: [{ customer: account.customer, subject: account.id, kind: 'change_wished', cycle: id, body }, ...again.notices],
    answer: { ...answerOf({ context, facts, offer }), invoice: again.invoice },
  })
}

function upgrade(context: Context, id: string, facts: Facts, offer: Offer): Result<Written, ChangeFailure> {
  const { db, now } = context
  const { account } = facts
  const { wanted, line, termsVersion, payUntil, on } = offer
  const clause = clauseOf(offer)
  const event = { clause, kind: offer.kind, ...wanted, from: 'now' }
  const answer = answerOf({ context, facts, offer })
  const upgraded = { db, commitId: id, at: now, account, wanted: wanted.package, termsVersion }
  if (line === null) {
    const { accountSet: set, writes } = applyUpgrade(upgraded)
    const notices = [upgradedNotice(upgraded, id)]
    return ok({ set, writes, event: { type: 'account.upgraded', body: event }, notices, answer })
  }
  const side = { kind: 'upgrade' as const, account, lines: [line], period: { from: on, to: account.dueOn }, dueOn: payUntil, termsVersion }
  const issued = issueSideInvoice(db, { id, at: now }, side, facts.credits)
  if (!issued.ok) return fail({ reason: 'lost_race' })
  const { invoice, amountRupiah, owedRupiah, accountSet: set, writes } = issued.value
  const body = { ...facing(facts, context), clause, item: nameOf(wanted.package), dueOn: payUntil, owedRupiah }
  const notices = owedRupiah === 0 ? [] : [{ customer: account.customer, subject: account.id, kind: 'upgrade_asked', cycle: invoice, body }]
  return ok({
    ...{ set, writes, notices },
    event: { type: 'account.upgrade_asked', body: { ...event, invoice, amountRupiah, owedRupiah, payUntil } },
    answer: { ...answer, invoice, costNowRupiah: owedRupiah, payUntil },
  })
}

function unwished(context: Context, id: string, facts: Facts): Result<Written, ChangeFailure> {
  const { account, decisions } = facts
  const { now } = context
  const clause = orderingClause(decisions, now, 'S17')
  if (clause === null) return fail({ reason: 'no_terms_bind' })
  const has = { package: account.package, term: account.term }
  const answer = {
    ...{ account: account.id, ...has, kind: 'upgrade' as const, from: 'now' as const, invoice: null, costNowRupiah: 0, payUntil: null },
    clause: null,
  }
  const body = { ...facing(facts, context), clause, item: nameOf(account.package) }
  const notice = { customer: account.customer, subject: account.id, kind: 'change_taken_back', cycle: id }
  const upgradeInvoice = openUpgrade(facts)
  if (upgradeInvoice !== null) {
    return ok({
      ...{ set: {}, writes: [voidOpenInvoice(context.db, upgradeInvoice.id, id)], answer },
      event: { type: 'account.upgrade_taken_back', body: { clause, invoice: upgradeInvoice.id } },
      notices: [{ ...notice, body }],
    })
  }
  const wish = wishOf(account)
  if (wish === null) return fail({ reason: 'no_change' })
  const open = openRenewal(facts)
  const mine = open !== null && open.periodFrom === wish.from ? open : null
  if (wishIsPaid(wish, account.dueOn) || (mine?.paidAmount ?? 0) > 0) return fail({ reason: 'change_paid', from: wish.from, clause: 'S17' })
  const begun = dayOf(now, provider.timeZone) > wish.from
  const again = mine === null || begun ? NOT_REISSUED : reissued(context, id, facts, mine, has)
  const review = { nextAction: 'review' as const, nextActionAt: now }
  return ok({
    ...{ set: { nextPackage: null, nextTerm: null, nextFrom: null, ...review, ...again.set }, writes: again.writes, answer },
    event: { type: 'account.change_taken_back', body: { clause, replaces: mine?.id ?? null, invoice: again.invoice } },
    notices: [{ ...notice, body: { ...body, ...again.told } }, ...again.notices],
  })
}

const facing = ({ account }: Facts, { now }: Context) => ({
  ...{ account: account.id, domain: account.domain, dueOn: account.dueOn, owedRupiah: 0, at: now },
})

interface Reissued extends Pick<Written, 'set' | 'writes' | 'notices'> {
  readonly invoice: string | null
  readonly told: object
}

const NOT_REISSUED: Reissued = { set: {}, writes: [], notices: [], invoice: null, told: {} }

/** S13, S17: the invoice of a term that has not begun is void, and issued anew for another item, payable as long as the first. */
function reissued(context: Context, id: string, facts: Facts, open: InvoiceRow, item: OrderItem): Reissued {
  const { db, now } = context
  const { account, decisions } = facts
  const promise = renewalPromise(policies, decisions, now, provider.timeZone)
  const price = priceOf(item)
  if (!promise.ok || price === undefined) return NOT_REISSUED
  const invoice = mint('invoice', now)
  const period = { from: open.periodFrom, to: nextDueOn(open.periodFrom, item.term, account.anniversaryDay) }
  const line = renewalLine(item.package, price, provider.tax, period)
  const { dueOn } = open
  const issued = { id: invoice, account: account.id, customer: account.customer, kind: 'renewal' as const, period, dueOn }
  const termsVersion = promise.value.version
  const told = { owedRupiah: line.gross }
  const clause = { document: 'terms', version: termsVersion, id: 'S13' }
  const body = { ...facing(facts, context), clause, ...told, dueOn, from: period.from, to: period.to }
  return {
    ...{ set: { openInvoice: invoice }, invoice, told },
    writes: [
      voidOpenInvoice(db, open.id, id),
      insertInvoice(issueAt(now, id), { ...issued, amount: line.gross, lines: [line], termsVersion }),
    ],
    notices: [{ customer: account.customer, subject: account.id, kind: 'invoice_issued', cycle: invoice, body }],
  }
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
      ...notices.flatMap((notice) => [insertNotice(db, id, now, notice), queueNotice(db, id, now, notice)]),
      ...(request ? rememberAnswer(db, request, now, 201, answer) : []),
    ],
  })
  return written.ok ? ok(answer) : written
}
