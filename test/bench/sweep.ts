/** What the lifecycle sweep costs, in D1's own figures, by how many accounts there are and how many of them are due. */
import type { D1Database } from '@cloudflare/workers-types'
import { splitSteps } from '../../worker/steps/split.ts'
import { contextAt, seedAccounts, sweepAt, terminatedOnADay } from '../support/accounts.ts'
import { type Cost, countCost } from '../support/counted.ts'

export interface SweepFigures extends Cost {
  readonly accounts: number
  readonly due: number
  readonly step: 'overdue' | 'suspend' | 'terminate'
  readonly milliseconds: number
}

/** The budgets of the lifecycle sweep; one notice and one row of the outbox for each due account are included. */
export function sweepBudget(due: number): Cost {
  return { rowsRead: due === 0 ? 20 : 14 * due + 50, rowsWritten: 6 * due, queries: due / 250 + 20 }
}

export const withinBudget = (figures: SweepFigures): boolean => {
  const budget = sweepBudget(figures.due)
  return figures.rowsRead <= budget.rowsRead && figures.rowsWritten <= budget.rowsWritten && figures.queries <= budget.queries
}

/** Each further thousand days of the far future, so that no account of an earlier call is due again. */
export const STEPS = [
  ['overdue', '2027-03-10T17:00:00Z'],
  ['suspend', '2027-03-12T17:00:00Z'],
  ['terminate', '2027-03-19T17:00:00Z'],
] as const

/** Adds accounts whose due day is years away, so that the table has so many in all. */
export async function fillTo(db: D1Database, accounts: number, name: string): Promise<void> {
  const row = await db.prepare('SELECT count(*) AS n FROM accounts').first<{ n: number }>()
  const missing = accounts - (row?.n ?? 0)
  for (let made = 0; made < missing; made += 100_000) {
    await seedAccounts(db, { name: `${name}f${made}x`, accounts: Math.min(100_000, missing - made), dueOn: '2090-01-01' })
  }
}

/** Walks `due` new accounts from active to terminated by the real sweep and measures each of the three steps. */
export async function measureSweep(db: D1Database, accounts: number, due: number, name: string): Promise<SweepFigures[]> {
  // The breaker lets pass what is ordinary for this provider; what it stops is measured by nobody.
  await terminatedOnADay(db, '2027-03-01', 1_000_000)
  if (due > 0) await seedAccounts(db, { name: `${name}d`, accounts: due, dueOn: '2027-03-10' })
  const figures: SweepFigures[] = []
  for (const [step, at] of due === 0 ? STEPS.slice(0, 1) : STEPS) {
    const counted = countCost(db)
    const started = performance.now()
    const report = await sweepAt(counted.db, at)
    const milliseconds = Math.round(performance.now() - started)
    const moved = report.overdue + report.suspended + report.terminated - report.lost
    if (moved !== due) throw new Error(`${step} of ${due} moved ${moved}: ${JSON.stringify(report)}`)
    figures.push({ ...counted.cost, accounts, due, step, milliseconds })
    await splitSteps(contextAt(db, Date.parse(at)))
  }
  return figures
}
