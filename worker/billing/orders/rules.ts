/** S1, S2: a new order asks for acceptance: it is made under the documents in force for new customers. Pure. */
import type { Document } from '../../../content/schema.ts'
import { outstanding } from '../../agreements/rules/outstanding.ts'
import { bindingAt, type Decision } from '../../policies/rules/binding.ts'
import { inForceAt } from '../../policies/rules/in-force.ts'
import { type PolicyVersion, versionNamed } from '../../policies/rules/version.ts'
import type { Instant } from '../../shared/calendar.ts'
import { fail, ok, type Result } from '../../shared/result.ts'

interface NamedVersion {
  readonly document: Document
  readonly version: string
}

export type NotAgreed = { readonly reason: 'documents_outstanding'; readonly documents: readonly NamedVersion[] }

/**
 * S1, S2: the versions under which an order is made now, one a document. What is announced and not yet in force for anyone stands in
 * no order's way; neither does an immaterial version, which needs no acceptance.
 */
export function agreedForOrder(
  policies: readonly PolicyVersion[],
  documents: readonly Document[],
  decisions: readonly Decision[],
  now: Instant,
  timeZone: string,
): Result<NamedVersion[], NotAgreed> {
  const asked = new Map(outstanding(policies, documents, decisions, now, timeZone).map((one) => [one.document, one.version]))
  const agreed = documents.map((document) => ({ document, ...agreedVersion(policies, document, decisions, now, timeZone) }))
  const missing = agreed.flatMap(({ document, isCurrent }) => {
    const version = asked.get(document)
    return isCurrent || version === undefined ? [] : [{ document, version }]
  })
  if (missing.length > 0) return fail({ reason: 'documents_outstanding', documents: missing })
  return ok(agreed.flatMap(({ document, version }) => (version === undefined ? [] : [{ document, version }])))
}

/** The one in force for new customers, if it was accepted, which an order may be made under at once; else what binds. */
function agreedVersion(policies: readonly PolicyVersion[], document: Document, decisions: readonly Decision[], now: Instant, zone: string) {
  const current = inForceAt(policies, document, now, 'new', zone)?.version
  const accepted = decisions.some((one) => one.document === document && one.version === current && one.decision === 'accepted')
  const bound = bindingAt(policies, document, decisions, now, zone)?.version.version
  const version = accepted ? current : bound
  return { version, isCurrent: version !== undefined && (current === undefined || version >= current) }
}

/** The terms that an order was made under. */
export function termsOf(policies: readonly PolicyVersion[], agreed: readonly NamedVersion[]) {
  const named = agreed.find(({ document }) => document === 'terms')
  return named && versionNamed(policies, 'terms', named.version)
}
