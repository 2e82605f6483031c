import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { panelAccounts, panelJobs } from './tables.ts'

const NAMES = notPersonal('Names a row.')
/** What was ordered and how its use goes. */
const USE = personal('service_use')

export const panelAccountsData: DataMap<typeof panelAccounts> = {
  account: NAMES,
  username: USE,
  presence: USE,
  suspended: USE,
  package: USE,
  createdAt: USE,
  removedAt: USE,
  diskBytes: USE,
  inodes: USE,
  usageAt: USE,
  diskLevel: USE,
  inodesLevel: USE,
  reviewAt: notPersonal('When the panel is asked again.'),
  commitId: NAMES,
}

export const panelJobsData: DataMap<typeof panelJobs> = {
  id: NAMES,
  account: NAMES,
  kind: USE,
  state: USE,
  reference: NAMES,
  at: USE,
  commitId: NAMES,
}
