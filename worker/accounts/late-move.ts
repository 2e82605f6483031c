/** From a decision of the late rules to what is written: the account's new row, its event and the customer's notice. */
import type { Decision, DecisionNotice } from '../bulk-commit.ts'
import { canonical } from '../shared/canonical.ts'
import type { AccountMove } from './changes.ts'
import type { LateAccount } from './reads.ts'
import type { LateDecision } from './rules/late.ts'

const EVENT_OF = {
  mark_overdue: 'account.overdue',
  post_overdue_notice: 'account.overdue_notice_posted',
  suspend: 'account.suspended',
  post_termination_warning: 'account.termination_warning_posted',
  terminate: 'account.terminated',
} as const

/** Ids, numbers and the clause: no name, no domain. */
function eventBody(account: LateAccount, decision: LateDecision): string {
  return canonical({
    clause: { document: 'terms', version: decision.version, id: decision.clause },
    from: decision.from,
    to: decision.to,
    invoice: account.invoice,
    dueOn: decision.after.dueOn,
    next: decision.next,
  })
}

function noticeOf(account: LateAccount, decision: LateDecision): DecisionNotice | null {
  if (account.invoice === null || account.amount === null || account.paidAmount === null) return null
  return {
    customer: account.customer,
    kind: decision.notice,
    cycle: account.invoice,
    body: canonical({
      clause: { document: 'terms', version: decision.version, id: decision.clause },
      account: account.id,
      domain: account.domain,
      dueOn: decision.after.dueOn,
      owedRupiah: account.amount - account.paidAmount,
      at: decision.at,
      next: decision.next,
    }),
  }
}

export function lateMove(account: LateAccount, decision: LateDecision): Decision {
  const set: AccountMove = {
    state: decision.to,
    openInvoice: account.invoice,
    overdueAt: decision.action === 'mark_overdue' ? decision.at : account.overdueAt,
    suspendedAt: decision.after.suspendedAt,
    terminatedAt: decision.action === 'terminate' ? decision.at : null,
    nextAction: decision.next?.action ?? null,
    nextActionAt: decision.next?.at ?? null,
  }
  const event = { type: EVENT_OF[decision.action], body: eventBody(account, decision) }
  return { id: account.id, version: account.version, set, event, notice: noticeOf(account, decision) }
}

/** The row stays as it is and is looked at again later; nothing happened that anyone need be told. */
export function waitMove(account: LateAccount, next: { action: string; at: number }): Decision {
  const { state, overdueAt, suspendedAt, terminatedAt } = account
  const set: AccountMove = {
    state,
    openInvoice: account.invoice,
    overdueAt,
    suspendedAt,
    terminatedAt,
    nextAction: next.action,
    nextActionAt: next.at,
  }
  return { id: account.id, version: account.version, set, event: null, notice: null }
}
