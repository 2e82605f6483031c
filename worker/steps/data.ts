import { type DataMap, notPersonal } from '../shared/data-map.ts'
import type { steps } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const MECHANICS = notPersonal('How the software works, not whom it works for.')

export const stepsData: DataMap<typeof steps> = {
  commitId: NAMES,
  at: MECHANICS,
  terminations: MECHANICS,
  orders: notPersonal('Ids of accounts, customers and invoices, and a clause; gone within a tick.'),
}
