import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { accounts } from './tables.ts'

/** What was ordered and how its use goes: “service_use” in the privacy terms. */
const USE = personal('service_use')

export const accountsData: DataMap<typeof accounts> = {
  id: notPersonal('Names the row.'),
  customer: notPersonal('Names the customer row.'),
  package: USE,
  domain: USE,
  state: USE,
  term: USE,
  anniversaryDay: USE,
  dueOn: USE,
  openInvoice: notPersonal('Names the invoice row.'),
  overdueAt: USE,
  suspendedAt: USE,
  terminatedAt: USE,
  cancelledAt: USE,
  endedAt: USE,
  purgedAt: USE,
  holdKind: USE,
  holdPlacedAt: USE,
  holdUntil: USE,
  holdReason: USE,
  violationAt: USE,
  violationReason: USE,
  violationEvidence: USE,
  cancelAskedAt: USE,
  cancelConfirmedAt: USE,
  cancelEndsAt: USE,
  nextPackage: USE,
  nextTerm: USE,
  nextFrom: USE,
  nextAction: USE,
  nextActionAt: USE,
  createdAt: USE,
  version: notPersonal('Guards against races.'),
  commitId: notPersonal('Names the commit.'),
}
