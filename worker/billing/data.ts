import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { invoices, payments } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const BILLING = personal('service_use')

export const invoicesData: DataMap<typeof invoices> = {
  id: NAMES,
  shard: BILLING,
  year: BILLING,
  serial: BILLING,
  account: NAMES,
  customer: NAMES,
  kind: BILLING,
  periodFrom: BILLING,
  periodTo: BILLING,
  dueOn: BILLING,
  amount: BILLING,
  paidAmount: BILLING,
  state: BILLING,
  termsVersion: BILLING,
  issuedAt: BILLING,
  lines: BILLING,
  commitId: NAMES,
}

export const paymentsData: DataMap<typeof payments> = {
  id: NAMES,
  invoice: NAMES,
  account: NAMES,
  amount: BILLING,
  paidAt: BILLING,
  recordedAt: BILLING,
  recordedBy: notPersonal('The staff user, or the gateway, who recorded it.'),
  method: personal('bank_statement'),
  reference: personal('bank_statement'),
  effect: BILLING,
  credit: BILLING,
  commitId: NAMES,
}
