/** What a payment writes, whatever it did and whatever pays: one commit, guarded by the account's version. */
import type { SQLWrapper } from 'drizzle-orm'
import { moveAccount } from '../accounts/changes.ts'
import { afterPayment, firstTerm, paidAccount } from '../accounts/rules/paid.ts'
import { commit, type LostRace } from '../commit.ts'
import type { Context } from '../context.ts'
import { insertEvents, mailNotice } from '../db/changes.ts'
import { type KeyedRequest, rememberAnswer } from '../db/idempotency.ts'
import { mint } from '../mint.ts'
import { orderReason, queueOrders } from '../panel/orders.ts'
import { policies, provider } from '../policies/generated.ts'
import { versionNamed } from '../policies/rules/version.ts'
import { ok, type Result } from '../shared/result.ts'
import { insertTask } from '../tasks/changes.ts'
import { creditInvoice, insertPayment } from './changes.ts'
import { insertCredit, spendCredits } from './credits/changes.ts'
import type { JudgedPayment } from './judging.ts'
import { clauseOf, eventOf, noticeOf } from './payment-told.ts'
import type { InvoiceLine } from './rules/invoice.ts'
import type { InvoiceSettlement } from './rules/settle-invoice.ts'
import { ON_PAID, sideKind } from './side-effects.ts'
import type { Following } from './side-paid.ts'

interface Joining {
  readonly commitId: string
  readonly now: number
}

/** @param answer to be repeated under the request's key. */
export async function writePayment<A extends object>(
  context: Context,
  judged: JudgedPayment,
  request: KeyedRequest,
  answer: A,
): Promise<Result<A, LostRace>> {
  const { db, now } = context
  const { account, invoice, verdict } = judged
  const joining = { commitId: mint('commit', now), now }
  const { commitId } = joining
  const moved = movedTo(context, judged, joining)
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: moveAccount(db, account, commitId, moved.accountSet), expected: 1 },
    writes: [
      creditInvoice(db, invoice.id, commitId, { ...creditOf(invoice, verdict), ...moved.period }),
      ...meansWrites(context, judged, joining),
      ...creditWrites(context, judged, joining),
      insertEvents(db, commitId, now, [eventOf(judged, moved.nextDueOn)]),
      ...mailNotice(db, commitId, now, noticeOf(judged, moved.nextDueOn, joining)),
      ...moved.writes,
      ...staffWrites(context, judged, joining),
      ...rememberAnswer(db, request, now, 201, answer),
    ],
  })
  return written.ok ? ok(answer) : written
}

/** S13: money that came is a payment of its own; credit is spent, and is never money that came. */
function meansWrites({ db }: Context, judged: JudgedPayment, { commitId, now }: Joining): SQLWrapper[] {
  const { account, invoice, verdict, means, amount, paidAt, recordedBy } = judged
  if ('credits' in means) return spendCredits(means.credits, { use: 'invoice', subject: invoice.id, at: paidAt, commitId })
  const { payment: id, method, reference } = means
  const row = { id, invoice: invoice.id, account: account.id, amount, paidAt, recordedAt: now, recordedBy, method, reference }
  return [insertPayment(db, { ...row, effect: verdict.effect, credit: verdict.credit, commitId })]
}

interface Moved extends Following {
  /** The term that an order's payment begins; else as it was issued. */
  readonly period: { readonly periodFrom?: string; readonly periodTo?: string }
  readonly nextDueOn: string
}

function movedTo(context: Context, judged: JudgedPayment, joining: Joining): Moved {
  const { account, verdict } = judged
  if (verdict.moves === 'term') return paidTerm(context, judged, joining)
  const beside = verdict.moves === 'beside' ? followBeside(context, judged, joining) : { accountSet: {}, writes: [] }
  return { ...beside, period: {}, nextDueOn: account.dueOn }
}

