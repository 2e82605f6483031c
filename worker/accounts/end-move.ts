/** S13: the customer's confirmed cancellation takes effect, as it is written: the account has ended, and its data goes with the purge. */
import type { Decision } from '../bulk-commit.ts'
import { orderReason } from '../panel/orders.ts'
import { canonical } from '../shared/canonical.ts'
import type { AccountMove } from './changes.ts'
import { asItIs, figuresAtEnd } from './late-move.ts'
import type { LateAccount } from './reads.ts'
import { purgeableAt } from './rules/purge.ts'

/** @param terms label of the version that orders it. */
export function endMove(account: LateAccount, terms: string, now: number): Decision {
  const { id, version, customer, domain, dueOn, state, invoice, invoiceState, cancelEndsAt } = account
  const clause = { document: 'terms', version: terms, id: 'S13' }
  const next = { action: 'purge', at: purgeableAt(now) }
  const set: AccountMove = { ...asItIs(account), state: 'cancelled', endedAt: now, nextAction: next.action, nextActionAt: next.at }
  const figures = invoiceState === 'issued' ? figuresAtEnd(account) : {}
  const event = {
    type: 'account.term_ended',
    body: canonical({ clause, from: state, to: 'cancelled', invoice, dueOn, endsAt: cancelEndsAt, next, ...figures }),
  }
  const body = canonical({ clause, account: id, domain, dueOn, owedRupiah: 0, at: now, next })
  return {
    ...{ id, version, set, event },
    notice: { customer, kind: 'term_ended', cycle: String(cancelEndsAt), body },
    step: { panel: orderReason(clause), closes: invoiceState === 'issued' ? invoice : null, counts: false },
  }
}
