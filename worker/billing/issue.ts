import { provider } from '../policies/generated.ts'
import type { Instant } from '../shared/calendar.ts'
import { SHARD } from '../shared/ids.ts'
import type { Issue } from './changes.ts'
import { invoiceYear } from './rules/invoice-number.ts'

/** S13: invoices are numbered in the year of the provider's calendar in which they are issued. */
export function issueAt(issuedAt: Instant, commitId: string): Issue {
  return { shard: SHARD, year: invoiceYear(issuedAt, provider.timeZone), issuedAt, commitId }
}
