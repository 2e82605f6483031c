import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PersistedWorker, startPersisted } from '../support/persisted.ts'

/** 10 in `npm test`; more by `KILLS=200`. */
const KILLS = Number(process.env['KILLS'] ?? 10)
const ACCOUNTS = 5_000
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

test(`${KILLS} times workerd is killed in the middle of a sweep: nothing is lost and nothing happens twice`, {
  timeout: 120_000 + KILLS * 20_000,
}, async () => {
  await worker.seed({ name: 'k', accounts: ACCOUNTS, dueOn: '2027-03-10' })
  await worker.query(`INSERT INTO terminations (day, hours) VALUES ('2027-03-01', '{"0": ${ACCOUNTS}}')`)
  let interrupted = 0
  for (let kills = 0; kills < KILLS; kills++) {
    const done = await expectWhole()
    const step = Math.max(
      0,
      done.findIndex((moved) => moved < ACCOUNTS),
    )
    const sweep = worker.sweep(STEPS[step] ?? STEPS[2]).then(
      () => false,
      () => true,
    )
    await new Promise((wait) => setTimeout(wait, 150 + Math.random() * 1_200))
    await worker.kill()
    if (await sweep) interrupted++
    worker = await startPersisted(state)
  }
  expect(interrupted).toBeGreaterThan(0)
  for (const at of STEPS) await worker.sweep(at)
  expect(await expectWhole()).toEqual([ACCOUNTS, ACCOUNTS, ACCOUNTS])
  expect(await worker.query('SELECT state, count(*) AS n FROM accounts GROUP BY state')).toEqual([{ state: 'terminated', n: ACCOUNTS }])
})
