/** What a payment writes, whatever it did: one commit, guarded by the account's version. */
import type { SQLWrapper } from 'drizzle-orm'
import { moveAccount } from '../accounts/changes.ts'
import { afterPayment, firstTerm, paidAccount } from '../accounts/rules/paid.ts'
import type { accounts } from '../accounts/tables.ts'
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { insertEvents, mailNotice } from '../db/changes.ts'
import { type KeyedRequest, rememberAnswer } from '../db/idempotency.ts'
import { mint } from '../mint.ts'
import { orderReason, queueOrders } from '../panel/orders.ts'
import { policies, provider } from '../policies/generated.ts'
import { cite } from '../policies/rules/cite.ts'
import { versionNamed } from '../policies/rules/version.ts'
import { ok, type Result } from '../shared/result.ts'
import { insertTask } from '../tasks/changes.ts'
import { creditInvoice, insertPayment } from './changes.ts'
import { insertCredit, spendCredits } from './credits/changes.ts'
import type { AppliedCredit } from './rules/credit.ts'
import type { InvoiceLine } from './rules/invoice.ts'
import type { InvoiceSettlement } from './rules/settle-invoice.ts'
import type { NewPayment, PaymentAnswer } from './schemas.ts'
import { ON_PAID, sideKind } from './side-effects.ts'
import type { Following } from './side-paid.ts'
import type { invoices } from './tables.ts'

export interface JudgedPayment {
  readonly id: string
  readonly account: typeof accounts.$inferSelect
  readonly invoice: typeof invoices.$inferSelect
  readonly verdict: InvoiceSettlement
  /** What had become credit when the invoice was void, and stands on it again if the end is undone or the money goes back. */
  readonly backOnInvoice: readonly AppliedCredit[]
  readonly paidAt: number
  readonly recordedBy: string
  readonly input: NewPayment
  readonly request: KeyedRequest
}

interface Joining {
  readonly commitId: string
  readonly now: number
}

export async function writePayment(context: Context, judged: JudgedPayment): Promise<Result<PaymentAnswer, { reason: 'lost_race' }>> {
  const { db, now } = context
  const { id, account, invoice, verdict, paidAt, recordedBy, input, request } = judged
  const joining = { commitId: mint('commit', now), now }
  const { commitId } = joining
  const moved = movedTo(context, judged, joining)
  const answer = answerOf(context, judged)
  const { method, reference, amountRupiah: amount } = input
  const notice = noticeOf(judged, answer, moved.nextDueOn, now)
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: moveAccount(db, account, commitId, moved.accountSet), expected: 1 },
    writes: [
      creditInvoice(db, invoice.id, commitId, { ...creditOf(invoice, verdict), ...moved.period }),
      insertPayment(db, {
        ...{ id, invoice: invoice.id, account: account.id, amount, paidAt, recordedAt: now, recordedBy, method, reference },
        ...{ effect: verdict.effect, credit: verdict.credit, commitId },
      }),
      ...creditWrites(context, judged, joining),
      insertEvents(db, commitId, now, [eventOf(judged, answer, moved.nextDueOn)]),
      ...mailNotice(db, commitId, now, notice),
      ...moved.writes,
      ...staffWrites(context, judged, joining),
      ...rememberAnswer(db, request, now, 201, answer),
    ],
  })
  return written.ok ? ok(answer) : written
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

/** S16: of an ended account nobody asks for what is missing. */
const owedAfter = ({ event, stillOwed }: InvoiceSettlement) => (event === 'paid_after_end' ? 0 : stillOwed)

/** Only money that counts for an invoice stands on it: what came after the end is kept, and covers nothing (S16). */
function creditOf(invoice: JudgedPayment['invoice'], { event, effect, stillOwed }: InvoiceSettlement): Parameters<typeof creditInvoice>[3] {
  if (effect === 'credited' || event === 'paid_after_end') return {}
  return { paidAmount: invoice.amount - stillOwed, ...(stillOwed === 0 ? { state: 'paid' } : {}) }
}

