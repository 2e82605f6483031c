/** S14: what the sweep would do up to an instant if nobody did anything, and whom it would terminate: what a person sees before a release. */
import type { Context } from '../../context.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import { dayOf, type Instant } from '../../shared/calendar.ts'
import { type Around, outlookOf, owesNothing } from '../decide.ts'
import { lastOutage } from '../outages/reads.ts'
import { type LateAccount, readAccounts, readComing, readRenewalFacts } from '../reads.ts'
import { type Candidate, releaseStands, type Trip, terminationLimit } from '../rules/breaker.ts'
import { atTick, type Foreseen, forecast } from '../rules/forecast.ts'
import { promiseBook } from '../rules/promise.ts'
import { readBreaker, releasesOf } from './reads.ts'

/** So many accounts are looked at; `complete` tells whether they are all. */
const MOST = 2_000

const promises = promiseBook(policies, provider)

export interface DryTermination {
  readonly account: string
  readonly customer: string
  readonly domain: string
  /** The minute at which the sweep would terminate it. */
  readonly at: Instant
  readonly dueOn: string
  readonly owedRupiah: number
  /** What a release names; null for an account that is not suspended yet. */
  readonly candidate: Candidate | null
  /** Null too where the release is void by now: it may be given again. */
  readonly releasedAt: Instant | null
}

export interface BreakerView {
  /** Null while closed. */
  readonly trippedAt: Instant | null
  readonly trip: Trip | null
  /** More terminations in 24 hours than this are stopped. */
  readonly limit: number
  readonly inLast24Hours: number
}

export interface DryRun {
  readonly instant: Instant
  readonly breaker: BreakerView
  readonly counts: Readonly<Record<'issued' | 'overdue' | 'suspended' | 'terminated' | 'ended', number>>
  /** Soonest first. */
  readonly terminations: readonly DryTermination[]
  /** False: more accounts have something coming by then than are looked at here. */
  readonly complete: boolean
}

/** S14: computed from the rows as they are, with nothing written; an instant that is over is taken as now. */
export async function dryRunAt(context: Context, instant: Instant): Promise<DryRun> {
  const { db, now } = context
  const until = atTick(Math.max(instant, now))
  const rows = await readComing(db, until, dayOf(now, provider.timeZone), MOST)
  const [futures, view] = await Promise.all([foresee(context, rows, until), breakerView(context)])
  const terminations = futures.flatMap(({ row, steps }) => terminationIn(row, steps))
  const released = await releasesOf(
    db,
    terminations.flatMap(({ candidate }) => candidate ?? []),
  )
  const standing = released.filter(({ releasedAt: at }) => releaseStands(at, now))
  const releasedAt = new Map(standing.map(({ candidate, releasedAt: at }) => [candidate.account, at]))
  const count = (action: Foreseen['action']) =>
    futures.reduce((sum, { steps }) => sum + steps.filter((step) => step.action === action).length, 0)
  return {
    ...{ instant: until, breaker: view, complete: rows.length < MOST },
    counts: {
      ...{ issued: count('issue_invoice'), overdue: count('mark_overdue'), suspended: count('suspend') },
      ...{ terminated: terminations.length, ended: count('end_term') },
    },
    terminations: terminations
      .map((one) => ({ ...one, releasedAt: releasedAt.get(one.account) ?? null }))
      .toSorted((a, b) => a.at - b.at || (a.account < b.account ? -1 : 1)),
  }
}

export async function breakerView(context: Context): Promise<BreakerView> {
  const { trippedAt, trip, inLast24Hours, busiestDayOf28 } = await readBreaker(context.db, context.now, provider.timeZone)
  return { trippedAt, trip, limit: terminationLimit(busiestDayOf28), inLast24Hours }
}

/** Of these accounts, the terminations that are due now. */
export async function candidatesAmong(context: Context, ids: readonly string[]): Promise<{ row: LateAccount; candidate: Candidate }[]> {
  const rows = await readAccounts(context.db, ids, dayOf(context.now, provider.timeZone))
  const futures = await foresee(context, rows, atTick(context.now))
  return futures.flatMap(({ row, steps }) =>
    terminationIn(row, steps).flatMap(({ candidate }) => (candidate === null ? [] : [{ row, candidate }])),
  )
}

async function foresee(context: Context, rows: readonly LateAccount[], until: Instant) {
  const { db, now } = context
  const free = rows.filter(owesNothing)
  const reads = free.length > 0 ? await readRenewalFacts(db, free) : null
  const books = { promises, policies, catalog, provider, newInvoiceId: () => '' }
  const around: Around = { now, books, outage: await lastOutage(db), reads }
  return rows.map((row) => ({ row, steps: forecast(outlookOf(row, around), row.anniversaryDay, promises, now, until) }))
}

function terminationIn(row: LateAccount, steps: readonly Foreseen[]): Omit<DryTermination, 'releasedAt'>[] {
  const step = steps.find(({ action }) => action === 'terminate')
  if (step === undefined) return []
  const { id: account, customer, domain, invoice, suspendedAt, amount, paidAmount } = row
  const candidate = row.state === 'suspended' && invoice !== null && suspendedAt !== null ? { account, invoice, suspendedAt } : null
  const dueOn = step.before.account.openInvoice?.dueOn ?? row.dueOn
  return [{ account, customer, domain, at: step.at, dueOn, owedRupiah: (amount ?? 0) - (paidAmount ?? 0), candidate }]
}
