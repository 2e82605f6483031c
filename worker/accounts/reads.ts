import { and, asc, eq, lte, notInArray, sql } from 'drizzle-orm'
import { acceptances } from '../agreements/tables.ts'
import { invoices } from '../billing/tables.ts'
import type { Db } from '../context.ts'
import { events, notices } from '../db/tables.ts'
import type { Instant } from '../shared/calendar.ts'
import type { LateFacts } from './rules/late.ts'
import { isAlive } from './rules/lifecycle-state.ts'
import type { PastEvent } from './rules/timeline.ts'
import { accounts } from './tables.ts'

/** The notice that the account's next destructive step waits for; the others play no part in it. */
const awaitedNotice = sql`CASE ${accounts.state} WHEN 'overdue' THEN 'overdue' WHEN 'suspended' THEN 'termination_warning' END`

const lateColumns = {
  id: accounts.id,
  customer: accounts.customer,
  package: accounts.package,
  domain: accounts.domain,
  state: accounts.state,
  term: accounts.term,
  anniversaryDay: accounts.anniversaryDay,
  dueOn: accounts.dueOn,
  overdueAt: accounts.overdueAt,
  suspendedAt: accounts.suspendedAt,
  terminatedAt: accounts.terminatedAt,
  nextAction: accounts.nextAction,
  nextActionAt: accounts.nextActionAt,
  version: accounts.version,
  invoice: accounts.openInvoice,
  invoiceState: invoices.state,
  invoiceDueOn: invoices.dueOn,
  amount: invoices.amount,
  paidAmount: invoices.paidAmount,
  termsVersion: invoices.termsVersion,
  noticeFrom: notices.countsFrom,
}

/** The account with what the late rules need, in one read by primary keys; no row is looked at that is not due. */
function selectLate(db: Db) {
  return db
    .select(lateColumns)
    .from(accounts)
    .leftJoin(invoices, eq(invoices.id, accounts.openInvoice))
    .leftJoin(
      notices,
      and(
        eq(notices.customer, accounts.customer),
        eq(notices.subject, accounts.id),
        eq(notices.kind, awaitedNotice),
        eq(notices.cycle, accounts.openInvoice),
      ),
    )
    .$dynamic()
}

export type LateAccount = Awaited<ReturnType<typeof readDueAccounts>>[number]

/** Accounts whose next step is due, longest due first. */
export function readDueAccounts(db: Db, now: Instant, most: number) {
  // An unpaid order and a purge wait for an answer of a gateway: sweeps of their own ask for that, and this one passes over them.
  return selectLate(db)
    .where(and(lte(accounts.nextActionAt, now), notInArray(accounts.nextAction, ['expire_order', 'purge'])))
    .orderBy(asc(accounts.nextActionAt))
    .limit(most)
}

/** What each of these accounts' customers agreed to, and which accounts' next period is invoiced already: one round trip. */
export async function readRenewalFacts(db: Db, due: readonly LateAccount[]) {
  const customers = JSON.stringify([...new Set(due.map(({ customer }) => customer))])
  const periods = JSON.stringify(due.map(({ id, dueOn }) => ({ id, dueOn })))
  const [agreements, invoiced] = await db.batch([
    db
      .select({
        customer: acceptances.customer,
        document: acceptances.document,
        version: acceptances.version,
        decision: acceptances.decision,
        decidedAt: acceptances.decidedAt,
      })
      .from(acceptances)
      .where(and(eq(acceptances.document, 'terms'), sql`${acceptances.customer} IN (SELECT value FROM json_each(${customers}))`)),
    db
      .select({ account: invoices.account })
      .from(invoices)
      .innerJoin(
        sql`json_each(${periods}) AS period`,
        sql`${invoices.account} = period.value ->> 'id' AND ${invoices.kind} = 'renewal'
          AND ${invoices.periodFrom} = period.value ->> 'dueOn' AND ${invoices.state} <> 'void'`,
      ),
  ])
  const decisions = new Map<string, typeof agreements>()
  for (const agreement of agreements) decisions.set(agreement.customer, [...(decisions.get(agreement.customer) ?? []), agreement])
  return { decisions, invoiced: new Set(invoiced.map(({ account }) => account)) }
}

export type RenewalReads = Awaited<ReturnType<typeof readRenewalFacts>>

/** A customer's accounts, or one of them; another customer's is not found. */
export function readCustomerAccounts(db: Db, customer: string, account?: string) {
  const mine = eq(accounts.customer, customer)
  return selectLate(db)
    .where(account === undefined ? mine : and(mine, eq(accounts.id, account)))
    .orderBy(asc(accounts.createdAt), asc(accounts.id))
}

export async function readAccountEvents(db: Db, account: string) {
  const rows = await db.select().from(events).where(eq(events.entity, account)).orderBy(asc(events.version))
  return rows.map(({ type, at, body }) => ({ type, at, ...(JSON.parse(body) as { clause: PastEvent['clause'] }) }))
}

/** Null where nobody can be late: an order that waits for its payment, or one that ended without it. */
export function lateFactsOf(account: LateAccount): LateFacts | null {
  const { state, noticeFrom, suspendedAt } = account
  if (!isAlive(state) && state !== 'terminated') return null
  return {
    state,
    dueOn: account.invoiceDueOn ?? account.dueOn,
    unpaid: account.invoiceState === 'issued',
    overdueNoticeFrom: state === 'overdue' ? noticeFrom : null,
    warningFrom: state === 'suspended' ? noticeFrom : null,
    suspendedAt,
  }
}
