/** From what is known of an invoice to what a reversal of one of its payments does. */
import type { Context } from '../../context.ts'
import { provider } from '../../policies/generated.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AppliedCredit } from '../rules/credit.ts'
import { type ReversalEffect, reversalEffect } from '../rules/reversal-effect.ts'
import type { SettlementEffect } from '../rules/settle.ts'
import { judgeReversal, type Reversal, type ReversalRefusal, standingPayments } from '../rules/settle-reversal.ts'
import type { payments } from '../tables.ts'
import { creditOut, type Reversed } from './reads.ts'

export interface JudgedReversal {
  readonly kind: 'refund' | 'chargeback'
  readonly payment: typeof payments.$inferSelect
  readonly reversal: Reversal
  readonly effect: ReversalEffect
  readonly credits: readonly AppliedCredit[]
}

export function judge(
  { now }: Context,
  kind: 'refund' | 'chargeback',
  amount: number,
  payment: typeof payments.$inferSelect,
  facts: Reversed,
): Result<JudgedReversal, ReversalRefusal> {
  const { account, invoice, entries, newestPaid } = facts
  const open = creditsBehind(payment, facts)
  const judged = judgeReversal(
    kind,
    amount,
    {
      ...{ entries, payment: payment.reference, invoiceAmount: invoice.amount, invoiceDueOn: invoice.dueOn },
      ...{ unspentCredit: open.reduce((sum, { left }) => sum + left, 0), creditOut: creditOut(facts.credits) },
      refundOwed: owedBack(payment, facts),
    },
    now,
    provider.timeZone,
  )
  if (!judged.ok) return fail(judged.failure)
  const effect = reversalEffect({ account, invoice, newestPaid, paidAs: payment.effect }, judged.value)
  return ok({ kind, payment, reversal: judged.value, effect, credits: taken(open, judged.value.creditTaken) })
}

const KEPT: readonly SettlementEffect[] = ['paid_after_cancellation', 'paid_after_termination']
const UNDOING: readonly SettlementEffect[] = ['order_undone', 'cancellation_undone', 'termination_undone']

/**
 * S13: who paid too much has it as credit, whichever payment it stands with; so the credit of all payments of the invoice goes before
 * what covers the invoice, that of this payment first. Money kept after an end that nothing undid never became credit (S16).
 */
function creditsBehind({ id, effect }: JudgedReversal['payment'], { payments: paid, credits }: Reversed): Reversed['credits'] {
  if (KEPT.includes(effect) && !paid.some((other) => UNDOING.includes(other.effect))) return []
  return credits.filter(({ left }) => left > 0).toSorted((a, b) => Number(b.origin === id) - Number(a.origin === id))
}

/** S13: where data was gone before a payment in time was heard of, all that was paid in time goes back. */
function owedBack(payment: JudgedReversal['payment'], { account, payments: paid, entries }: Reversed): number {
  const endedAt = account.terminatedAt ?? account.endedAt ?? account.cancelledAt
  if (endedAt === null || payment.paidAt > endedAt || !paid.some(({ effect }) => effect === 'refund_owed')) return 0
  const own = entries.filter(({ id, of }) => id === payment.reference || of === payment.reference)
  return standingPayments(own).reduce((sum, { amount }) => sum + amount, 0)
}

function taken(open: Reversed['credits'], amount: number): AppliedCredit[] {
  let rest = amount
  return open.flatMap(({ id, left }) => {
    const part = Math.min(left, rest)
    rest -= part
    return part > 0 ? [{ credit: id, amount: part }] : []
  })
}
