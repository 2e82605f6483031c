import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { refunds } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const USE = personal('service_use')

export const refundsData: DataMap<typeof refunds> = {
  id: NAMES,
  payment: NAMES,
  invoice: NAMES,
  account: NAMES,
  amount: USE,
  basis: USE,
  reason: personal('communication'),
  reference: personal('bank_statement'),
  recordedAt: USE,
  recordedBy: notPersonal('The staff user who recorded it.'),
  commitId: NAMES,
}
