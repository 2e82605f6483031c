/** S13: an order that stays unpaid ends by itself, once every page on which it could be paid is closed. Its invoice keeps its number. */
import { moveAccount } from '../../accounts/changes.ts'
import { decideOrder } from '../../accounts/rules/order.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, insertNotice, queueNotice } from '../../db/changes.ts'
import { mint } from '../../mint.ts'
import { policies, provider } from '../../policies/generated.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { HOUR } from '../../shared/calendar.ts'
import { emptyVoidInvoice } from '../changes.ts'
import { creditOfVoid } from '../credits/changes.ts'
import { closePayments } from '../gateways/actions/orders.ts'
import type { GatewayDesk } from '../gateways/desk.ts'
import { voidInvoice } from '../rules/invoice-draft.ts'
import { type DueOrder, dueOrders } from './reads.ts'

/** Each may ask a gateway; what is left is due at the next tick. */
const MOST_A_TICK = 40

export interface OrderSweepReport {
  cancelled: number
  /** A gateway says that money may be on its way, or says nothing. */
  waiting: number
  failed: number
}

export async function expireOrders(context: Context, desk: GatewayDesk): Promise<OrderSweepReport> {
  const report: OrderSweepReport = { cancelled: 0, waiting: 0, failed: 0 }
  for (const due of await dueOrders(context.db, context.now, MOST_A_TICK)) {
    try {
      report[await expireOrder(context, desk, due)]++
    } catch (error) {
      report.failed++
      console.error(JSON.stringify({ level: 'error', sweep: 'orders', account: due.account.id, error: String(error) }))
    }
  }
  return report
}

async function expireOrder(context: Context, desk: GatewayDesk, due: DueOrder): Promise<'cancelled' | 'waiting'> {
  const { now } = context
  const terms = versionNamed(policies, 'terms', due.invoice.termsVersion)
  const voided = voidInvoice({ state: due.invoice.state, paid: due.invoice.paidAmount })
  if (terms === undefined || !voided.ok) return wait(context, due, now + HOUR)
  const promise = { version: terms.version, order: terms.terms.order, timeZone: provider.timeZone }
  const { stillOpen } = await closePayments(context, desk, due.invoice.id)
  const answer = { says: stillOpen.length === 0 ? ('clear' as const) : ('pending' as const), askedAt: now }
  const decided = decideOrder({ orderedAt: due.account.orderedAt, answer }, promise, now)
  if (decided.decision === 'wait') return wait(context, due, decided.until)
  return decided.decision === 'cancel' ? cancel(context, due, voided.value.credit) : wait(context, due, now + HOUR)
}

async function wait({ db, now }: Context, { account }: DueOrder, until: number): Promise<'waiting'> {
  const id = mint('commit', now)
  const statement = moveAccount(db, account, id, { nextActionAt: until })
  await commit(db, { id, at: now, guard: { statement, expected: 1 }, writes: [] })
  return 'waiting'
}

/** Whoever paid meanwhile was faster, and the order stays: the guard decides. */
async function cancel({ db, now }: Context, { account, invoice }: DueOrder, creditRupiah: number): Promise<'cancelled' | 'waiting'> {
  const id = mint('commit', now)
  const clause = { document: 'terms', version: invoice.termsVersion, id: 'S13' }
  const to = { state: 'order_cancelled' as const, cancelledAt: now, openInvoice: null, nextAction: null, nextActionAt: null }
  const facts = {
    account: account.id,
    domain: account.domain,
    dueOn: invoice.dueOn,
    owedRupiah: invoice.amount - invoice.paidAmount,
    at: now,
  }
  const notice = {
    ...{ customer: account.customer, subject: account.id, kind: 'order_cancelled', cycle: invoice.id },
    body: { clause, ...facts, creditRupiah },
  }
  const event = { from: 'pending_payment', to: to.state, invoice: invoice.id, creditRupiah, clause }
  const written = await commit(db, {
    id,
    at: now,
    guard: { statement: moveAccount(db, account, id, to), expected: 1 },
    writes: [
      emptyVoidInvoice(db, invoice.id, id),
      ...creditOfVoid(db, account, invoice, creditRupiah, now, id),
      insertEvents(db, id, now, [{ entity: account.id, version: account.version + 1, type: 'account.order_cancelled', body: event }]),
      insertNotice(db, id, now, notice),
      queueNotice(db, id, now, notice),
    ],
  })
  return written.ok ? 'cancelled' : 'waiting'
}
