import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { gatewayNotifications, gatewayOrders, gatewayTransactions, paymentReversals, unmatchedPayments } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const USE = personal('service_use')
const BANK = personal('bank_statement')
const GUARDS = notPersonal('Guards against races.')
const PROCESS = notPersonal('How far the message has been worked on.')

export const gatewayOrdersData: DataMap<typeof gatewayOrders> = {
  orderId: NAMES,
  gateway: BANK,
  invoice: NAMES,
  attempt: notPersonal('Counts the attempts to pay an invoice.'),
  amount: USE,
  state: USE,
  reference: BANK,
  payUrl: BANK,
  expiresAt: USE,
  createdAt: USE,
  version: GUARDS,
  commitId: NAMES,
}

export const gatewayNotificationsData: DataMap<typeof gatewayNotifications> = {
  gateway: BANK,
  transactionId: BANK,
  status: USE,
  orderId: NAMES,
  reference: BANK,
  // Kept as it came: it is the evidence that, when and how much was paid (S13), and of what the gateway told and what it did not.
  // It can hold a masked card number, a virtual account's number or a payer's e-mail.
  raw: BANK,
  receivedAt: USE,
  attempts: PROCESS,
  failure: PROCESS,
  appliedAt: PROCESS,
  nextTryAt: PROCESS,
  commitId: NAMES,
}

export const gatewayTransactionsData: DataMap<typeof gatewayTransactions> = {
  gateway: BANK,
  transactionId: BANK,
  orderId: NAMES,
  state: USE,
  amount: USE,
  settledAt: USE,
  wasProvisional: BANK,
  wasCancelled: USE,
  unclearReversal: USE,
  refunded: USE,
  chargedBack: USE,
  bookedPaid: USE,
  bookedRefunded: USE,
  bookedChargedBack: USE,
  seenAt: USE,
  version: GUARDS,
  commitId: NAMES,
}

export const paymentReversalsData: DataMap<typeof paymentReversals> = {
  reference: BANK,
  gateway: BANK,
  transactionId: BANK,
  invoice: NAMES,
  kind: USE,
  amount: USE,
  recordedAt: USE,
  commitId: NAMES,
}

export const unmatchedPaymentsData: DataMap<typeof unmatchedPayments> = {
  gateway: BANK,
  transactionId: BANK,
  reason: USE,
  orderId: BANK,
  amount: BANK,
  paidAt: BANK,
  createdAt: USE,
  resolvedAt: PROCESS,
  resolvedBy: notPersonal('The staff user who looked into it.'),
  resolution: personal('communication'),
  version: GUARDS,
  commitId: NAMES,
}
