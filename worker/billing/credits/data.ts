import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { credits, creditUses } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const USE = personal('service_use')
const CLAUSE = notPersonal('Names the clause that gives it.')

export const creditsData: DataMap<typeof credits> = {
  id: NAMES,
  customer: NAMES,
  account: NAMES,
  source: USE,
  origin: NAMES,
  amount: USE,
  at: USE,
  document: CLAUSE,
  termsVersion: CLAUSE,
  clause: CLAUSE,
  commitId: NAMES,
}

export const creditUsesData: DataMap<typeof creditUses> = {
  credit: NAMES,
  use: USE,
  subject: NAMES,
  amount: USE,
  at: USE,
  commitId: NAMES,
}
