/** Where a version stands at an instant: what the reader is told at its top (S1, P5 and the reading “Binding”). */
import type { Instant } from '../../shared/calendar.ts'
import { effectiveAt, inForceAt, upcomingAt } from './in-force.ts'
import { type PolicyVersion, versionsOf } from './version.ts'

export type Status =
  /** Not yet in force for anyone; `inForce` is what holds until then. */
  | { readonly kind: 'upcoming'; readonly inForce: PolicyVersion | undefined }
  /** In force for new customers, not yet for those who accepted an earlier version. */
  | { readonly kind: 'in_force_for_new'; readonly existing: PolicyVersion | undefined }
  /** In force for everyone; `next` is already published. */
  | { readonly kind: 'in_force'; readonly next: PolicyVersion | undefined }
  /** New customers get the successor already; existing ones keep this version until the successor’s later day. */
  | { readonly kind: 'in_force_for_existing'; readonly successor: PolicyVersion }
  | { readonly kind: 'superseded'; readonly inForce: PolicyVersion }

export function statusAt(versions: readonly PolicyVersion[], version: PolicyVersion, at: Instant, timeZone: string): Status {
  const { document } = version
  const forNew = find(versions, inForceAt(versions, document, at, 'new', timeZone)?.version, version)
  const forExisting = find(versions, inForceAt(versions, document, at, 'existing', timeZone)?.version, version)
  if (forNew === version && forExisting === version) {
    return { kind: 'in_force', next: find(versions, upcomingAt(versions, document, at, timeZone)[0]?.version, version) }
  }
  if (forNew === version) return { kind: 'in_force_for_new', existing: forExisting }
  if (forNew === undefined || effectiveAt(version, 'new', timeZone) > at) return { kind: 'upcoming', inForce: forNew }
  return forExisting === version ? { kind: 'in_force_for_existing', successor: forNew } : { kind: 'superseded', inForce: forNew }
}

function find(versions: readonly PolicyVersion[], label: string | undefined, like: PolicyVersion): PolicyVersion | undefined {
  return versions.find((version) => version.document === like.document && version.version === label)
}

/** The versions just before and after, by label. */
export function neighbours(versions: readonly PolicyVersion[], version: PolicyVersion) {
  const all = versionsOf<PolicyVersion['document']>(versions, version.document)
  const at = all.findIndex((other) => other.version === version.version)
  return { before: all[at - 1] as PolicyVersion | undefined, after: all[at + 1] as PolicyVersion | undefined }
}
