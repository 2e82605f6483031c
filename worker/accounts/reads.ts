import { and, asc, eq, inArray, lte, notInArray, sql } from 'drizzle-orm'
import { acceptances } from '../agreements/tables.ts'
import { purseOf } from '../billing/credits/purse.ts'
import { openCreditsOf } from '../billing/credits/reads.ts'
import { invoices } from '../billing/tables.ts'
import type { Db } from '../context.ts'
import { events, notices } from '../db/tables.ts'
import type { Day, Instant } from '../shared/calendar.ts'
import { REMINDER_DAYS } from './rules/renewal-reminder.ts'
import type { PastEvent } from './rules/timeline.ts'
import { accounts } from './tables.ts'

/** The notice that the account's next destructive step waits for; for one in good standing, the reminder of these days. */
const awaitedNotice = sql`CASE ${accounts.state} WHEN 'overdue' THEN 'overdue' WHEN 'suspended' THEN 'termination_warning'
  WHEN 'active' THEN 'reminder' END`

/** Days before the due day of the reminder that is the nearest one today; null: it is too early for any, or over. */
const remindedDays = (today: Day) => {
  const left = sql`julianday(${invoices.dueOn}) - julianday(${today})`
  const cases = REMINDER_DAYS.toSorted((a, b) => a - b).map(
    (days) => sql`WHEN ${left} <= ${sql.raw(String(days))} THEN ${sql.raw(String(days))}`,
  )
  return sql<number | null>`CASE WHEN ${left} < 0 THEN NULL ${sql.join(cases, sql` `)} END`
}

/** Every reminder of an invoice is a notice of its own; the others speak once for each invoice. */
const awaitedCycle = (today: Day) =>
  sql`iif(${accounts.state} = 'active', ${accounts.openInvoice} || ':' || ${remindedDays(today)}, ${accounts.openInvoice})`

const lateColumns = (today: Day) => ({
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
  cancelledAt: accounts.cancelledAt,
  endedAt: accounts.endedAt,
  purgedAt: accounts.purgedAt,
  holdKind: accounts.holdKind,
  holdPlacedAt: accounts.holdPlacedAt,
  holdUntil: accounts.holdUntil,
  holdReason: accounts.holdReason,
  violationAt: accounts.violationAt,
  violationReason: accounts.violationReason,
  violationEvidence: accounts.violationEvidence,
  cancelAskedAt: accounts.cancelAskedAt,
  cancelConfirmedAt: accounts.cancelConfirmedAt,
  cancelEndsAt: accounts.cancelEndsAt,
  nextPackage: accounts.nextPackage,
  nextTerm: accounts.nextTerm,
  nextFrom: accounts.nextFrom,
  nextAction: accounts.nextAction,
  nextActionAt: accounts.nextActionAt,
  createdAt: accounts.createdAt,
  version: accounts.version,
  invoice: accounts.openInvoice,
  invoiceState: invoices.state,
  invoiceDueOn: invoices.dueOn,
  periodTo: invoices.periodTo,
  amount: invoices.amount,
  paidAmount: invoices.paidAmount,
  issuedAt: invoices.issuedAt,
  termsVersion: invoices.termsVersion,
  noticeFrom: notices.countsFrom,
  noticePostedAt: notices.postedAt,
  reminded: sql<number | null>`iif(${accounts.state} = 'active' AND ${notices.postedAt} IS NOT NULL, ${remindedDays(today)}, NULL)`,
})

/** The account with what the late rules need, in one read by primary keys; no row is looked at that is not due. */
function selectLate(db: Db, today: Day) {
  return db
    .select(lateColumns(today))
    .from(accounts)
    .leftJoin(invoices, eq(invoices.id, accounts.openInvoice))
    .leftJoin(
      notices,
      and(
        eq(notices.customer, accounts.customer),
        eq(notices.subject, accounts.id),
        eq(notices.kind, awaitedNotice),
        eq(notices.cycle, awaitedCycle(today)),
      ),
    )
    .$dynamic()
}

export type LateAccount = Awaited<ReturnType<typeof readDueAccounts>>[number]

/**
 * Accounts whose next step is due, longest due first. An unpaid order waits for an answer of its gateway, and a purge for more than
 * that: their own sweeps ask for it, and this one passes over them.
 *
 * @param today the day of `now` in the provider's zone.
 */
export function readDueAccounts(db: Db, now: Instant, today: Day, most: number) {
  return selectLate(db, today)
    .where(and(lte(accounts.nextActionAt, now), notInArray(accounts.nextAction, ['expire_order', 'purge'])))
    .orderBy(asc(accounts.nextActionAt))
    .limit(most)
}

/**
 * Accounts of which something may come until an instant, soonest first, and those whose termination waits for a person.
 *
 * @param most of each kind.
 */
export async function readComing(db: Db, until: Instant, today: Day, most: number): Promise<LateAccount[]> {
  const [coming, stopped] = await Promise.all([
    readDueAccounts(db, until, today, most),
    selectLate(db, today)
      // The index of these is partial: its condition has to be named as it was made.
      .where(sql`${accounts.nextAction} = 'await_release'`)
      .orderBy(asc(accounts.nextActionAt))
      .limit(most),
  ])
  const seen = new Set(stopped.map(({ id }) => id))
  return [...stopped, ...coming.filter(({ id }) => !seen.has(id))]
}

export function readAccounts(db: Db, ids: readonly string[], today: Day) {
  return selectLate(db, today).where(sql`${accounts.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

/** What each of these accounts' customers agreed to and has as credit, and which accounts' next period is invoiced already. */
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
      .where(
        and(
          inArray(acceptances.document, ['terms', 'sla', 'privacy']),
          sql`${acceptances.customer} IN (SELECT value FROM json_each(${customers}))`,
        ),
      ),
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
  const purse = purseOf(await openCreditsOf(db, [...new Set(due.map(({ customer }) => customer))]))
  return { decisions, invoiced: new Set(invoiced.map(({ account }) => account)), purse }
}

/** A customer's accounts, or one of them; another customer's is not found. */
export function readCustomerAccounts(db: Db, customer: string, today: Day, account?: string) {
  const mine = eq(accounts.customer, customer)
  return selectLate(db, today)
    .where(account === undefined ? mine : and(mine, eq(accounts.id, account)))
    .orderBy(asc(accounts.createdAt), asc(accounts.id))
}

export async function readAccountEvents(db: Db, account: string) {
  const rows = await db.select().from(events).where(eq(events.entity, account)).orderBy(asc(events.version))
  return rows.map(({ type, at, body }) => ({ type, at, ...(JSON.parse(body) as Pick<PastEvent, 'clause' | 'kind'>) }))
}
