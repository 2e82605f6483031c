/** What a reversal writes: one commit, guarded by the account's version, with the negative entry itself among its rows. */
import type { SQLWrapper } from 'drizzle-orm'
import { moveAccount } from '../../accounts/changes.ts'
import { commit, type LostRace } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, mailNotice } from '../../db/changes.ts'
import type { Result } from '../../shared/result.ts'
import { finishTasks, insertTask } from '../../tasks/changes.ts'
import { creditInvoice, voidOpenInvoice } from '../changes.ts'
import { spendCredits } from '../credits/changes.ts'
import type { JudgedReversal } from './judging.ts'
import type { Reversed } from './reads.ts'

export interface NewReversal {
  readonly commitId: string
  readonly facts: Reversed
  readonly judged: JudgedReversal
  /** What names it: the refund's id, or the reference of the gateway's entry. */
  readonly subject: string
  readonly recordedBy: string
  /** The negative entry, and the answer to repeat. */
  readonly rows: readonly SQLWrapper[]
}

export function writeReversal(context: Context, reversal: NewReversal): Promise<Result<unknown, LostRace>> {
  const { db, now } = context
  const { commitId: id, facts, judged, subject, rows } = reversal
  const { account, invoice } = facts
  const { effect, credits, kind } = judged
  const notice = noticeOf(reversal, now)
  return commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, accountSet(reversal, now)), expected: 1 },
    writes: [
      ...rows,
      ...(effect.invoice ? [creditInvoice(db, invoice.id, id, effect.invoice)] : []),
      ...(effect.voids ? [voidOpenInvoice(db, effect.voids, id)] : []),
      ...spendCredits(credits, { use: kind, subject, at: now, commitId: id }),
      insertEvents(db, id, now, [eventOf(reversal)]),
      ...mailNotice(db, id, now, notice),
      ...staffWrites(context, reversal),
    ],
  })
}

/** S13: the account owes the running term again; what comes next is asked at the next tick. */
function accountSet({ facts, judged }: NewReversal, now: number): Parameters<typeof moveAccount>[3] {
  const { accountDueOn } = judged.effect
  if (accountDueOn === null) return {}
  return { dueOn: accountDueOn, openInvoice: facts.invoice.id, overdueAt: null, suspendedAt: null, nextAction: 'review', nextActionAt: now }
}

/** `payment_reversed` is the edge of the lifecycle: the invoice of the running term is owed again. */
function typeOf({ kind, effect }: JudgedReversal): 'refunded' | 'payment_reversed' | 'charged_back' {
  if (kind === 'refund') return 'refunded'
  return effect.accountDueOn === null ? 'charged_back' : 'payment_reversed'
}

const clauseOf = ({ facts, judged }: NewReversal) => ({
  ...{ document: 'terms' as const, version: facts.invoice.termsVersion, id: judged.reversal.clause },
})

/** The words of staff and the bank's reference stay out. */
function eventOf(one: NewReversal) {
  const { facts, judged, recordedBy } = one
  const { account, invoice } = facts
  const { reversal, effect, payment } = judged
  return {
    entity: account.id,
    version: account.version + 1,
    type: `account.${typeOf(judged)}`,
    body: {
      ...{ clause: clauseOf(one), from: account.state, to: account.state, invoice: invoice.id, payment: payment.id, recordedBy },
      ...{ amountRupiah: reversal.amount, basis: reversal.basis, creditTakenRupiah: reversal.creditTaken, owedRupiah: effect.owedRupiah },
      ...(effect.accountDueOn === null ? {} : { dueOn: effect.invoice?.dueOn, unpaidFrom: effect.accountDueOn, voided: effect.voids }),
    },
  }
}

function noticeOf(one: NewReversal, now: number) {
  const { facts, judged, subject } = one
  const { account, invoice } = facts
  const dueOn = judged.effect.invoice?.dueOn ?? invoice.dueOn
  return {
    ...{ customer: account.customer, subject: account.id, kind: typeOf(judged), cycle: subject },
    body: {
      ...{ clause: clauseOf(one), account: account.id, domain: account.domain, dueOn, at: now, paidAt: judged.payment.paidAt },
      ...{ owedRupiah: judged.effect.owedRupiah, paidRupiah: -judged.reversal.amount },
    },
  }
}

/** A bank's dispute is looked into by a person; a refund does what the tasks about its payment asked for. */
function staffWrites({ db, now }: Context, one: NewReversal): SQLWrapper[] {
  const { commitId, facts, judged, subject, recordedBy } = one
  const { account, invoice } = facts
  const { kind, payment, reversal, effect } = judged
  if (kind === 'refund') {
    const about = { subject: account.id, topic: payment.id, kinds: ['refund_owed', 'money_kept', 'money_without_contract'] as const }
    return reversal.basis === 'credit' ? [] : [finishTasks(db, commitId, now, about, recordedBy)]
  }
  const amounts = { amountRupiah: reversal.amount, owedRupiah: effect.owedRupiah, creditTakenRupiah: reversal.creditTaken }
  const body = { payment: payment.id, invoice: invoice.id, reopened: effect.accountDueOn !== null, ...amounts, clause: clauseOf(one) }
  return [insertTask(db, commitId, now, { kind: 'chargeback', subject: account.id, topic: subject, customer: account.customer, body })]
}
