/** S13, S14, carried out: every step that is due, of whatever kind, between the breaker of mass terminations and the database. */
import { issueInvoices } from '../billing/credits/changes.ts'
import { issueAt } from '../billing/issue.ts'
import { commitMany, MOST_DECISIONS } from '../bulk-commit.ts'
import type { Context } from '../context.ts'
import { logFailure } from '../log.ts'
import { dayOf } from '../shared/calendar.ts'
import { type BreakerRun, underBreaker } from './breaker/stop.ts'
import { moveAccounts } from './changes.ts'
import { decideAccount, owesNothing, REVIEW_AFTER_MS } from './decide.ts'
import { waitMove } from './late-move.ts'
import { lastOutage } from './outages/reads.ts'
import { type LateAccount, readDueAccounts, readRenewalFacts } from './reads.ts'
import type { RenewalBooks, Step } from './renewal-move.ts'
import type { Hold } from './rules/hold.ts'
import { accounts } from './tables.ts'

export interface LateSweepInput extends RenewalBooks {
  readonly newCommitId: () => string
}

export interface LateSweepReport {
  rounds: number
  /** Renewal invoices. */
  issued: number
  overdue: number
  suspended: number
  terminated: number
  /** Accounts whose customer's cancellation took effect. */
  ended: number
  /** Accounts whose wished-for package or term began. */
  changed: number
  reminded: number
  /** Rows that could not move and are looked at again later. */
  waiting: number
  /** Rows that somebody else moved first. */
  lost: number
  /** Commits that the database refused. */
  refused: number
}

/** Rows that are read together, and carried out in commits of `MOST_DECISIONS`: four queries each, and one to read five of them. */
const READ_AT_ONCE = 5 * MOST_DECISIONS

/** Well below the 1,000 queries that one invocation may make. What is left is still due at the next tick. */
const MOST_READS = 16

/** Enough to find two rows at fault among 1,000 by halving; more refusals than that are the database's, and the next tick's. */
const MOST_REFUSALS = 40

export async function advanceLateAccounts(context: Context, input: LateSweepInput): Promise<LateSweepReport> {
  const report: LateSweepReport = {
    rounds: 0,
    issued: 0,
    overdue: 0,
    suspended: 0,
    terminated: 0,
    ended: 0,
    changed: 0,
    reminded: 0,
    waiting: 0,
    lost: 0,
    refused: 0,
  }
  const today = dayOf(context.now, input.provider.timeZone)
  const run: Run = { outage: undefined, breaker: undefined }
  for (let reads = 0; reads < MOST_READS; reads++) {
    const due = await readDueAccounts(context.db, context.now, today, READ_AT_ONCE)
    if (due.length === 0) break
    let moved = 0
    for (const steps of rounds(await decideAll(context, input, due, run))) {
      report.rounds++
      moved += await carryOut(context, input, steps, report)
    }
    // Less than was asked for is all there is; rows of which none moved would come back the same.
    if (due.length < READ_AT_ONCE || moved === 0) break
  }
  return report
}

/** What is read once a run, and not before something is due. */
interface Run extends BreakerRun {
  outage: Hold | null | undefined
}

async function decideAll(context: Context, input: LateSweepInput, due: readonly LateAccount[], run: Run): Promise<readonly Step[]> {
  const free = due.filter(owesNothing)
  const reads = free.length > 0 ? await readRenewalFacts(context.db, free) : null
  if (run.outage === undefined) run.outage = await lastOutage(context.db)
  const around = { now: context.now, books: input, outage: run.outage, reads }
  const steps = due.map((account) => decideAccount(account, around))
  return underBreaker(context, input.provider.timeZone, input.newCommitId, steps, run)
}

function rounds(steps: readonly Step[]): readonly (readonly Step[])[] {
  const starts = Array.from({ length: Math.ceil(steps.length / MOST_DECISIONS) }, (_, index) => index * MOST_DECISIONS)
  return starts.map((start) => steps.slice(start, start + MOST_DECISIONS))
}

/** One commit for the whole round. If the database refuses it, the halves are tried apart, down to the row that is at fault. */
async function carryOut(context: Context, input: LateSweepInput, steps: readonly Step[], report: LateSweepReport): Promise<number> {
  try {
    const moved = await commitSteps(context, input, steps)
    count(report, steps, moved)
    return moved
  } catch (error) {
    const [only] = steps
    report.refused++
    if (only === undefined || report.refused > MOST_REFUSALS) throw error
    if (steps.length === 1) return setAside(context, input, only, error)
    const middle = steps.length >> 1
    const first = await carryOut(context, input, steps.slice(0, middle), report)
    return first + (await carryOut(context, input, steps.slice(middle), report))
  }
}

async function commitSteps({ db, env, now }: Context, input: LateSweepInput, steps: readonly Step[]): Promise<number> {
  const id = input.newCommitId()
  const issued = steps.flatMap(({ invoice }) => invoice ?? [])
  const { moved } = await commitMany(db, {
    ...{ id, at: now, table: accounts, decisions: steps.map(({ decision }) => decision) },
    move: (rows) => moveAccounts(rows, id),
    insert: (moved) => issueInvoices(issueAt(now, id), issued, moved),
    isMailed: env.MAIL_TRANSPORT !== undefined,
  })
  return moved
}

/** The database refuses this one row's step: staff are told by the log, and nothing starves behind it. */
async function setAside(context: Context, input: LateSweepInput, { account }: Step, error: unknown): Promise<number> {
  logFailure({ sweep: 'late', account: account.id }, error)
  const decision = waitMove(account, { action: 'review', at: context.now + REVIEW_AFTER_MS })
  return commitSteps(context, input, [{ account, decision, invoice: null }])
}

const COUNTED = {
  'account.invoice_issued': 'issued',
  'account.paid_from_credit': 'issued',
  'account.overdue': 'overdue',
  'account.suspended': 'suspended',
  'account.terminated': 'terminated',
  'account.term_ended': 'ended',
  'account.change_begun': 'changed',
  'account.reminded': 'reminded',
} as const

/** Counts are of decisions; which of a round's rows lost a race is not asked for, only how many. */
function count(report: LateSweepReport, steps: readonly Step[], moved: number): void {
  report.lost += steps.length - moved
  for (const { decision } of steps) {
    const counted = COUNTED[(decision.event?.type ?? '') as keyof typeof COUNTED]
    if (counted !== undefined) report[counted]++
    else report.waiting++
  }
}
