import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PersistedWorker, startPersisted } from '../support/persisted.ts'

/** 10 in `npm test`; more by `KILLS=200`. */
const KILLS = Number(process.env['KILLS'] ?? 10)
/** So many that sweeps have something to do until the last kill. */
const ACCOUNTS = 10_000 + 450 * KILLS
const STEPS = ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z', '2027-03-19T17:00:00Z'] as const

const folder = mkdtempSync(join(tmpdir(), 'mufakat-faults-'))
const state = join(folder, 'state')
let worker: PersistedWorker

beforeAll(async () => {
  worker = await startPersisted(state)
})
afterAll(async () => {
  await worker.kill()
  rmSync(folder, { recursive: true, force: true })
})

/** Every account has moved as often as it has events, notices and mails; none has moved further than it was told. */
async function expectWhole(): Promise<number[]> {
  const broken = await worker.query(`
    SELECT a.id FROM accounts a WHERE a.version - 1 <> (SELECT count(*) FROM events e WHERE e.entity = a.id)
      OR a.version - 1 <> (SELECT count(*) FROM notices n WHERE n.customer = a.customer AND n.subject = a.id)
    LIMIT 5`)
  expect(broken).toEqual([])
  const [mails] = await worker.query<{ mails: number; events: number }>(
    `SELECT (SELECT count(*) FROM outbox WHERE kind = 'mail') + (SELECT coalesce(sum(json_array_length(orders)), 0) FROM steps) AS mails,
      (SELECT count(*) FROM events) AS events`,
  )
  expect(mails?.mails).toBe(mails?.events)
  const moved = await worker.query<{ version: number; n: number }>('SELECT version, count(*) AS n FROM accounts GROUP BY version')
  return STEPS.map((_, step) => moved.filter(({ version }) => version > step + 1).reduce((sum, { n }) => sum + n, 0))
}

const total = (moved: readonly number[]) => moved.reduce((sum, n) => sum + n, 0)

test(`${KILLS} times workerd is killed in the middle of a sweep: nothing is lost and nothing happens twice`, {
  timeout: 120_000 + KILLS * 20_000,
}, async () => {
  await worker.seed({ name: 'k', accounts: ACCOUNTS, dueOn: '2027-03-10' })
  await worker.query(`INSERT INTO terminations (day, hours) VALUES ('2027-03-01', '{"0": ${ACCOUNTS}}')`)
  // How long a sweep is left alone at most: longer after one that came to nothing, shorter after one that did. Machines differ.
  let patienceMs = 1_500
  let midway = 0
  let done = await expectWhole()
  for (let kills = 0; kills < KILLS; kills++) {
    const step = Math.max(
      0,
      done.findIndex((moved) => moved < ACCOUNTS),
    )
    // A first request waits for the Worker's code to load; a sweep that has to is dead before it began.
    await fetch(new URL('/api/v1/policies', worker.url))
    const swept = worker.sweep(STEPS[step] ?? STEPS[2]).then(
      () => true,
      () => false,
    )
    await new Promise((wait) => setTimeout(wait, (0.3 + 0.7 * Math.random()) * patienceMs))
    await worker.kill()
    const finished = await swept
    worker = await startPersisted(state)
    const before = total(done)
    done = await expectWhole()
    const moved = total(done) > before
    if (moved && !finished) midway++
    patienceMs *= finished ? 0.6 : moved ? 0.9 : 1.3
  }
  expect(midway).toBeGreaterThanOrEqual(KILLS / 10)
  for (const at of STEPS) await worker.sweep(at)
  expect(await expectWhole()).toEqual([ACCOUNTS, ACCOUNTS, ACCOUNTS])
  expect(await worker.query('SELECT state, count(*) AS n FROM accounts GROUP BY state')).toEqual([{ state: 'terminated', n: ACCOUNTS }])
})
