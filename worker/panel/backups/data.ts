import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { backups, restores } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const MECHANICS = notPersonal('When the panel is asked how it went.')
/** What was asked for and what became of it. */
const USE = personal('service_use')

export const backupsData: DataMap<typeof backups> = {
  id: NAMES,
  account: NAMES,
  customer: NAMES,
  state: USE,
  requestedAt: USE,
  requestedBy: NAMES,
  slaVersion: USE,
  usedBytes: USE,
  usedInodes: USE,
  reference: NAMES,
  startedAt: USE,
  bytes: USE,
  endedAt: USE,
  why: USE,
  checkAt: MECHANICS,
  commitId: NAMES,
}

export const restoresData: DataMap<typeof restores> = {
  id: NAMES,
  account: NAMES,
  customer: NAMES,
  backup: NAMES,
  kind: USE,
  price: USE,
  bytes: USE,
  slaVersion: USE,
  state: USE,
  requestedAt: USE,
  requestedBy: NAMES,
  quoteUntil: USE,
  acceptedAt: USE,
  acceptedBy: NAMES,
  invoice: NAMES,
  reference: NAMES,
  startedAt: USE,
  endedAt: USE,
  why: USE,
  checkAt: MECHANICS,
  commitId: NAMES,
}
