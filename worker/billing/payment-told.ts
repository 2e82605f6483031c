/** What is told of a payment, in money or from credit: the answer, the event, and the customer's notice (S13, S14, S16). */
import type { Context } from '../context.ts'
import type { NewEvent, NewNotice } from '../db/changes.ts'
import { policies } from '../policies/generated.ts'
import { cite } from '../policies/rules/cite.ts'
import { versionNamed } from '../policies/rules/version.ts'
import type { JudgedPayment } from './judging.ts'
import type { PaymentOutcome } from './schemas.ts'

export const clauseOf = ({ invoice, verdict }: JudgedPayment) => ({
  ...{ document: 'terms' as const, version: invoice.termsVersion, id: verdict.clause },
})

const stateAfter = ({ account, verdict }: JudgedPayment) => (verdict.moves === 'term' ? 'active' : account.state)

/** S16: of an ended account nobody asks for what is missing. */
const owedAfter = ({ verdict: { event, stillOwed } }: JudgedPayment) => (event === 'paid_after_end' ? 0 : stillOwed)

export function outcomeOf({ language }: Context, judged: JudgedPayment): PaymentOutcome {
  const { account, invoice, verdict } = judged
  const binding = versionNamed(policies, 'terms', invoice.termsVersion)
  return {
    ...{
      invoice: invoice.id,
      account: account.id,
      effect: verdict.effect,
      accountState: stateAfter(judged),
      owedRupiah: owedAfter(judged),
    },
    clause: binding ? { ...cite(binding, verdict.clause, language), document: 'terms' } : null,
  }
}

/** The reference of a payment stays out: it may name a person. */
export function eventOf(judged: JudgedPayment, nextDueOn: string): NewEvent {
  const { account, invoice, verdict, means, amount, paidAt, recordedBy } = judged
  return {
    entity: account.id,
    version: account.version + 1,
    type: `account.${verdict.effect}`,
    body: {
      ...{ clause: clauseOf(judged), from: account.state, to: stateAfter(judged), invoice: invoice.id, kind: invoice.kind },
      ...('payment' in means ? { payment: means.payment } : { credits: means.credits }),
      ...{ amountRupiah: amount, creditRupiah: verdict.credit, owedRupiah: owedAfter(judged), paidAt, recordedBy },
      ...(verdict.moves === 'term' ? { dueOn: nextDueOn } : {}),
      ...(verdict.refundOwed > 0 ? { refundOwedRupiah: verdict.refundOwed } : {}),
    },
  }
}

export function noticeOf(judged: JudgedPayment, nextDueOn: string, { commitId, now }: { commitId: string; now: number }): NewNotice {
  const { account, invoice, verdict, means, amount, paidAt } = judged
  const kind = verdict.moves === 'beside' ? 'paid_beside' : verdict.effect
  return {
    ...{ customer: account.customer, subject: account.id, kind, cycle: 'payment' in means ? means.payment : commitId },
    body: {
      ...{ clause: clauseOf(judged), account: account.id, domain: account.domain, dueOn: invoice.dueOn, at: now },
      ...{ owedRupiah: owedAfter(judged), paidRupiah: amount, creditRupiah: verdict.credit, paidAt },
      ...('credits' in means ? { fromCredit: true } : {}),
      nextDueOn,
    },
  }
}
