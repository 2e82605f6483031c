/** Which versions can be accepted at an instant, as a page needs them to show and to say what was shown (S1). Pure. */
import { DOCUMENTS, type Document } from '../../../content/schema.ts'
import { inForceAt, upcomingAt } from '../../policies/rules/in-force.ts'
import type { PolicyVersion } from '../../policies/rules/version.ts'

export function offered(versions: readonly PolicyVersion[], contract: readonly Document[], now: number, timeZone: string) {
  const inForce = (document: Document, cohort: 'new' | 'existing') => {
    const version = inForceAt(versions, document, now, cohort, timeZone)
    return version ? offeredVersion(version as PolicyVersion) : null
  }
  return DOCUMENTS.map((document) => ({
    document,
    acceptance: contract.includes(document),
    inForce: { new: inForce(document, 'new'), existing: inForce(document, 'existing') },
    upcoming: upcomingAt(versions, document, now, timeZone).map((version) => offeredVersion(version as PolicyVersion)),
  }))
}

function offeredVersion({ version, published, effective, material, digests, titles, paths }: PolicyVersion) {
  return { version, published, effective, material, digests, titles, paths }
}
