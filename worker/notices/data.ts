import type { deliveries, outbox } from '../db/tables.ts'
import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { sentMail } from './mail/tables.ts'

const NAMES = notPersonal('Names a row.')
const TRANSPORT = notPersonal('How delivery went: instants, counts and codes.')
/** What was said to the customer. */
const USE = personal('communication')
const EMAIL = personal('email')

export const outboxData: DataMap<typeof outbox> = {
  id: NAMES,
  kind: TRANSPORT,
  subject: NAMES,
  // A letter that waits holds its address; the row is deleted when it has left.
  body: EMAIL,
  commitId: NAMES,
  createdAt: TRANSPORT,
  dueAt: TRANSPORT,
  attempts: TRANSPORT,
  lastError: TRANSPORT,
}

export const deliveriesData: DataMap<typeof deliveries> = {
  id: NAMES,
  kind: TRANSPORT,
  subject: NAMES,
  what: USE,
  customer: NAMES,
  cycle: NAMES,
  outcome: TRANSPORT,
  at: TRANSPORT,
  attempts: TRANSPORT,
  detail: TRANSPORT,
  commitId: NAMES,
}

/** Empty outside development. */
export const sentMailData: DataMap<typeof sentMail> = {
  id: NAMES,
  recipients: EMAIL,
  kind: USE,
  language: USE,
  subject: USE,
  text: USE,
  html: USE,
  links: USE,
  headers: EMAIL,
  attachments: USE,
  sentAt: TRANSPORT,
}