/** S13, S14: in good standing until the end of the period paid for. The panel is told where the service was off, or not there yet. */
function paidTerm({ db, now }: Context, { account, invoice, verdict }: JudgedPayment, { commitId }: Joining): Moved {
  const leads = versionNamed(policies, 'terms', invoice.termsVersion)?.terms
  const isFirst = account.state === 'pending_payment' || account.state === 'order_cancelled'
  const started = isFirst ? firstTerm(now, account.term, provider.timeZone) : null
  const nextDueOn = started?.to ?? invoice.periodTo
  const ran = account.state === 'active' || account.state === 'overdue'
  const reason = orderReason({ document: 'terms', version: invoice.termsVersion, id: verdict.clause })
  return {
    accountSet: {
      ...paidAccount(nextDueOn, account.term, leads, provider.timeZone),
      ...afterPayment(account.nextFrom, now),
      ...(started ? { anniversaryDay: started.anniversaryDay } : {}),
    },
    writes: ran ? [] : [queueOrders(db, commitId, now, [{ account: account.id, order: 'align', reason }])],
    period: started ? { periodFrom: started.from, periodTo: started.to } : {},
    nextDueOn,
  }
}

/** S8, S17: what the invoice is for happens in the same commit. */
function followBeside({ db, now }: Context, { account, invoice, verdict }: JudgedPayment, { commitId }: Joining): Following {
  const kind = sideKind(invoice.kind)
  if (kind === null) return { accountSet: {}, writes: [] }
  const { id, amount, termsVersion, periodFrom: from, periodTo: to } = invoice
  const lines = JSON.parse(invoice.lines) as InvoiceLine[]
  const paid = { id, kind, period: { from, to }, amount, lines, termsVersion }
  return ON_PAID[kind]({ db, commitId, at: now, paidAt: verdict.settledAt, account, invoice: paid })
}

/** Only money that counts for an invoice stands on it: what came after the end is kept, and covers nothing (S16). */
function creditOf(invoice: JudgedPayment['invoice'], { event, effect, stillOwed }: InvoiceSettlement): Parameters<typeof creditInvoice>[3] {
  if (effect === 'credited' || event === 'paid_after_end') return {}
  return { paidAmount: invoice.amount - stillOwed, ...(stillOwed === 0 ? { state: 'paid' } : {}) }
}

/** S13: what is above the invoice is the customer's credit; what had become credit of an invoice that stands again goes back to it. */
function creditWrites({ db }: Context, judged: JudgedPayment, { commitId, now }: Joining): SQLWrapper[] {
  const { account, invoice, verdict, means, backOnInvoice } = judged
  const standsAgain = verdict.event === 'paid_before_end' || (verdict.effect === 'part_paid' && invoice.state === 'void')
  const clause = { document: 'terms' as const, termsVersion: invoice.termsVersion, clause: 'S13' }
  const over = { id: mint('credit', now), customer: account.customer, account: account.id, source: 'overpayment' as const }
  return [
    ...('payment' in means && verdict.credit > 0
      ? [insertCredit(db, { ...over, origin: means.payment, amount: verdict.credit, at: now, ...clause, commitId })]
      : []),
    ...(standsAgain ? spendCredits(backOnInvoice, { use: 'reinstated', subject: invoice.id, at: now, commitId }) : []),
  ]
}

const TASK_OF = {
  refund_owed: 'refund_owed',
  paid_after_cancellation: 'money_kept',
  paid_after_termination: 'money_kept',
  order_undone: 'end_undone',
  cancellation_undone: 'end_undone',
  termination_undone: 'end_undone',
} as const

/** S13, S16: where the contract had ended, a person looks: to pay back, to judge what is kept, or to see that the service is back. */
function staffWrites({ db }: Context, judged: JudgedPayment, { commitId, now }: Joining): SQLWrapper[] {
  const { account, invoice, verdict, means, amount } = judged
  if (!verdict.staffLook || !('payment' in means)) return []
  const { effect, refundOwed, kept, credit } = verdict
  const kind = TASK_OF[effect as keyof typeof TASK_OF] ?? 'money_without_contract'
  const amounts = { amountRupiah: amount, refundOwedRupiah: refundOwed, keptRupiah: kept, creditRupiah: credit }
  const body = { payment: means.payment, invoice: invoice.id, effect, ...amounts, clause: clauseOf(judged) }
  return [insertTask(db, commitId, now, { kind, subject: account.id, topic: means.payment, customer: account.customer, body })]
}
