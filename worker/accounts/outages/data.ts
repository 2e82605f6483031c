import { type DataMap, notPersonal } from '../../shared/data-map.ts'
import type { outages } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const MECHANICS = notPersonal('How the software works, not whom it works for.')

export const outagesData: DataMap<typeof outages> = {
  id: NAMES,
  kind: MECHANICS,
  fromAt: MECHANICS,
  untilAt: MECHANICS,
  declaredBy: notPersonal('The staff user who did it.'),
  endedBy: notPersonal('The staff user who did it.'),
  commitId: NAMES,
}
