import type { Document } from '../../../content/schema.ts'
import type { Instant } from '../../shared/calendar.ts'
import { bindingAt, type Decision } from './binding.ts'
import { inForceAt } from './in-force.ts'
import type { PolicyVersion } from './version.ts'

/** The version that an act cites: the one that binds the customer, or, where nothing was agreed yet, the one in force for new ones. */
export function boundVersion<K extends Document>(
  versions: readonly PolicyVersion[],
  document: K,
  decisions: readonly Decision[],
  at: Instant,
  timeZone: string,
): string {
  const bound = bindingAt(versions, document, decisions, at, timeZone)?.version ?? inForceAt(versions, document, at, 'new', timeZone)
  if (bound === undefined) throw new Error(`no version of ${document} is in force`)
  return bound.version
}
