/**
 * Which version binds a customer (S1, P5, S17, and the reading "Binding").
 * A version binds when accepted, at the earliest on its effective day; an immaterial one also on its effective day without acceptance,
 * but only where its predecessor binds, since it would otherwise carry the predecessor's material changes in with it.
 * Declining, paying and silence bind to nothing: the accepted version goes on.
 */
import type { Document } from '../../../content/schema.ts'
import { type Instant, startOfDay } from '../../shared/calendar.ts'
import { type PolicyVersion, type VersionOf, versionsOf } from './version.ts'

/** One decision of a customer; `asserted` is what an import from elsewhere claims, never shown as accepted. */
export interface Decision {
  readonly document: Document
  readonly version: string
  readonly decision: 'accepted' | 'declined' | 'asserted'
  readonly decidedAt: Instant
}

export interface Binding<K extends Document = Document> {
  readonly version: VersionOf<K>
  /** The first instant at which it binds; it may lie ahead. */
  readonly since: Instant
  /** By acceptance, by an import's assertion, or, being immaterial, by its effective day. */
  readonly how: 'accepted' | 'asserted' | 'effective'
}

/** Every version that binds or is going to, oldest first, at most one entry a version and way. */
export function bindings<K extends Document>(
  versions: readonly PolicyVersion[],
  document: K,
  decisions: readonly Decision[],
  timeZone: string,
): Binding<K>[] {
  const found: Binding<K>[] = []
  for (const version of versionsOf(versions, document)) {
    const predecessor = found.at(-1)
    const before = versionsOf(versions, document)
      .filter((other) => other.version < version.version)
      .at(-1)
    const follows = predecessor !== undefined && predecessor.version.version === before?.version
    const decided = decidedBindings(version, decisions, found, timeZone)
    const effective: Binding<K>[] = []
    if (follows && !version.material) {
      const since = Math.max(startOfDay(version.effective.existing, timeZone), firstSince(found, predecessor))
      effective.push({ version, since, how: 'effective' })
    }
    found.push(...[...decided, ...effective].sort(bySince))
  }
  return found
}

/** The binding at an instant: of those that have begun, the newest version, in the strongest way. Undefined: nothing was agreed. */
export function bindingAt<K extends Document>(
  versions: readonly PolicyVersion[],
  document: K,
  decisions: readonly Decision[],
  at: Instant,
  timeZone: string,
): Binding<K> | undefined {
  return bindings(versions, document, decisions, timeZone)
    .filter((binding) => binding.since <= at)
    .reduce<Binding<K> | undefined>((best, next) => (best === undefined || outranks(next, best) ? next : best), undefined)
}

/** Who is bound to an earlier version when deciding is an existing customer, for whom the version waits for its later day. */
function decidedBindings<K extends Document>(
  version: VersionOf<K>,
  decisions: readonly Decision[],
  earlier: readonly Binding<K>[],
  timeZone: string,
): Binding<K>[] {
  return (['accepted', 'asserted'] as const).flatMap((how) => {
    const times = decisions
      .filter((d) => d.document === version.document && d.version === version.version && d.decision === how)
      .map((d) => d.decidedAt)
    if (times.length === 0) return []
    const decidedAt = Math.min(...times)
    const cohort = earlier.some((binding) => binding.since <= decidedAt) ? 'existing' : 'new'
    return [{ version, since: Math.max(decidedAt, startOfDay(version.effective[cohort], timeZone)), how }]
  })
}

function firstSince<K extends Document>(found: readonly Binding<K>[], of: Binding<K>): Instant {
  return Math.min(...found.filter((binding) => binding.version.version === of.version.version).map((binding) => binding.since))
}

function bySince(a: Binding, b: Binding): number {
  return a.since - b.since
}

const STRENGTH = { accepted: 2, effective: 1, asserted: 0 } as const

function outranks(a: Binding, b: Binding): boolean {
  if (a.version.version !== b.version.version) return a.version.version > b.version.version
  return STRENGTH[a.how] > STRENGTH[b.how]
}
