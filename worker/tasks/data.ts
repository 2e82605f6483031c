import { type DataMap, notPersonal } from '../shared/data-map.ts'
import type { tasks } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const WORK = notPersonal('Work of the staff: ids, codes and numbers.')

export const tasksData: DataMap<typeof tasks> = {
  id: NAMES,
  kind: WORK,
  subject: NAMES,
  topic: WORK,
  customer: NAMES,
  body: WORK,
  createdAt: WORK,
  doneAt: WORK,
  doneBy: notPersonal('The staff user who did it.'),
  commitId: NAMES,
}
