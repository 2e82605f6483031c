import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { acceptances, receipts } from './tables.ts'

const NAMES = notPersonal('Names a row.')
/** “Proof of acceptances, choices and decisions” in the privacy terms. */
const PROOF = personal('agreement_proof')

export const acceptancesData: DataMap<typeof acceptances> = {
  id: NAMES,
  customer: NAMES,
  user: NAMES,
  document: PROOF,
  version: PROOF,
  language: PROOF,
  digest: PROOF,
  decision: PROOF,
  shownAt: PROOF,
  decidedAt: PROOF,
  method: PROOF,
  page: PROOF,
  authority: personal('company'),
  commitId: NAMES,
}

export const receiptsData: DataMap<typeof receipts> = {
  id: NAMES,
  customer: NAMES,
  acceptance: NAMES,
  jws: PROOF,
  createdAt: PROOF,
  commitId: NAMES,
}
