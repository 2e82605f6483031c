/** S1: which version of a document a customer's backups, restores and capacity are judged by. */
import type { Document } from '../../../../content/schema.ts'
import { bindingAt, type Decision } from '../../../policies/rules/binding.ts'
import { inForceAt } from '../../../policies/rules/in-force.ts'
import type { PolicyVersion, VersionOf } from '../../../policies/rules/version.ts'
import type { Instant } from '../../../shared/calendar.ts'

/** S1: the version that binds; of a customer of whom no agreement is known, the one in force for everybody. */
export function boundVersion<K extends Document>(
  policies: readonly PolicyVersion[],
  document: K,
  decisions: readonly Decision[],
  now: Instant,
  timeZone: string,
): VersionOf<K> | undefined {
  return bindingAt(policies, document, decisions, now, timeZone)?.version ?? inForceAt(policies, document, now, 'existing', timeZone)
}
