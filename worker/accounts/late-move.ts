/** From a decision of the late rules to what is written: the account's new row, its event and the customer's notice. */
import type { Decision, DecisionNotice } from '../bulk-commit.ts'
import { orderReason } from '../panel/orders.ts'
import { canonical } from '../shared/canonical.ts'
import type { AccountMove } from './changes.ts'
import type { LateAccount } from './reads.ts'
import type { LateDecision } from './rules/late.ts'
import type { Next } from './rules/schedule.ts'

const EVENT_OF = {
  mark_overdue: 'account.overdue',
  post_overdue_notice: 'account.overdue_notice_posted',
  suspend: 'account.suspended',
  post_termination_warning: 'account.termination_warning_posted',
  terminate: 'account.terminated',
} as const

const clauseOf = ({ version, clause }: LateDecision) => ({ document: 'terms', version, id: clause })

/** What is paid of the open invoice when the account ends, and what nobody asks for any more (S16). */
export function figuresAtEnd({ amount, paidAmount }: LateAccount) {
  if (amount === null || paidAmount === null) return {}
  return { paidRupiah: paidAmount, owedRupiah: amount - paidAmount }
}

/** Ids, numbers and the clause: no name, no domain. */
function eventBody(account: LateAccount, decision: LateDecision, next: Next | null): string {
  return canonical({
    clause: clauseOf(decision),
    from: decision.from,
    to: decision.to,
    invoice: account.invoice,
    dueOn: decision.after.dueOn,
    next,
    ...(decision.action === 'terminate' ? figuresAtEnd(account) : {}),
  })
}

function noticeOf(account: LateAccount, decision: LateDecision): DecisionNotice | null {
  if (account.invoice === null || account.amount === null || account.paidAmount === null) return null
  return {
    customer: account.customer,
    kind: decision.notice,
    cycle: account.invoice,
    body: canonical({
      clause: clauseOf(decision),
      account: account.id,
      domain: account.domain,
      dueOn: decision.after.dueOn,
      owedRupiah: account.amount - account.paidAmount,
      at: decision.at,
      next: decision.next,
    }),
  }
}

/** @param next what the account waits for once the decision is carried out. */
export function lateMove(account: LateAccount, decision: LateDecision, next: Next | null): Decision {
  const { action } = decision
  const set: AccountMove = {
    ...asItIs(account),
    state: decision.to,
    overdueAt: action === 'mark_overdue' ? decision.at : account.overdueAt,
    suspendedAt: decision.after.suspendedAt,
    terminatedAt: action === 'terminate' ? decision.at : null,
    nextAction: next?.action ?? null,
    nextActionAt: next?.at ?? null,
  }
  const event = { type: EVENT_OF[action], body: eventBody(account, decision, next) }
  const changesService = action === 'suspend' || action === 'terminate'
  const ends = action === 'terminate'
  const step = { panel: orderReason(clauseOf(decision)), closes: ends ? account.invoice : null, counts: ends }
  return { id: account.id, version: account.version, set, event, notice: noticeOf(account, decision), ...(changesService ? { step } : {}) }
}

/** The row with nothing changed but what it waits for. */
export function asItIs({ state, invoice, overdueAt, suspendedAt, terminatedAt, nextAction, nextActionAt }: LateAccount): AccountMove {
  return { state, openInvoice: invoice, overdueAt, suspendedAt, terminatedAt, nextAction, nextActionAt }
}

/** The row stays as it is and is looked at again later; nothing happened that anyone need be told. */
export function waitMove(account: LateAccount, next: { action: string; at: number } | null): Decision {
  const set: AccountMove = { ...asItIs(account), nextAction: next?.action ?? null, nextActionAt: next?.at ?? null }
  return { id: account.id, version: account.version, set, event: null, notice: null }
}
