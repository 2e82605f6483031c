/** S2, S13: the purchase click becomes an account that waits for its payment, a first invoice, and the proof of both, in one commit. */
import { insertAccount } from '../../accounts/changes.ts'
import { orderCancellableAt, orderPrice } from '../../accounts/rules/order.ts'
import { parseDomain } from '../../accounts/rules/order-domain.ts'
import { firstTerm } from '../../accounts/rules/paid.ts'
import { decisionsQuery } from '../../agreements/reads.ts'
import { commitment } from '../../agreements/records.ts'
import { ContractDocument } from '../../agreements/schemas.ts'
import type { CustomerVisitor } from '../../auth/visitor.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, mailNotice } from '../../db/changes.ts'
import { answerQuery, hex, keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import type { Circumstances } from '../../evidence.ts'
import { mint } from '../../mint.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import type { Decision } from '../../policies/rules/binding.ts'
import { addDays } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { insertInvoice } from '../changes.ts'
import { creditsOf } from '../credits/reads.ts'
import { issueAt } from '../issue.ts'
import type { Credit } from '../rules/credit.ts'
import { renewalLine } from '../rules/invoice.ts'
import { draftInvoice } from '../rules/invoice-draft.ts'
import { insertEvidence, insertOrder } from './changes.ts'
import { type Opening, openingOf } from './opening.ts'
import type { PlaceOrderFailure } from './problems.ts'
import { agreedForOrder, termsOf } from './rules.ts'
import type { CatalogAnswer, NewOrder, OrderAnswer } from './schemas.ts'

const { timeZone } = provider

/** Another order of the customer may spend their credit a moment earlier; each try reads everything afresh. */
const MOST_TRIES = 4

export async function placeOrder(
  context: Context,
  visitor: CustomerVisitor,
  input: NewOrder,
  key: string,
  circumstances: Circumstances,
): Promise<Result<OrderAnswer, PlaceOrderFailure>> {
  const { db, now } = context
  const { id: customer } = visitor.customer
  const request = await keyedRequest(context, visitor.user.id, `POST /orders of ${customer}`, key, input)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [answers, decisions, credits] = await db.batch([
      answerQuery(db, request, now),
      decisionsQuery(db, customer),
      creditsOf(db, customer),
    ])
    // The same request was faster a moment ago: its answer is ours.
    const again = repeated<OrderAnswer>(request, answers)
    if (again) return again
    const checked = check(input, decisions, credits, now)
    if (!checked.ok) return checked
    const written = await write(context, visitor, input, checked.value, circumstances, request)
    if (written.ok) return written
  }
  return fail({ reason: 'lost_race' })
}

/** What is ordered, for how much, under which versions; or why not. */
function check(input: NewOrder, decisions: readonly Decision[], credits: readonly Credit[], now: number) {
  const domain = parseDomain(input.domain)
  if (!domain.ok) return domain
  const first = firstTerm(now, input.term, timeZone)
  const price = orderPrice(catalog, input, first.from)
  if (!price.ok) return price
  const draft = draftInvoice([renewalLine(input.package, price.value, provider.tax, first)], credits)
  if (!draft.ok) return draft
  const documents = agreedForOrder(policies, ContractDocument.options, decisions, now, timeZone)
  if (!documents.ok) return documents
  const terms = termsOf(policies, documents.value)
  if (terms === undefined) return fail({ reason: 'documents_outstanding' as const, documents: [] })
  const promise = { version: terms.version, order: terms.terms.order, timeZone }
  const endsAt = orderCancellableAt(now, promise)
  const dueOn = addDays(first.from, promise.order.cancelAfterDays)
  return ok({
    domain: domain.value,
    first,
    price: price.value,
    draft: draft.value,
    documents: documents.value,
    terms,
    endsAt,
    dueOn,
  })
}

type Checked = Extract<ReturnType<typeof check>, { ok: true }>['value']

async function write(
  context: Context,
  { customer, user, session }: CustomerVisitor,
  input: NewOrder,
  checked: Checked,
  { ip, userAgent, method }: Circumstances,
  request: Parameters<typeof rememberAnswer>[1],
): Promise<Result<OrderAnswer, { reason: 'lost_race' }>> {
  const { db, now } = context
  const { domain, first, price, draft, documents, terms, endsAt, dueOn } = checked
  const termsVersion = terms.version
  const { package: item, term, page, clientTime } = input
  const [id, invoice, commitId] = [mint('account', now), mint('invoice', now), mint('commit', now)]
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)))
  const evidence = { id, customer: customer.id, ip, userAgent, session: session.id, clientTime: clientTime ?? null, salt }
  const clause = { document: 'terms', version: termsVersion, id: 'S2' }
  const opening = openingOf(db, { id, invoice, customer: customer.id, domain, term, first, dueOn, draft, terms, endsAt }, now, commitId)
  const answer: OrderAnswer = {
    ...{ account: id, invoice, domain, amountRupiah: draft.gross, owedRupiah: draft.stillOwed, termsVersion },
    payBefore: new Date(endsAt).toISOString(),
  }
  const written = await commit(db, {
    id: commitId,
    at: now,
    writes: [
      ...rememberAnswer(db, request, now, 201, answer),
      insertAccount(db, {
        ...{ id, customer: customer.id, package: item, domain, term, anniversaryDay: first.anniversaryDay },
        ...{ ...opening.account, createdAt: now, commitId },
      }),
      insertInvoice(issueAt(now, commitId), {
        ...{ id: invoice, account: id, customer: customer.id, kind: 'order', period: { from: first.from, to: first.to }, dueOn },
        ...{ amount: draft.gross, lines: draft.lines, termsVersion, credits: draft.credits },
      }),
      insertOrder(db, {
        ...{ id, customer: customer.id, user: user.id, invoice, package: item, term, price, domain, method, page },
        ...{ documents: JSON.stringify(documents), orderedAt: now, commitId },
      }),
      insertEvidence(db, evidence),
      insertEvents(db, commitId, now, [
        {
          ...{ entity: id, version: 1, type: 'account.ordered' },
          body: {
            ...{ clause, package: item, term, priceRupiah: price, documents, invoice, amountRupiah: draft.gross, user: user.id },
            ...{ creditRupiah: draft.gross - draft.stillOwed, next: waitsUntil(opening) },
            evidence: await commitment(evidence),
          },
        },
        ...opening.events,
      ]),
      ...mailNotice(db, commitId, now, opening.notice),
      ...opening.writes,
    ],
  })
  return written.ok ? ok(answer) : written
}

const waitsUntil = ({ account }: Opening) => ({ action: account.nextAction ?? null, at: account.nextActionAt ?? null })

/** What is on sale today. */
export function catalogOf({ now, language }: Context): CatalogAnswer {
  const { from: today } = firstTerm(now, 'monthly', timeZone)
  return catalog
    .filter(({ validFrom, withdrawnOn }) => validFrom <= today && (withdrawnOn === undefined || today < withdrawnOn))
    .map(({ id, name, kind, thirdParty, description, priceRupiah, quota }) => ({
      ...{ id, name, kind, thirdParty, description: description[language], priceRupiah, quota: quota ?? null },
    }))
}
