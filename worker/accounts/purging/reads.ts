import { and, asc, desc, eq, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { decisionsQuery } from '../../agreements/reads.ts'
import { invoices } from '../../billing/tables.ts'
import type { Db } from '../../context.ts'
import { policies, provider } from '../../policies/generated.ts'
import { bindingAt } from '../../policies/rules/binding.ts'
import type { Instant } from '../../shared/calendar.ts'
import { lastOutage } from '../outages/reads.ts'
import { strictestHold } from '../rules/hold.ts'
import { holdOf } from '../rules/lifecycle-row.ts'
import type { GatewayAnswer } from '../rules/purge.ts'
import { accounts } from '../tables.ts'
import type { PurgeCase } from './rules/steps.ts'
import { purgeBlocks, purgeProofs, purges } from './tables.ts'

/** What stands against the purge of an account now, the oldest first. */
export function standingBlocks(db: Db, account: string) {
  return db
    .select()
    .from(purgeBlocks)
    .where(and(eq(purgeBlocks.account, account), isNull(purgeBlocks.liftedAt)))
    .orderBy(asc(purgeBlocks.placedAt), asc(purgeBlocks.id))
}

/** Ended accounts whose purge is due, longest due first. */
export function duePurges(db: Db, now: Instant, most: number) {
  return db
    .select({ id: accounts.id, version: accounts.version })
    .from(accounts)
    .where(and(lte(accounts.nextActionAt, now), eq(accounts.nextAction, 'purge')))
    .orderBy(asc(accounts.nextActionAt))
    .limit(most)
}

type AccountRow = typeof accounts.$inferSelect

/** S11, S16: the instant at which the contract ended; null while it has not. An unpaid order never had data to purge. */
function endOf({ state, terminatedAt, endedAt }: AccountRow): Instant | null {
  if (state === 'terminated') return terminatedAt
  if (state === 'cancelled') return endedAt
  return state === 'purged' ? (terminatedAt ?? endedAt) : null
}

/** Everything about one account's purge; undefined: no such account. An outage of the gateways holds everybody's (S14). */
export async function readPurge(db: Db, id: string) {
  const [[[account], blocks, begun, proofs], outage] = await Promise.all([
    db.batch([
      db.select().from(accounts).where(eq(accounts.id, id)),
      standingBlocks(db, id),
      db.select().from(purges).where(eq(purges.account, id)),
      db.select().from(purgeProofs).where(eq(purgeProofs.account, id)),
    ]),
    lastOutage(db),
  ])
  if (account === undefined) return undefined
  const end = endOf(account)
  const purge = begun.find(({ endedAt }) => endedAt === end) ?? null
  const mine = proofs.filter(({ endedAt }) => endedAt === end)
  const asked = mine.find(({ step }) => step === 'gateway')
  const answer: GatewayAnswer | null = asked ? { says: 'clear', askedAt: asked.at } : null
  const hold = strictestHold(holdOf(account), outage)
  const facts: PurgeCase = { endedAt: end, blocks, hold, answer, deletingAt: purge?.deletingAt ?? null }
  return { account, purge, proofs: mine, facts }
}

export type PurgeReads = NonNullable<Awaited<ReturnType<typeof readPurge>>>

/** The version of the terms under which an account ended: the one its last invoice pinned, or what binds its customer. */
export async function termsOfEnding(db: Db, { id, customer }: Pick<AccountRow, 'id' | 'customer'>, now: Instant): Promise<string> {
  const [last] = await db
    .select({ version: invoices.termsVersion })
    .from(invoices)
    .where(eq(invoices.account, id))
    .orderBy(desc(invoices.issuedAt))
    .limit(1)
  if (last) return last.version
  const decisions = await decisionsQuery(db, customer)
  return bindingAt(policies, 'terms', decisions, now, provider.timeZone)?.version.version ?? ''
}

/** S13: what was paid in part for a period that never began, in time or not asked for again. */
export async function partPayments(db: Db, account: string): Promise<number> {
  const [row] = await db
    .select({ sum: sql<number>`coalesce(sum(${invoices.paidAmount}), 0)` })
    .from(invoices)
    .where(and(eq(invoices.account, account), ne(invoices.state, 'paid'), inArray(invoices.kind, ['order', 'renewal'])))
  return row?.sum ?? 0
}
