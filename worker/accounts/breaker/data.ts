import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { breaker, releases, terminations } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const MECHANICS = notPersonal('How the software works, not whom it works for.')
const USE = personal('service_use')

export const terminationsData: DataMap<typeof terminations> = { day: MECHANICS, hours: notPersonal('How many; not who.') }

export const breakerData: DataMap<typeof breaker> = {
  only: NAMES,
  trippedAt: MECHANICS,
  trip: MECHANICS,
  goodSweepAt: MECHANICS,
  goodSweepWallAt: MECHANICS,
  version: MECHANICS,
  commitId: NAMES,
}

export const releasesData: DataMap<typeof releases> = {
  account: NAMES,
  invoice: NAMES,
  suspendedAt: USE,
  releasedAt: USE,
  releasedBy: notPersonal('The staff user who did it.'),
  commitId: NAMES,
}
