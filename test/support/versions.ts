/** Small literal versions of the terms, for rules that only look at dates and numbers. */
import type { VersionOf } from '../../worker/policies/rules/version.ts'

export interface VersionDates {
  readonly published: string
  readonly new: string
  readonly existing: string
}

export function termsVersion(version: string, dates: VersionDates, more: Partial<VersionOf<'terms'>> = {}): VersionOf<'terms'> {
  const { published, ...effective } = dates
  return {
    document: 'terms',
    version,
    published,
    effective,
    material: true,
    provider: { name: 'Contoh', service: 'Contoh Hosting', email: 'halo@contoh.example' },
    terms: {
      order: { cancelAfterDays: 2 },
      invoice: { leadDaysMonthly: 14, leadMonthsOther: 1 },
      late: { suspendAfterDays: 2, terminateAfterDays: 7 },
    },
    clauses: [{ id: 'S14', title: { id: 'Keterlambatan', en: 'Lateness' } }],
    titles: { id: 'Ketentuan', en: 'Terms' },
    summary: { id: ['Ringkas.'], en: ['Short.'] },
    changes: { id: [], en: [] },
    digests: { id: '0'.repeat(64), en: '1'.repeat(64) },
    paths: { id: `/ketentuan/${version}`, en: `/en/ketentuan/${version}` },
    ...more,
  }
}
