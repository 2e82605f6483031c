/** Recording money (S13, S14, S16): one commit moves the account, credits the invoice, keeps the payment and tells the customer. */
import { moveAccount } from '../accounts/changes.ts'
import { afterPayment, firstTerm, paidAccount } from '../accounts/rules/paid.ts'
import type { accounts } from '../accounts/tables.ts'
import { commit } from '../commit.ts'
import type { Context } from '../context.ts'
import { insertEvents, insertNotice, queueNotice } from '../db/changes.ts'
import { answerQuery, type KeyedRequest, keyedRequest, rememberAnswer, repeated } from '../db/idempotency.ts'
import { mint } from '../mint.ts'
import { policies, provider } from '../policies/generated.ts'
import { cite } from '../policies/rules/cite.ts'
import { versionNamed } from '../policies/rules/version.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { creditInvoice, insertPayment } from './changes.ts'
import type { PaymentFailure } from './problems.ts'
import { accountOfInvoice, entriesOf, invoiceQuery, paymentByReference, paymentsOfInvoice, reversalsOfInvoice } from './reads.ts'
import { type Settlement, settle } from './rules/settle.ts'
import { standingPayments } from './rules/settle-reversal.ts'
import type { NewPayment, PaymentAnswer } from './schemas.ts'
import type { invoices } from './tables.ts'

interface Owed {
  readonly account: typeof accounts.$inferSelect
  readonly invoice: typeof invoices.$inferSelect
}

/** A sweep or another payment may be faster a few times; each try reads everything afresh. */
const MOST_TRIES = 4

/** @param recordedBy id of the staff user. */
export async function recordPayment(
  context: Context,
  recordedBy: string,
  invoice: string,
  input: NewPayment,
  key: string,
): Promise<Result<PaymentAnswer, PaymentFailure>> {
  const request = await keyedRequest(context, recordedBy, `POST /staff/invoices/${invoice}/payments`, key, input)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const result = await tryToRecord(context, recordedBy, invoice, input, request)
    if (result.ok || result.failure.reason !== 'lost_race') return result
  }
  return fail({ reason: 'lost_race' })
}

async function tryToRecord(
  context: Context,
  recordedBy: string,
  invoiceId: string,
  input: NewPayment,
  request: KeyedRequest,
): Promise<Result<PaymentAnswer, PaymentFailure>> {
  const { db, now } = context
  const [answers, [invoice], [account], payments, reversals, [known]] = await db.batch([
    answerQuery(db, request, now),
    invoiceQuery(db, invoiceId),
    accountOfInvoice(db, invoiceId),
    paymentsOfInvoice(db, invoiceId),
    reversalsOfInvoice(db, invoiceId),
    paymentByReference(db, input.reference),
  ])
  const again = repeated<PaymentAnswer>(request, answers)
  if (again) return again
  if (invoice === undefined || account === undefined) return fail({ reason: 'invoice_not_found' })
  const paidAt = Date.parse(input.paidAt)
  if (paidAt > now) return fail({ reason: 'paid_in_future', now })
  if (known) return fail({ reason: 'reference_taken', payment: known.id, invoice: known.invoice })
  const facts = {
    ...{ state: account.state, suspendedAt: account.suspendedAt, endedAt: account.terminatedAt ?? account.cancelledAt, inViolation: false },
    ...{ invoiceAmount: invoice.amount, invoiceSettled: invoice.state === 'paid' },
    earlier: standingPayments(entriesOf(payments, reversals)),
  }
  const verdict = settle(facts, { amount: input.amountRupiah, paidAt })
  return write(context, { owed: { account, invoice }, verdict, paidAt, recordedBy, input, request, id: mint('payment', now) })
}

interface Recorded {
  readonly owed: Owed
  readonly verdict: Settlement
  readonly paidAt: number
  readonly recordedBy: string
  readonly input: NewPayment
  readonly request: KeyedRequest
  readonly id: string
}

