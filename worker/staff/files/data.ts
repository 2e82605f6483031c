import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { customerLooks } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const SAID = personal('communication')

export const customerLooksData: DataMap<typeof customerLooks> = {
  id: NAMES,
  customer: NAMES,
  user: notPersonal('The staff user who looked.'),
  category: SAID,
  words: SAID,
  at: SAID,
  until: SAID,
  commitId: NAMES,
}
