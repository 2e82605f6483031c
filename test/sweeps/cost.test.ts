import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillTo, measureSweep, sweepBudget } from '../bench/sweep.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('production')
  await fillTo(worker.db, 2_000, 'few')
})
afterAll(() => worker.close())

test.each([0, 1, 100, 1_500])('a sweep with %i accounts due stays within its budget at every step', async (due) => {
  const budget = sweepBudget(due)
  for (const { rowsRead, rowsWritten, queries } of await measureSweep(worker.db, 2_000, due, `b${due}x`)) {
    expect(rowsRead).toBeLessThanOrEqual(budget.rowsRead)
    expect(rowsWritten).toBeLessThanOrEqual(budget.rowsWritten)
    expect(queries).toBeLessThanOrEqual(budget.queries)
  }
})

test('ten times as many accounts cost the same sweep nothing more', async () => {
  const cost = async (name: string) =>
    (await measureSweep(worker.db, 0, 50, name)).map(({ rowsRead, rowsWritten, queries }) => ({ rowsRead, rowsWritten, queries }))
  const few = await cost('before')
  await fillTo(worker.db, 20_000, 'more')
  expect(await cost('after')).toEqual(few)
})
