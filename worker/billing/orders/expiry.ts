/**
 * S13: an order that stays unpaid ends by itself, once its gateways were asked and every page on which it could be paid is closed. Money
 * whose notification was lost is entered first; “pending” keeps the order, and so do silence and a hold. Its invoice keeps its number.
 */
import { moveAccount } from '../../accounts/changes.ts'
import { lastOutage } from '../../accounts/outages/reads.ts'
import { type Hold, resumesAt, strictestHold } from '../../accounts/rules/hold.ts'
import { holdOf } from '../../accounts/rules/lifecycle-row.ts'
import { decideOrder, orderCancellableAt } from '../../accounts/rules/order.ts'
import type { GatewayAnswer } from '../../accounts/rules/purge.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { insertEvents, mailNotice } from '../../db/changes.ts'
import { mint } from '../../mint.ts'
import { policies, provider } from '../../policies/generated.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { DAY_OF_24_HOURS, HOUR } from '../../shared/calendar.ts'
import { insertTask } from '../../tasks/changes.ts'
import { emptyVoidInvoice } from '../changes.ts'
import { creditOfVoid } from '../credits/changes.ts'
import { closePayments } from '../gateways/actions/orders.ts'
import type { GatewayDesk } from '../gateways/desk.ts'
import { inquire } from '../inquiries/actions.ts'
import { voidInvoice } from '../rules/invoice-draft.ts'
import { type DueOrder, dueOrders } from './reads.ts'

/** Each may ask a gateway; what is left is due at the next tick. */
const MOST_A_TICK = 40
/** So many in vain one after another, and the gateways are left alone until the next tick. */
const MOST_SILENT = 3
/** After so long without an end a person looks; it is asked on nevertheless. */
const STAFF_LOOK_AFTER_MS = DAY_OF_24_HOURS

export interface OrderSweepReport {
  cancelled: number
  /** Paid, as the gateway said when asked. */
  paid: number
  /** A gateway says that money may be on its way, or says nothing. */
  waiting: number
  failed: number
}

export async function expireOrders(context: Context, desk: GatewayDesk): Promise<OrderSweepReport> {
  const report: OrderSweepReport = { cancelled: 0, paid: 0, waiting: 0, failed: 0 }
  let silent = 0
  const list = await dueOrders(context.db, context.now, MOST_A_TICK)
  const outage = list.length > 0 ? await lastOutage(context.db) : null
  for (const due of list) {
    try {
      const outcome = await expireOrder(context, desk, due, outage)
      silent = outcome === 'silent' ? silent + 1 : 0
      report[outcome === 'silent' ? 'waiting' : outcome]++
      if (silent >= MOST_SILENT) break
    } catch (error) {
      report.failed++
      console.error(JSON.stringify({ level: 'error', sweep: 'orders', account: due.account.id, error: String(error) }))
    }
  }
  return report
}

type Outcome = 'cancelled' | 'paid' | 'waiting' | 'silent'

/** S14: of what a hold was placed on, or in an outage of the gateways, nothing is taken: an order least of all, which nobody could pay. */
async function expireOrder(context: Context, desk: GatewayDesk, due: DueOrder, outage: Hold | null): Promise<Outcome> {
  const { now } = context
  const hold = strictestHold(holdOf(due.account), outage)
  const until = hold && (resumesAt(hold, due.account.id) ?? now + DAY_OF_24_HOURS)
  if (until !== null && now < until) return wait(context, due, until)
  const terms = versionNamed(policies, 'terms', due.invoice.termsVersion)
  const voided = voidInvoice({ state: due.invoice.state, paid: due.invoice.paidAmount })
  if (terms === undefined || !voided.ok) return wait(context, due, now + HOUR)
  const promise = { version: terms.version, order: terms.terms.order, timeZone: provider.timeZone }
  const answer = await askAndClose(context, desk, due)
  const decided = decideOrder({ orderedAt: due.account.orderedAt, answer }, promise, now)
  if (decided.decision === 'cancel') return cancel(context, due, voided.value.credit)
  // Entered by the asking itself. What was only a part leaves the order due, and it ends at the next tick.
  if (decided.decision === 'enter_payment_first') return 'paid'
  const askedAgainAt = decided.decision === 'wait' ? decided.until : now + HOUR
  const overdueSince = orderCancellableAt(due.account.orderedAt, promise)
  await wait(context, due, askedAgainAt, now - overdueSince >= STAFF_LOOK_AFTER_MS ? answer.says : null)
  return answer.says === 'silent' ? 'silent' : 'waiting'
}

/** A page on which nobody chose a way to pay is closed; one on which somebody did is left alone until the gateway says what became of it. */
async function askAndClose(context: Context, desk: GatewayDesk, { account, invoice }: DueOrder): Promise<GatewayAnswer> {
  const asked = await inquire(context, desk, account.id)
  const mayBePaid = asked.says === 'settled' || asked.says === 'silent' || asked.charges.some(({ says }) => says === 'pending')
  if (mayBePaid) return asked
  const { stillOpen } = await closePayments(context, desk, invoice.id)
  return { says: stillOpen.length === 0 ? 'clear' : 'pending', askedAt: asked.askedAt }
}

/** @param told what the gateways said, where it takes so long that a person should look. */
async function wait(
  { db, now }: Context,
  { account, invoice }: DueOrder,
  until: number,
  told: GatewayAnswer['says'] | null = null,
): Promise<'waiting'> {
  const id = mint('commit', now)
  const statement = moveAccount(db, account, id, { nextActionAt: until })
  const task = {
    kind: 'order_stays' as const,
    subject: account.id,
    customer: account.customer,
    body: { invoice: invoice.id, gateway: told },
  }
  await commit(db, { id, at: now, guard: { statement, expected: 1 }, writes: told === null ? [] : [insertTask(db, id, now, task)] })
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
      ...mailNotice(db, id, now, notice),
    ],
  })
  return written.ok ? 'cancelled' : 'waiting'
}
