/** `npm run bench`: figures to stdout; exits 1 when one of them is over its budget. */
import { customerOf } from '../support/client.ts'
import { startWorker } from '../support/worker.ts'
import { ACCEPTANCE_BUDGET, type AcceptanceFigures, acceptanceWithinBudget, fillAcceptances, measureAcceptance } from './acceptance.ts'
import { measureFloor } from './floor.ts'
import { measurePages, type PageFigures, pageWithinBudget } from './pages.ts'
import { fillTo, measureSweep, type SweepFigures, sweepBudget, withinBudget } from './sweep.ts'

const worker = await startWorker('production')
const figures: SweepFigures[] = []
const accepting: AcceptanceFigures[] = []
const pages: PageFigures[] = []
try {
  pages.push(...(await measurePages(worker)))
  for (const accounts of [10_000, 100_000, 1_000_000]) {
    await worker.reset()
    await fillTo(worker.db, Math.max(0, accounts - 11_000), 'bench')
    for (const due of [0, 1_000, 10_000]) {
      if (due === 10_000 && accounts === 10_000) await worker.reset()
      figures.push(...(await measureSweep(worker.db, accounts, due, `n${due}x`)))
    }
  }
  await worker.reset()
  await customerOf(worker, Date.now())
  for (const acceptances of [0, 1_000_000]) {
    await fillAcceptances(worker.db, acceptances)
    accepting.push(...(await measureAcceptance(worker, Date.now())))
  }
} finally {
  await worker.close()
}

const floors = [10_000, 100_000, 1_000_000].flatMap((accounts) => [0, 1_000, 10_000].flatMap((due) => measureFloor(accounts, due)))

const number = (n: number) => n.toLocaleString('en-GB')
const floorOf = ({ accounts, due, step }: SweepFigures) =>
  floors.find((floor) => floor.accounts === accounts && floor.due === due && floor.step === step)?.milliseconds
console.log('| accounts | due | step | rows read (budget) | rows written (budget) | queries (budget) | ms here | ms, plain SQLite |')
console.log('|---:|---:|---|---:|---:|---:|---:|---:|')
for (const f of figures) {
  const budget = sweepBudget(f.due)
  const cells = (['rowsRead', 'rowsWritten', 'queries'] as const).map((key) => `${number(f[key])} (${number(budget[key])})`)
  console.log(
    `| ${[number(f.accounts), number(f.due), f.due === 0 ? '–' : f.step, ...cells, f.milliseconds, floorOf(f) ?? '–'].join(' | ')} |`,
  )
}
console.log('\n| acceptances | request | round trips (budget) | rows read (budget) | rows written (budget) |\n|---:|---|---:|---:|---:|')
for (const f of accepting) {
  const cells = (['roundTrips', 'rowsRead', 'rowsWritten'] as const).map((key) => `${number(f[key])} (${number(ACCEPTANCE_BUDGET[key])})`)
  console.log(`| ${[number(f.acceptances), f.request, ...cells].join(' | ')} |`)
}
console.log('\n| page | bytes, brotli | Lighthouse performance |\n|---|---:|---:|')
for (const f of pages) console.log(`| ${f.path} | ${number(f.bytes)} | ${f.performance ?? '–'} |`)
const over = [
  ...figures.filter((f) => !withinBudget(f)),
  ...accepting.filter((f) => !acceptanceWithinBudget(f)),
  ...pages.filter((f) => !pageWithinBudget(f)),
]
if (over.length > 0) console.error('over budget:', over)
process.exitCode = over.length > 0 ? 1 : 0
