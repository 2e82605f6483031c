/**
 * S11, S13: before an ended account's data is deleted, the gateways are asked about every charge of its invoices once more. Money that
 * is not in the books is entered the way a notification would enter it, so that a payment made in time undoes the end.
 */
import type { Inquiry } from '../../accounts/purging/rules/steps.ts'
import type { GatewayAnswer } from '../../accounts/rules/purge.ts'
import type { Context } from '../../context.ts'
import type { GatewayStatus } from '../clients/gateway.ts'
import { applyNotification, storeNotification } from '../gateways/actions/notifications.ts'
import type { GatewayDesk } from '../gateways/desk.ts'
import { readTransaction } from '../gateways/reads.ts'
import { join, moneyDue } from '../rules/gateway.ts'
import { type Charge, unpaidCharges } from './reads.ts'

interface Told {
  readonly answer: GatewayAnswer['says']
  /** The gateway's state of the charge, or why there is none. */
  readonly says: string
}

/** The answers count from now, the context's instant. One that is silent makes the whole silent. */
export async function inquire(context: Context, desk: GatewayDesk, account: string): Promise<Inquiry> {
  const charges: Inquiry['charges'][number][] = []
  const answers: GatewayAnswer['says'][] = []
  for (const charge of await unpaidCharges(context.db, account)) {
    const { answer, says } = await ask(context, desk, charge)
    answers.push(answer)
    charges.push({ order: charge.orderId, gateway: charge.gateway, says })
  }
  return { says: taken(answers), askedAt: context.now, charges }
}

const ORDER = ['settled', 'silent', 'pending', 'clear'] as const

const taken = (answers: readonly GatewayAnswer['says'][]): GatewayAnswer['says'] => ORDER.find((says) => answers.includes(says)) ?? 'clear'

async function ask(context: Context, desk: GatewayDesk, charge: Charge): Promise<Told> {
  const gateway = desk.gateways[charge.gateway]
  if (gateway === undefined) return { answer: 'silent', says: 'gateway_not_configured' }
  const reference = charge.reference ?? charge.orderId
  const status = await gateway.status(reference)
  if (status.ok && status.value.state === 'pending' && gateway.pendingMeans === 'page_open' && (await gateway.voidPayment(reference)).ok) {
    return { answer: 'clear', says: 'voided' }
  }
  if (status.ok) return judge(context, desk, charge, status.value)
  const { reason } = status.failure
  // Nobody chose a way to pay, and from its end on nobody can.
  if (reason === 'payment_unknown') return { answer: charge.expiresAt <= context.now ? 'clear' : 'pending', says: reason }
  return { answer: 'silent', says: reason }
}

async function judge(context: Context, desk: GatewayDesk, charge: Charge, status: GatewayStatus): Promise<Told> {
  const { facts, booked } = await readTransaction(context.db, charge.gateway, status.orderId, status.transactionId)
  const says = status.state
  if (moneyDue(join(facts, status), booked, context.now).length === 0) return { answer: says === 'pending' ? 'pending' : 'clear', says }
  await enter(context, desk, charge, status)
  return { answer: 'settled', says }
}

async function enter(context: Context, desk: GatewayDesk, charge: Charge, status: GatewayStatus): Promise<void> {
  const { orderId, transactionId, rawStatus, raw } = status
  const reference = charge.gateway === 'midtrans' ? transactionId : (charge.reference ?? transactionId)
  const notification = { orderId, transactionId, reference, status: rawStatus, pending: false }
  const { waiting } = await storeNotification(context, desk, charge.gateway, notification, raw)
  await applyNotification(context, desk, waiting)
}
