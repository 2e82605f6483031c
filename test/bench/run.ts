/** `npm run bench`: figures to stdout; exits 1 when one of them is over its budget. */
import { startWorker } from '../support/worker.ts'
import { fillTo, measureSweep, type SweepFigures, sweepBudget, withinBudget } from './sweep.ts'

const worker = await startWorker('production')
const figures: SweepFigures[] = []
try {
  for (const accounts of [10_000, 100_000, 1_000_000]) {
    await worker.reset()
    await fillTo(worker.db, Math.max(0, accounts - 11_000), 'bench')
    for (const due of [0, 1_000, 10_000]) {
      if (due === 10_000 && accounts === 10_000) await worker.reset()
      figures.push(...(await measureSweep(worker.db, accounts, due, `n${due}x`)))
    }
  }
} finally {
  await worker.close()
}

const number = (n: number) => n.toLocaleString('en-GB')
console.log('| accounts | due | step | rows read (budget) | rows written (budget) | queries (budget) | ms here |')
console.log('|---:|---:|---|---:|---:|---:|---:|')
for (const f of figures) {
  const budget = sweepBudget(f.due)
  const cells = (['rowsRead', 'rowsWritten', 'queries'] as const).map((key) => `${number(f[key])} (${number(budget[key])})`)
  console.log(`| ${[number(f.accounts), number(f.due), f.due === 0 ? '–' : f.step, ...cells, f.milliseconds].join(' | ')} |`)
}
const over = figures.filter((f) => !withinBudget(f))
if (over.length > 0) console.error('over budget:', over)
process.exitCode = over.length > 0 ? 1 : 0
