/** Small versions for rule tests: of the fields only those that a test names differ. */
import type { Terms } from '../../content/schema.ts'
import type { VersionOf } from '../../worker/policies/rules/version.ts'

export interface Sketch {
  readonly version: string
  readonly published?: string
  readonly new?: string
  readonly existing?: string
  readonly material?: boolean
  readonly clauses?: readonly string[]
  readonly changes?: readonly { clause?: string; text: string }[]
  readonly suspendAfterDays?: number
}

/** A version of the terms; digests are the version's digits, so that a test can say them. */
export function termsVersion(sketch: Sketch): VersionOf<'terms'> {
  const { version, published = version, material = false, clauses = ['S1', 'S14'], changes = [], suspendAfterDays = 2 } = sketch
  const terms: Terms['terms'] = {
    order: { cancelAfterDays: 2 },
    invoice: { leadDaysMonthly: 14, leadMonthsOther: 1 },
    late: { suspendAfterDays, terminateAfterDays: 7 },
  }
  return {
    ...{ document: 'terms', version, published, material, terms },
    effective: { new: sketch.new ?? version, existing: sketch.existing ?? sketch.new ?? version },
    provider: { name: 'Tnet', service: 'Treabiz.id', email: 'support@tnet.co.id' },
    clauses: clauses.map((id) => ({ id, title: { id: `Klausul ${id}`, en: `Clause ${id}` } })),
    titles: { id: 'Ketentuan', en: 'Terms' },
    summary: { id: [], en: [] },
    changes: { id: [...changes], en: [...changes] },
    digests: { id: digestOf(version, 'a'), en: digestOf(version, 'b') },
    paths: { id: `/ketentuan/${version}`, en: `/en/ketentuan/${version}` },
  }
}

export const digestOf = (version: string, filler: 'a' | 'b') => version.replaceAll('-', '').padEnd(64, filler)
