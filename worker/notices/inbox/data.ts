import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { inboxMarks } from './tables.ts'

export const inboxMarksData: DataMap<typeof inboxMarks> = {
  customer: notPersonal('Names the customer row.'),
  user: notPersonal('Names the user row.'),
  readUntil: personal('service_use'),
}
