import type { notices } from '../db/tables.ts'
import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { sentMail } from './mail/tables.ts'

export const noticesData: DataMap<typeof notices> = {
  customer: notPersonal('Names the customer row.'),
  subject: notPersonal('Names the row it is about.'),
  kind: personal('communication'),
  cycle: notPersonal('Names the invoice or payment it is about.'),
  postedAt: personal('communication'),
  countsFrom: personal('communication'),
  body: personal('communication'),
  commitId: notPersonal('Names the commit.'),
}

const SAID = personal('communication')

/** Empty outside development. */
export const sentMailData: DataMap<typeof sentMail> = {
  id: notPersonal('Names the delivery.'),
  recipients: personal('email'),
  kind: SAID,
  language: SAID,
  subject: SAID,
  text: SAID,
  html: SAID,
  links: SAID,
  headers: personal('email'),
  attachments: SAID,
  sentAt: SAID,
}
