import { type DataMap, notPersonal, personal } from '../../shared/data-map.ts'
import type { acting, invitations } from './tables.ts'

const NAMES = notPersonal('Names a row.')
const COMPANY = personal('company')
const USE = personal('service_use')

export const invitationsData: DataMap<typeof invitations> = {
  id: NAMES,
  customer: NAMES,
  email: personal('email'),
  role: COMPANY,
  language: personal('other_identifying'),
  digest: notPersonal('Digest of a random token.'),
  invitedBy: NAMES,
  invitedAt: USE,
  expiresAt: USE,
  acceptedAt: USE,
  acceptedBy: NAMES,
  revokedAt: USE,
  commitId: NAMES,
}

export const actingData: DataMap<typeof acting> = {
  session: NAMES,
  customer: NAMES,
  expiresAt: notPersonal('When the row leaves.'),
}
