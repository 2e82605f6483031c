import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { commits, deliveries, devClock, events, evidence, idempotency, outbox } from './tables.ts'

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
  dueAt: MECHANICS,
  attempts: MECHANICS,
  lastError: MECHANICS,
}

/** The proof that, and when, something was taken over for delivery. */
export const deliveriesData: DataMap<typeof deliveries> = {
  id: NAMES,
  kind: MECHANICS,
  subject: NAMES,
  what: personal('communication'),
  customer: NAMES,
  cycle: NAMES,
  outcome: personal('communication'),
  at: personal('communication'),
  attempts: MECHANICS,
  detail: MECHANICS,
  attendedAt: MECHANICS,
  attendedBy: notPersonal('The staff user who dealt with it.'),
  commitId: NAMES,
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
