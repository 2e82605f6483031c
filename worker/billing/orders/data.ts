import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { orders } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const USE = personal('service_use')
const PROOF = personal('agreement_proof')

export const ordersData: DataMap<typeof orders> = {
  id: NAMES,
  customer: NAMES,
  user: NAMES,
  invoice: NAMES,
  package: USE,
  term: USE,
  price: USE,
  domain: USE,
  documents: PROOF,
  orderedAt: PROOF,
  method: PROOF,
  page: PROOF,
  commitId: NAMES,
}
