/** S14, carried out: takes every step of lateness that is due. The mass-termination breaker belongs here and comes next. */
import { commitMany, type Decision, MOST_DECISIONS } from '../bulk-commit.ts'
import type { Context } from '../context.ts'
import { DAY_OF_24_HOURS } from '../shared/calendar.ts'
import { moveAccounts } from './changes.ts'
import { lateMove, waitMove } from './late-move.ts'
import { type LateAccount, lateFactsOf, readDueAccounts } from './reads.ts'
import { decideLate, nextLateStep } from './rules/late.ts'
import type { PromiseBook } from './rules/promise.ts'
import { accounts } from './tables.ts'

export interface LateSweepInput {
  readonly promises: PromiseBook
  readonly newCommitId: () => string
}

export interface LateSweepReport {
  rounds: number
  overdue: number
  suspended: number
  terminated: number
  /** Rows that could not move and are looked at again later. */
  waiting: number
  /** Rows that somebody else moved first. */
  lost: number
  /** Commits that the database refused. */
  refused: number
}

/** 5 queries a round: well below the 1,000 that one invocation may make. What is left is still due at the next tick. */
const MOST_ROUNDS = 150

/** Enough to find two rows at fault among 1,000 by halving; more refusals than that are the database's, and the next tick's. */
const MOST_REFUSALS = 40

/** A row that nothing can be done about leaves the index for so long, so that nothing starves behind it. */
const REVIEW_AFTER_MS = DAY_OF_24_HOURS

export async function advanceLateAccounts(context: Context, input: LateSweepInput): Promise<LateSweepReport> {
  const report: LateSweepReport = { rounds: 0, overdue: 0, suspended: 0, terminated: 0, waiting: 0, lost: 0, refused: 0 }
  while (report.rounds < MOST_ROUNDS) {
    const due = await readDueAccounts(context.db, context.now, MOST_DECISIONS)
    if (due.length === 0) break
    report.rounds++
    const moved = await carryOut(context, input, due, report)
    // A short round was the last one; a round that moved nothing would come back the same.
    if (due.length < MOST_DECISIONS || moved === 0) break
  }
  return report
}

function decide(account: LateAccount, { promises }: LateSweepInput, now: number): Decision {
  const review = { action: 'review', at: now + REVIEW_AFTER_MS }
  if (account.termsVersion === null) return waitMove(account, review)
  const promise = promises(account.termsVersion)
  if (promise === undefined) {
    console.error(JSON.stringify({ level: 'error', sweep: 'late', account: account.id, unknownTerms: account.termsVersion }))
    return waitMove(account, review)
  }
  const facts = lateFactsOf(account)
  const decision = decideLate(facts, promise, now)
  return decision ? lateMove(account, decision) : waitMove(account, nextLateStep(facts, promise) ?? review)
}

/** One commit for the whole round. If the database refuses it, the halves are tried apart, down to the row that is at fault. */
async function carryOut(context: Context, input: LateSweepInput, due: readonly LateAccount[], report: LateSweepReport): Promise<number> {
  const decisions = due.map((account) => decide(account, input, context.now))
  const commitId = input.newCommitId()
  try {
    const move = (rows: Parameters<typeof moveAccounts>[0]) => moveAccounts(rows, commitId)
    const { moved } = await commitMany(context.db, { id: commitId, at: context.now, table: accounts, move, decisions })
    count(report, decisions, moved)
    return moved
  } catch (error) {
    const [only] = due
    report.refused++
    if (only === undefined || report.refused > MOST_REFUSALS) throw error
    if (due.length === 1) return setAside(context, input, only, error)
    const middle = due.length >> 1
    const first = await carryOut(context, input, due.slice(0, middle), report)
    return first + (await carryOut(context, input, due.slice(middle), report))
  }
}

/** The database refuses this one row's step: staff are told by the log, and nothing starves behind it. */
async function setAside(context: Context, input: LateSweepInput, account: LateAccount, error: unknown): Promise<number> {
  console.error(JSON.stringify({ level: 'error', sweep: 'late', account: account.id, error: String(error) }))
  const commitId = input.newCommitId()
  const decisions = [waitMove(account, { action: 'review', at: context.now + REVIEW_AFTER_MS })]
  const move = (rows: Parameters<typeof moveAccounts>[0]) => moveAccounts(rows, commitId)
  return (await commitMany(context.db, { id: commitId, at: context.now, table: accounts, move, decisions })).moved
}

const COUNTED = { 'account.overdue': 'overdue', 'account.suspended': 'suspended', 'account.terminated': 'terminated' } as const

/** Counts are of decisions; which of a round's rows lost a race is not asked for, only how many. */
function count(report: LateSweepReport, decisions: readonly Decision[], moved: number): void {
  report.lost += decisions.length - moved
  for (const { event } of decisions) {
    const counted = COUNTED[(event?.type ?? '') as keyof typeof COUNTED]
    if (counted !== undefined) report[counted]++
    else report.waiting++
  }
}
