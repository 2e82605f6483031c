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
import { insertEvents, insertNotice, queueNotice } from '../../db/changes.ts'
import { answerQuery, hex, keyedRequest, rememberAnswer, repeated } from '../../db/idempotency.ts'
import type { Circumstances } from '../../evidence.ts'
import { mint } from '../../mint.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import type { Decision } from '../../policies/rules/binding.ts'
import { addDays } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { insertInvoice } from '../changes.ts'
import { issueAt } from '../issue.ts'
import { renewalLine } from '../rules/invoice.ts'
import { draftInvoice } from '../rules/invoice-draft.ts'
import { insertEvidence, insertOrder } from './changes.ts'
import type { PlaceOrderFailure } from './problems.ts'
import { agreedForOrder, termsOf } from './rules.ts'
import type { CatalogAnswer, NewOrder, OrderAnswer } from './schemas.ts'

const { timeZone } = provider

export async function placeOrder(
  context: Context,
  visitor: CustomerVisitor,
  input: NewOrder,
  key: string,
  circumstances: Circumstances,
): Promise<Result<OrderAnswer, PlaceOrderFailure>> {
  const { db, now } = context
  const request = await keyedRequest(context, visitor.user.id, 'POST /orders', key, input)
  const [answers, decisions] = await db.batch([answerQuery(db, request, now), decisionsQuery(db, visitor.customer.id)])
  const again = repeated<OrderAnswer>(request, answers)
  if (again) return again
  const checked = check(input, decisions, now)
  if (!checked.ok) return checked
  const written = await write(context, visitor, input, checked.value, circumstances, request)
  if (written.ok) return written
  // The same request was faster a moment ago: its answer is ours.
  return repeated<OrderAnswer>(request, await answerQuery(db, request, now)) ?? written
}

/** What is ordered, for how much, under which versions; or why not. */
function check(input: NewOrder, decisions: readonly Decision[], now: number) {
  const domain = parseDomain(input.domain)
  if (!domain.ok) return domain
  const first = firstTerm(now, input.term, timeZone)
  const price = orderPrice(catalog, input, first.from)
  if (!price.ok) return price
  const draft = draftInvoice([renewalLine(input.package, price.value, provider.tax, first)], [])
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
    termsVersion: terms.version,
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
  const { domain, first, price, draft, documents, termsVersion, endsAt, dueOn } = checked
  const { package: item, term, page, clientTime } = input
  const [id, invoice, commitId] = [mint('account', now), mint('invoice', now), mint('commit', now)]
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)))
  const evidence = { id, customer: customer.id, ip, userAgent, session: session.id, clientTime: clientTime ?? null, salt }
  const clause = { document: 'terms', version: termsVersion, id: 'S2' }
  const next = { action: 'expire_order' as const, at: endsAt }
  const notice = {
    ...{ customer: customer.id, subject: id, kind: 'order_placed', cycle: invoice },
    body: { clause: { ...clause, id: 'S13' }, account: id, domain, dueOn, owedRupiah: draft.gross, at: now, next },
  }
  const answer: OrderAnswer = {
    ...{ account: id, invoice, domain, amountRupiah: draft.gross, termsVersion },
    payBefore: new Date(endsAt).toISOString(),
  }
  const written = await commit(db, {
    id: commitId,
    at: now,
    writes: [
      ...rememberAnswer(db, request, now, 201, answer),
      insertAccount(db, {
        ...{ id, customer: customer.id, package: item, domain, state: 'pending_payment', term, anniversaryDay: first.anniversaryDay },
        ...{ dueOn: first.from, openInvoice: invoice, nextAction: next.action, nextActionAt: next.at, createdAt: now, commitId },
      }),
      insertInvoice(issueAt(now, commitId), {
        ...{ id: invoice, account: id, customer: customer.id, kind: 'order', period: { from: first.from, to: first.to }, dueOn },
        ...{ amount: draft.gross, lines: draft.lines, termsVersion },
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
            ...{ clause, package: item, term, priceRupiah: price, documents, invoice, amountRupiah: draft.gross, user: user.id, next },
            evidence: await commitment(evidence),
          },
        },
      ]),
      insertNotice(db, commitId, now, notice),
      queueNotice(db, commitId, now, notice),
    ],
  })
  return written.ok ? ok(answer) : written
}

/** What is on sale today. */
export function catalogOf({ now, language }: Context): CatalogAnswer {
  const { from: today } = firstTerm(now, 'monthly', timeZone)
  return catalog
    .filter(({ validFrom, withdrawnOn }) => validFrom <= today && (withdrawnOn === undefined || today < withdrawnOn))
    .map(({ id, name, kind, thirdParty, description, priceRupiah, quota }) => ({
      ...{ id, name, kind, thirdParty, description: description[language], priceRupiah, quota: quota ?? null },
    }))
}