async function write(context: Context, recorded: Recorded): Promise<Result<PaymentAnswer, PaymentFailure>> {
  const { db, now } = context
  const { owed, verdict, paidAt, recordedBy, input, request, id } = recorded
  const { account, invoice } = owed
  const commitId = mint('commit', now)
  const restores = restoresAccount(verdict)
  const leads = versionNamed(policies, 'terms', invoice.termsVersion)?.terms
  const started = restores && invoice.kind === 'order' ? firstTerm(now, account.term, provider.timeZone) : null
  const nextDueOn = started?.to ?? invoice.periodTo
  const anniversary = started ? { anniversaryDay: started.anniversaryDay } : {}
  const to = restores
    ? { ...paidAccount(nextDueOn, account.term, leads, provider.timeZone), ...afterPayment(account.nextFrom, now), ...anniversary }
    : {}
  const period = started ? { periodFrom: started.from, periodTo: started.to } : {}
  const answer: PaymentAnswer = {
    ...{
      id,
      invoice: invoice.id,
      account: account.id,
      effect: verdict.effect,
      owedRupiah: owedAfter(verdict),
      creditRupiah: verdict.credit,
    },
    accountState: restores ? 'active' : account.state,
    clause: citation(invoice.termsVersion, verdict.clause, context),
  }
  const { method, reference, amountRupiah: amount } = input
  const written = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: moveAccount(db, account, commitId, to), expected: 1 },
    writes: [
      creditInvoice(db, invoice.id, commitId, { ...creditOf(invoice, verdict), ...period }),
      insertPayment(db, {
        ...{ id, invoice: invoice.id, account: account.id, amount, paidAt, recordedAt: now, recordedBy, method, reference },
        ...{ effect: verdict.effect, credit: verdict.credit, commitId },
      }),
      insertEvents(db, commitId, now, [eventOf(recorded, answer, nextDueOn)]),
      insertNotice(db, commitId, now, noticeOf(recorded, answer, nextDueOn, now)),
      queueNotice(db, commitId, now, noticeOf(recorded, answer, nextDueOn, now)),
      ...rememberAnswer(db, request, now, 201, answer),
    ],
  })
  return written.ok ? ok(answer) : written
}

/** Paid in full while it ran, or before it ended: the account is, or is again, in good standing. */
const restoresAccount = ({ event, effect }: Settlement) => event !== null && event !== 'paid_after_end' && effect !== 'refund_owed'

/** S16: of an ended account nobody asks for what is missing. */
const owedAfter = ({ event, stillOwed }: Settlement) => (event === 'paid_after_end' ? 0 : stillOwed)

/** Only money that counts for an invoice stands on it: what came after the end is kept, and covers nothing (S16). */
function creditOf(invoice: Owed['invoice'], { event, stillOwed }: Settlement): Parameters<typeof creditInvoice>[3] {
  if (invoice.state === 'paid' || event === 'paid_after_end') return { paidAmount: invoice.paidAmount, state: invoice.state }
  return { paidAmount: invoice.amount - stillOwed, state: stillOwed === 0 ? 'paid' : invoice.state }
}

const clauseOf = ({ owed, verdict }: Recorded) => ({ document: 'terms' as const, version: owed.invoice.termsVersion, id: verdict.clause })

/** The reference of the payment stays out: it may name a person. */
function eventOf(recorded: Recorded, answer: PaymentAnswer, nextDueOn: string) {
  const { owed, verdict, paidAt, recordedBy, input, id } = recorded
  return {
    entity: owed.account.id,
    version: owed.account.version + 1,
    type: `account.${verdict.effect}`,
    body: {
      ...{ clause: clauseOf(recorded), from: owed.account.state, to: answer.accountState, invoice: owed.invoice.id, payment: id },
      ...{ amountRupiah: input.amountRupiah, creditRupiah: verdict.credit, owedRupiah: answer.owedRupiah, paidAt, recordedBy },
      ...(restoresAccount(verdict) ? { dueOn: nextDueOn } : {}),
    },
  }
}

function noticeOf(recorded: Recorded, answer: PaymentAnswer, nextDueOn: string, now: number) {
  const { owed, verdict, paidAt, input, id } = recorded
  return {
    ...{ customer: owed.account.customer, subject: owed.account.id, kind: verdict.effect, cycle: id },
    body: {
      ...{ clause: clauseOf(recorded), account: owed.account.id, domain: owed.account.domain, dueOn: owed.invoice.dueOn, at: now },
      ...{ owedRupiah: answer.owedRupiah, paidRupiah: input.amountRupiah, creditRupiah: verdict.credit, paidAt },
      nextDueOn,
    },
  }
}

function citation(version: string, clause: string, { language }: Context): PaymentAnswer['clause'] {
  const binding = versionNamed(policies, 'terms', version)
  return binding ? { ...cite(binding, clause, language), document: 'terms' } : null
}
