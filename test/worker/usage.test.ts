/** Capacity by package (S9): what the panel reports daily, and the customer's warnings, once for each crossing upwards. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, type Hosted, hosted, moveTo } from '../support/backups.ts'
import { rows } from '../support/history.ts'
import { type FakeWhm, openWhm } from '../support/panel-whm.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const DAY = 24 * 60 * 60_000
const NOON = at('2027-03-10T05:00:00Z')

let worker: RunningWorker
let whm: FakeWhm

beforeAll(async () => {
  whm = await openWhm()
  worker = await startWorker('development', { PANEL: 'whm', WHM_URL: whm.url, WHM_USER: 'root', WHM_TOKEN: whm.token })
  await worker.setClock(NOON)
})
afterAll(async () => {
  await worker.close()
  await whm.close()
})

async function confirmed(item: string): Promise<Hosted> {
  await worker.setClock(NOON)
  const mine = await hosted(worker, whm, NOON, item, '2027-09-15')
  await worker.db
    .prepare(
      `INSERT INTO panel_accounts (account, username, presence, suspended, package, created_at, review_at, commit_id)
       VALUES (?1, ?2, 'present', 0, ?3, 0, ?4, 'com_seed')`,
    )
    .bind(mine.account, mine.user, item, NOON)
    .run()
  return mine
}

/** The panel's figures at the next daily look. */
async function look(mine: Hosted, day: number, inodesused: number, diskused = '1M') {
  whm.add({ user: mine.user, plan: 'hosting-maju', diskused, inodesused: String(inodesused) })
  await moveTo(worker, NOON + day * DAY + day * 60_000)
}
const warningsOf = async (mine: Hosted) =>
  (
    await rows<{ kind: string; body: string }>(
      worker.db,
      `SELECT kind, body FROM notices WHERE subject = ? AND kind LIKE 'usage_%' ORDER BY posted_at, kind`,
      mine.account,
    )
  ).map(({ kind, body }) => {
    const { title, clause } = JSON.parse(body)
    return `${kind} ${title.en.replace(/toko\d+\.example/, 'toko')} (${clause.document} ${clause.version} ${clause.id})`
  })

describe('an account of 250,000 inodes', () => {
  test('is warned at exactly 80%, at 90 and at 100, each once, and anew after falling below', async () => {
    const mine = await confirmed('hosting-maju')
    const warned: number[] = []
    for (const [day, inodes] of [199_999, 200_000, 200_001, 225_000, 250_000, 260_000, 100_000, 240_000].entries()) {
      await look(mine, day, inodes)
      warned.push((await warningsOf(mine)).length)
    }
    expect(warned).toEqual([0, 1, 1, 2, 3, 3, 3, 4])
    const clause = '(sla 2026-12-15 S9)'
    expect(await warningsOf(mine)).toEqual([
      `usage_inodes The number of inodes of toko has reached 80% ${clause}`,
      `usage_inodes The number of inodes of toko has reached 90% ${clause}`,
      `usage_inodes The number of inodes of toko is used up ${clause}`,
      `usage_inodes The number of inodes of toko has reached 90% ${clause}`,
    ])
    expect(
      await rows(worker.db, `SELECT count(*) AS n FROM outbox WHERE subject = ? AND kind = 'mail' AND body LIKE '%usage_%'`, mine.account),
    ).toEqual([{ n: 4 }])
    expect(await mine.see()).toMatchObject({
      usage: { inodes: { used: 240_000, most: 250_000, percent: 96, level: 90 }, disk: { percent: 0, level: null }, clause: { id: 'S9' } },
    })
  })

  test('that jumps over all thresholds gets one message, which names the highest; two sweeps at once send one', async () => {
    const mine = await confirmed('hosting-maju')
    whm.add({ user: mine.user, plan: 'hosting-maju', diskused: '9537M', inodesused: '10' })
    await Promise.all([worker.tick(NOON + 20 * DAY), worker.tick(NOON + 20 * DAY)])
    expect(await warningsOf(mine)).toEqual(['usage_disk Storage of toko is used up (sla 2026-12-15 S9)'])
  })

  test('is measured by another package’s capacity once it has that package', async () => {
    const mine = await confirmed('hosting-andal')
    whm.add({ user: mine.user, plan: 'hosting-andal', diskused: '1M', inodesused: '250000' })
    await worker.tick(NOON + 30 * DAY)
    expect(await warningsOf(mine)).toEqual([])
  })
})

describe('an installation without a panel', () => {
  test('in development knows a little of every account, so that backups can be tried', async () => {
    const bare = await startWorker('development')
    try {
      await bare.setClock(NOON)
      const mine = await hosted(bare, null, NOON)
      expect(await mine.see()).toMatchObject({ usage: { disk: { level: null } }, backup: { refusal: null } })
      expect((await mine.ask('backups')).status).toBe(202)
    } finally {
      await bare.close()
    }
  })
})
