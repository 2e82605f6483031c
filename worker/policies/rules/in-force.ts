/** Which version of a document is in force at an instant. One answer for pages, API, sweeps and Memento (S1, P5). */
import type { Document } from '../../../content/schema.ts'
import { type Instant, startOfDay } from '../../shared/calendar.ts'
import { type PolicyVersion, type VersionOf, versionsOf } from './version.ts'

/** New customers have accepted no earlier version; existing ones have. */
export type Cohort = 'new' | 'existing'

/** The first instant at which a version is in force for a cohort: 00:00 of its effective day in the provider's zone. */
export function effectiveAt(version: PolicyVersion, cohort: Cohort, timeZone: string): Instant {
  return startOfDay(version.effective[cohort], timeZone)
}

/**
 * The version in force: of those whose effective day has begun, the one that began last; between two of the same day, the newer.
 * Undefined before the first version.
 */
export function inForceAt<K extends Document>(
  versions: readonly PolicyVersion[],
  document: K,
  at: Instant,
  cohort: Cohort,
  timeZone: string,
): VersionOf<K> | undefined {
  return versionsOf(versions, document)
    .filter((version) => startOfDay(version.effective[cohort], timeZone) <= at)
    .reduce<VersionOf<K> | undefined>(
      (latest, version) => (latest === undefined || version.effective[cohort] >= latest.effective[cohort] ? version : latest),
      undefined,
    )
}

/** Published and not yet in force for new customers, soonest first. */
export function upcomingAt<K extends Document>(
  versions: readonly PolicyVersion[],
  document: K,
  at: Instant,
  timeZone: string,
): VersionOf<K>[] {
  return versionsOf(versions, document)
    .filter((version) => startOfDay(version.published, timeZone) <= at && startOfDay(version.effective.new, timeZone) > at)
    .sort((a, b) => (a.effective.new < b.effective.new ? -1 : 1))
}

/** What may be accepted at an instant: in force for anyone, or published and upcoming; oldest first. Nothing else can be. */
export function acceptableAt<K extends Document>(
  versions: readonly PolicyVersion[],
  document: K,
  at: Instant,
  timeZone: string,
): VersionOf<K>[] {
  const inForce = (['existing', 'new'] as const).map((cohort) => inForceAt(versions, document, at, cohort, timeZone))
  const acceptable = new Set([...inForce, ...upcomingAt(versions, document, at, timeZone)])
  return versionsOf(versions, document).filter((version) => acceptable.has(version))
}
