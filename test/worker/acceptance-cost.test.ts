import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACCEPTANCE_BUDGET, fillAcceptances, measureAcceptance } from '../bench/acceptance.ts'
import { customerOf } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('production')
})
afterAll(() => worker.close())

test('accepting takes at most four round trips to the database, the session included, and the same rows at 10,000 acceptances as at none', async () => {
  const now = Date.now()
  await customerOf(worker, now)
  const few = await measureAcceptance(worker, now)
  await fillAcceptances(worker.db, 10_000)
  const many = await measureAcceptance(worker, Date.now())
  expect(many.map((one) => one.request)).toEqual(['accept', 'repeat', 'refuse'])
  expect(many[0]?.acceptances).toBeGreaterThan(9_000)
  for (const figures of [...few, ...many]) {
    expect(figures.roundTrips).toBeGreaterThan(0)
    expect(figures.roundTrips, figures.request).toBeLessThanOrEqual(ACCEPTANCE_BUDGET.roundTrips)
    expect(figures.rowsRead, figures.request).toBeLessThanOrEqual(ACCEPTANCE_BUDGET.rowsRead)
    expect(figures.rowsWritten, figures.request).toBeLessThanOrEqual(ACCEPTANCE_BUDGET.rowsWritten)
  }
  for (const [i, figures] of many.entries()) {
    expect(figures.roundTrips).toBe(few[i]?.roundTrips)
    expect(figures.rowsWritten).toBe(few[i]?.rowsWritten)
    // A range in an index ends by looking at its neighbour, which a nearly empty table has not.
    expect(figures.rowsRead).toBeLessThanOrEqual((few[i]?.rowsRead ?? 0) + 2)
  }
})