/** S13: what is above the invoice is the customer's credit; what had become credit of an invoice that stands again goes back to it. */
function creditWrites({ db }: Context, judged: JudgedPayment, { commitId, now }: Joining): SQLWrapper[] {
  const { id, account, invoice, verdict, backOnInvoice } = judged
  const clause = { document: 'terms' as const, termsVersion: invoice.termsVersion, clause: 'S13' }
  const over = { id: mint('credit', now), customer: account.customer, account: account.id, source: 'overpayment' as const, origin: id }
  const standsAgain = verdict.event === 'paid_before_end' || (verdict.effect === 'part_paid' && invoice.state === 'void')
  return [
    ...(verdict.credit > 0 ? [insertCredit(db, { ...over, amount: verdict.credit, at: now, ...clause, commitId })] : []),
    ...(standsAgain ? spendCredits(db, backOnInvoice, { use: 'reinstated', subject: invoice.id, at: now, commitId }) : []),
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
  const { id, account, invoice, verdict, input } = judged
  if (!verdict.staffLook) return []
  const { effect, refundOwed, kept, credit } = verdict
  const kind = TASK_OF[effect as keyof typeof TASK_OF] ?? 'money_without_contract'
  const amounts = { amountRupiah: input.amountRupiah, refundOwedRupiah: refundOwed, keptRupiah: kept, creditRupiah: credit }
  const body = { payment: id, invoice: invoice.id, effect, ...amounts, clause: clauseOf(judged) }
  return [insertTask(db, commitId, now, { kind, subject: account.id, topic: id, customer: account.customer, body })]
}

const clauseOf = ({ invoice, verdict }: JudgedPayment) => ({
  ...{ document: 'terms' as const, version: invoice.termsVersion, id: verdict.clause },
})

const stateAfter = ({ account, verdict }: JudgedPayment) => (verdict.moves === 'term' ? 'active' : account.state)

function answerOf({ language }: Context, judged: JudgedPayment): PaymentAnswer {
  const { id, account, invoice, verdict } = judged
  const binding = versionNamed(policies, 'terms', invoice.termsVersion)
  return {
    ...{ id, invoice: invoice.id, account: account.id, effect: verdict.effect, accountState: stateAfter(judged) },
    ...{ owedRupiah: owedAfter(verdict), creditRupiah: verdict.credit },
    clause: binding ? { ...cite(binding, verdict.clause, language), document: 'terms' } : null,
  }
}

/** The reference of the payment stays out: it may name a person. */
function eventOf(judged: JudgedPayment, answer: PaymentAnswer, nextDueOn: string) {
  const { id, account, invoice, verdict, paidAt, recordedBy, input } = judged
  return {
    entity: account.id,
    version: account.version + 1,
    type: `account.${verdict.effect}`,
    body: {
      ...{ clause: clauseOf(judged), from: account.state, to: answer.accountState, invoice: invoice.id, kind: invoice.kind, payment: id },
      ...{ amountRupiah: input.amountRupiah, creditRupiah: verdict.credit, owedRupiah: answer.owedRupiah, paidAt, recordedBy },
      ...(verdict.moves === 'term' ? { dueOn: nextDueOn } : {}),
      ...(verdict.refundOwed > 0 ? { refundOwedRupiah: verdict.refundOwed } : {}),
    },
  }
}

function noticeOf(judged: JudgedPayment, answer: PaymentAnswer, nextDueOn: string, now: number) {
  const { id, account, invoice, verdict, paidAt, input } = judged
  const kind = verdict.moves === 'beside' ? 'paid_beside' : verdict.effect
  return {
    ...{ customer: account.customer, subject: account.id, kind, cycle: id },
    body: {
      ...{ clause: clauseOf(judged), account: account.id, domain: account.domain, dueOn: invoice.dueOn, at: now },
      ...{ owedRupiah: answer.owedRupiah, paidRupiah: input.amountRupiah, creditRupiah: verdict.credit, paidAt },
      nextDueOn,
    },
  }
}
