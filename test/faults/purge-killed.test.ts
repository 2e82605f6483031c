import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { panelUsername } from '../../worker/panel/rules/username.ts'
import { accountId } from '../support/accounts.ts'
import { type FakeWhm, openWhm } from '../support/panel-whm.ts'
import { type PersistedWorker, startPersisted } from '../support/persisted.ts'
import { ENDED, FROM } from '../support/purge.ts'

/** A sweep takes up 20 of them. */
const ACCOUNTS = 12
const KILLS = 4
const LOOK_AGAIN_MS = 15 * 60_000

const folder = mkdtempSync(join(tmpdir(), 'mufakat-purges-'))
const state = join(folder, 'state')
let whm: FakeWhm
let worker: PersistedWorker

async function live(): Promise<void> {
  const panel = { PANEL: 'whm', WHM_URL: whm.url, WHM_USER: 'root', WHM_TOKEN: whm.token }
  worker = await startPersisted(state, { ...panel, OUTBOX_HELD: '' })
}

async function sweepAt(at: number): Promise<void> {
  const now = new Date(at).toISOString()
  await fetch(new URL('/api/dev/clock', worker.url), { method: 'PUT', body: JSON.stringify({ now }) })
  await worker.sweep(now)
}

const numbers = Array.from({ length: ACCOUNTS }, (_, index) => index + 1)

beforeAll(async () => {
  whm = await openWhm()
  await live()
  await worker.seed({ name: 'x', accounts: ACCOUNTS, dueOn: '2027-03-10' })
  await worker.query(`UPDATE accounts SET state = 'terminated', overdue_at = 0, suspended_at = 0, terminated_at = ${ENDED}, open_invoice = NULL,
    next_action = 'purge', next_action_at = ${FROM}, version = 2, commit_id = 'com_ended'`)
  for (const n of numbers) {
    whm.add({ user: panelUsername(accountId('x', n)) })
    whm.zones.add(`x${n}.example`)
  }
})
afterAll(async () => {
  await worker.kill()
  await whm.close()
  rmSync(folder, { recursive: true, force: true })
})

const purged = async () => (await worker.query<{ n: number }>(`SELECT count(*) AS n FROM accounts WHERE state = 'purged'`))[0]?.n ?? 0

test(`${KILLS} times workerd is killed in the middle of purges: every account is purged, and nothing is deleted or told twice`, async () => {
  let at = FROM
  for (let kills = 0; kills < KILLS; kills++) {
    const swept = sweepAt(at).catch(() => undefined)
    await new Promise((wait) => setTimeout(wait, 300 + Math.random() * 900))
    await worker.kill()
    await swept
    await live()
    at += LOOK_AGAIN_MS
  }
  for (let tries = 0; (await purged()) < ACCOUNTS && tries < 60; tries++) {
    await sweepAt(at)
    at += LOOK_AGAIN_MS
    await new Promise((wait) => setTimeout(wait, 1_000))
  }
  expect(await purged()).toBe(ACCOUNTS)
  expect(whm.accounts.size + whm.zones.size).toBe(0)
  expect(whm.acts.filter((act) => act.startsWith('removeacct')).sort()).toEqual(
    numbers.map((n) => `removeacct ${panelUsername(accountId('x', n))}`).sort(),
  )
  const events = await worker.query('SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type')
  expect(events).toEqual([
    { type: 'account.purge_begun', n: ACCOUNTS },
    { type: 'account.purged', n: ACCOUNTS },
  ])
  expect(await worker.query(`SELECT count(*) AS n FROM notices WHERE kind = 'purged'`)).toEqual([{ n: ACCOUNTS }])
  expect(await worker.query(`SELECT step, count(*) AS n FROM purge_proofs GROUP BY step ORDER BY step`)).toEqual(
    ['backups', 'dns', 'gateway', 'server'].map((step) => ({ step, n: ACCOUNTS })),
  )
})
