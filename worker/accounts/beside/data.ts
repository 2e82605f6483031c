import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { accountActs } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const USE = personal('service_use')

export const accountActsData: DataMap<typeof accountActs> = {
  commitId: NAMES,
  account: NAMES,
  user: notPersonal('The staff user who acted.'),
  act: USE,
  reason: USE,
  evidence: USE,
  at: USE,
}
