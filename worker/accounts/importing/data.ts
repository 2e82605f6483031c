import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { importedCustomers, imports } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const COUNTS = notPersonal('About a file, not about a person in it.')

export const importsData: DataMap<typeof imports> = {
  digest: NAMES,
  importedAt: COUNTS,
  importedBy: notPersonal('The staff user who imported it.'),
  versions: COUNTS,
  customers: COUNTS,
  accounts: COUNTS,
  commitId: NAMES,
}

export const importedCustomersData: DataMap<typeof importedCustomers> = {
  customer: NAMES,
  import: NAMES,
  ref: personal('other_identifying'),
  commitId: NAMES,
}
