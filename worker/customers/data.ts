import { type DataMap, notPersonal, personal } from '../shared/data-map.ts'
import type { customers, memberships } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const PROOF = personal('agreement_proof')

export const customersData: DataMap<typeof customers> = {
  id: NAMES,
  kind: personal('company'),
  name: personal('name'),
  phone: personal('phone'),
  address: personal('address'),
  country: personal('country'),
  bornOn: personal('birth_date'),
  foundedOn: personal('company_founding'),
  language: personal('other_identifying'),
  transferNotice: PROOF,
  transferAcknowledgedAt: PROOF,
  createdAt: personal('service_use'),
  versionsTold: notPersonal('Counts published versions.'),
  origin: notPersonal('How the customer came here.'),
  version: notPersonal('Guards against races.'),
  commitId: NAMES,
}

export const membershipsData: DataMap<typeof memberships> = {
  customer: NAMES,
  user: NAMES,
  role: personal('company'),
  authority: personal('company'),
  createdAt: personal('service_use'),
  commitId: NAMES,
}
