/**
 * What follows from paying an invoice that stands beside the terms (S8, S17): it moves no term and no state of lateness, and what it
 * pays for happens in the same commit. One entry a kind; each belongs to the slice that issues such invoices.
 */
import { onUpgradePaid } from '../accounts/changing/upgrade-paid.ts'
import { runPaidRestore } from '../panel/backups/changes.ts'
import type { OnPaid, SideKind } from './side-paid.ts'

export const ON_PAID: Readonly<Record<SideKind, OnPaid>> = {
  upgrade: onUpgradePaid,
  // S8: it runs once paid.
  restore: ({ commitId, at, invoice }) => ({ accountSet: {}, writes: runPaidRestore(commitId, at, invoice.id) }),
}

/** Null: an invoice of a term. */
export const sideKind = (kind: string): SideKind | null => (kind === 'upgrade' || kind === 'restore' ? kind : null)
