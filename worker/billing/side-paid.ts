/** A paid invoice that stands beside the terms, as the slice that issued it is told of it, and what that slice answers (S8, S17). */
import type { SQLWrapper } from 'drizzle-orm'
import type { accounts } from '../accounts/tables.ts'
import type { Db } from '../context.ts'
import type { Day, Instant } from '../shared/calendar.ts'
import type { InvoiceLine } from './rules/invoice.ts'

export type SideKind = 'upgrade' | 'restore'

export interface PaidBeside {
  readonly db: Db
  readonly commitId: string
  /** Of the commit. */
  readonly at: Instant
  /** When the invoice was covered, as gateway or bank says. */
  readonly paidAt: Instant
  /** As it was read: alive, and moved by the same commit. */
  readonly account: typeof accounts.$inferSelect
  readonly invoice: {
    readonly id: string
    readonly kind: SideKind
    readonly period: { readonly from: Day; readonly to: Day }
    readonly amount: number
    readonly lines: readonly InvoiceLine[]
    readonly termsVersion: string
  }
}

export interface Following {
  /** Joins the move of the account; version and commit id are set by the commit. */
  readonly accountSet: Partial<typeof accounts.$inferInsert>
  /** Rows, panel orders, notices of its own. The payment's event and notice are written already. */
  readonly writes: readonly SQLWrapper[]
}

export type OnPaid = (paid: PaidBeside) => Following
