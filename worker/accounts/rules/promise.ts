import type { Provider } from '../../../content/schema.ts'
import { type PolicyVersion, versionsOf } from '../../policies/rules/version.ts'
import type { LifecyclePromise } from './lifecycle-guards.ts'

/** Finds what a version of the terms promised about orders and lateness; undefined for a version that was never published. */
export type PromiseBook = (version: string) => LifecyclePromise | undefined

/** Each version by its own numbers, counted in the provider's calendar. Asked once per version, so that 1,000 rows cost one search. */
export function promiseBook(policies: readonly PolicyVersion[], provider: Provider): PromiseBook {
  const { timeZone, zoneAbbreviation } = provider
  const promises = versionsOf(policies, 'terms').map(({ version, terms }) => ({
    ...{ version, late: terms.late, order: terms.order, timeZone, zoneAbbreviation },
  }))
  const byVersion = new Map<string, LifecyclePromise>(promises.map((promise) => [promise.version, promise]))
  return (version) => byVersion.get(version)
}
