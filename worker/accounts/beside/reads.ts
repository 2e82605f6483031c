import { eq } from 'drizzle-orm'
import { invoices } from '../../billing/tables.ts'
import type { Db } from '../../context.ts'
import type { standingBlocks } from '../purging/reads.ts'
import type { Violation } from '../rules/lifecycle-account.ts'
import type { Beside } from '../rules/lifecycle-beside.ts'
import { holdOf } from '../rules/lifecycle-row.ts'
import { accounts } from '../tables.ts'

export type AccountRow = typeof accounts.$inferSelect
export type BlockRow = Awaited<ReturnType<typeof standingBlocks>>[number]

export function accountQuery(db: Db, id: string) {
  return db.select().from(accounts).where(eq(accounts.id, id))
}

/** The version that lateness is judged by now; none where nothing is owed. */
export function openTermsQuery(db: Db, account: string) {
  const open = db.select({ id: accounts.openInvoice }).from(accounts).where(eq(accounts.id, account))
  return db.select({ version: invoices.termsVersion }).from(invoices).where(eq(invoices.id, open))
}

export function violationOf({ violationAt, violationReason, violationEvidence }: AccountRow): Violation | null {
  if (violationAt === null || violationReason === null || violationEvidence === null) return null
  return { declaredAt: violationAt, reason: violationReason, evidence: violationEvidence }
}

/** The row and its blocks as the rules want them. */
export function besideOf(row: AccountRow, blocks: readonly BlockRow[]): Beside {
  const purgeBlocks = blocks.map(({ kind, subject }) => ({ kind, subject }))
  return { standing: { state: row.state }, hold: holdOf(row), violation: violationOf(row), purgeBlocks }
}
