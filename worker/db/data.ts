import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { commits, devClock, events, evidence, idempotency, outbox } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const MECHANICS = notPersonal('How the software works, not whom it works for.')
const PROOF = personal('agreement_proof')

export const commitsData: DataMap<typeof commits> = { id: NAMES, at: MECHANICS, expected: MECHANICS, moved: MECHANICS }

export const eventsData: DataMap<typeof events> = {
  seq: NAMES,
  entity: NAMES,
  version: MECHANICS,
  type: MECHANICS,
  v: MECHANICS,
  at: MECHANICS,
  commitId: NAMES,
  body: notPersonal('Ids, numbers, clauses and salted commitments; once evidence and salts are erased it says nothing of a person.'),
}

/** Until it is sent, a mail holds what it will say. */
export const outboxData: DataMap<typeof outbox> = {
  id: NAMES,
  kind: MECHANICS,
  subject: NAMES,
  body: personal('communication'),
  commitId: NAMES,
  createdAt: personal('communication'),
}

export const idempotencyData: DataMap<typeof idempotency> = {
  user: NAMES,
  route: MECHANICS,
  key: NAMES,
  bodyDigest: notPersonal('A keyed digest, kept a day.'),
  status: MECHANICS,
  body: notPersonal('Ids of what was made.'),
  expiresAt: MECHANICS,
}

export const evidenceData: DataMap<typeof evidence> = {
  id: NAMES,
  customer: NAMES,
  ip: personal('ip_address'),
  userAgent: personal('device'),
  session: PROOF,
  clientTime: PROOF,
  salt: PROOF,
}

export const devClockData: DataMap<typeof devClock> = { only: MECHANICS, offset: MECHANICS }
