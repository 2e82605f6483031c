/**
 * An invoice beside the terms (S8, S17), issued in the commit of whoever asks for it: numbered without a gap, with the tax of the day,
 * and paid from credit as far as there is some. Covered whole by credit it is issued as paid, and what it pays for follows at once.
 */
import type { SQLWrapper } from 'drizzle-orm'
import type { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import { mint } from '../mint.ts'
import type { Day, Instant } from '../shared/calendar.ts'
import { ok, type Result } from '../shared/result.ts'
import { insertInvoice } from './changes.ts'
import { spendCredits } from './credits/changes.ts'
import { issueAt } from './issue.ts'
import type { Credit } from './rules/credit.ts'
import type { InvoiceLine } from './rules/invoice.ts'
import { draftInvoice } from './rules/invoice-draft.ts'
import { ON_PAID } from './side-effects.ts'
import type { Following, SideKind } from './side-paid.ts'

export interface SideInvoice {
  readonly kind: SideKind
  /** As it was read; the commit's guard moves it. */
  readonly account: typeof accounts.$inferSelect
  /** By `renewalLine`: an upgrade's item is the package wished for, a restore's is `restore`. */
  readonly lines: readonly InvoiceLine[]
  /** What it is for: the rest of the paid term, or the day of the restore to the day after it. */
  readonly period: { readonly from: Day; readonly to: Day }
  readonly dueOn: Day
  readonly termsVersion: string
}

export interface IssuedBeside extends Following {
  readonly invoice: string
  readonly amountRupiah: number
  /** After credit; 0: paid. */
  readonly owedRupiah: number
  readonly state: 'issued' | 'paid'
}

/**
 * Its `writes` join the commit, its `accountSet` the move of the account. Event and notice are the caller's.
 *
 * @param credits the customer's, by `creditsOf` read in the same round trip as the account; a credit that another commit spends
 * meanwhile makes this commit a lost race.
 */
export function issueSideInvoice(
  db: Db,
  commit: { readonly id: string; readonly at: Instant },
  { kind, account, lines, period, dueOn, termsVersion }: SideInvoice,
  credits: readonly Credit[],
): Result<IssuedBeside, { reason: 'nothing_to_charge' }> {
  const drafted = draftInvoice(lines, credits)
  if (!drafted.ok) return drafted
  const { gross: amount, stillOwed, state, credits: applied } = drafted.value
  const { id: commitId, at } = commit
  const id = mint('invoice', at)
  const common = { id, kind, period, amount, lines, termsVersion }
  const writes: SQLWrapper[] = [
    insertInvoice(issueAt(at, commitId), { ...common, account: account.id, customer: account.customer, dueOn, credits: applied }),
    ...spendCredits(applied, { use: 'invoice', subject: id, at, commitId }),
  ]
  const issued = { invoice: id, amountRupiah: amount, owedRupiah: stillOwed, state }
  if (state === 'issued') return ok({ ...issued, accountSet: {}, writes })
  const following = ON_PAID[kind]({ db, commitId, at, paidAt: at, account, invoice: common })
  return ok({ ...issued, accountSet: following.accountSet, writes: [...writes, ...following.writes] })
}
