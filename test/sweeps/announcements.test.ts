/** New versions are told of once, to everyone, at the cost of those who are yet to be told (P5, S24; UU PDP art. 21(2)). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announceVersions } from '../../worker/customers/announce.ts'
import { policies } from '../../worker/policies/generated.ts'
import { contextAt } from '../support/accounts.ts'
import { customerOf } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const BEFORE = Date.parse('2026-11-20T16:00:00Z')
const PUBLISHED = Date.parse('2026-11-20T17:00:00Z')
const KIND = 'new_version'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())

const all = async (sql: string) => (await worker.db.prepare(sql).all<Record<string, string>>()).results
const notices = () => all(`SELECT * FROM notices WHERE kind = '${KIND}'`)

test('a customer is told on the day of publication, in inbox and mail, of every new version together and once', async () => {
  await worker.setClock(BEFORE)
  const { client } = await customerOf(worker, BEFORE)
  await worker.tick(PUBLISHED - 60_000)
  expect(await notices()).toEqual([])
  await Promise.all([worker.tick(PUBLISHED), worker.tick(PUBLISHED)])
  await worker.tick(PUBLISHED + 60_000)
  const [notice, ...more] = await notices()
  expect(more).toEqual([])
  expect(notice?.['cycle']?.split(' ').sort()).toEqual(['cookies', 'privacy', 'sla', 'terms'].map((name) => `${name}@2026-12-15`))
  const events = await all("SELECT body FROM events WHERE type = 'versions.announced'")
  expect(events.map(({ body }) => JSON.parse(body ?? ''))).toMatchObject([{ clause: { id: 'P5', version: '2026-12-15' } }])
  expect(await all(`SELECT 1 FROM outbox WHERE body ->> '$.notice.kind' = '${KIND}'`)).toHaveLength(1)
  await worker.setClock(PUBLISHED + 60_000)
  const told = (await client.get('/api/v1/notices', { 'accept-language': 'id' })).body.filter((one: { kind: string }) => one.kind === KIND)
  expect(told).toMatchObject([{ title: 'Versi baru dokumen kami', clause: { id: 'P5', href: '/privasi/2026-12-15#P5' } }])
})

test('who registers before the first day of a published version is told too; who registers under it is not', async () => {
  const between = Date.parse('2026-12-14T10:00:00Z')
  const under = Date.parse('2026-12-14T17:00:00Z')
  await worker.setClock(between)
  const first = await customerOf(worker, between)
  await worker.setClock(under)
  const second = await customerOf(worker, under)
  await worker.tick(under + 60_000)
  const told = async ({ client }: typeof first) =>
    (await client.get('/api/v1/notices')).body.filter((one: { kind: string }) => one.kind === KIND).length
  expect([await told(first), await told(second)]).toEqual([1, 0])
})

test('a thousand and more customers: two sweeps at once tell each once, and with nobody left to tell it costs one look', async () => {
  const many = 1200
  await worker.db
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO customers (id, kind, name, phone, address, country, born_on, language, transfer_notice, created_at, commit_id)
       SELECT 'cus_a01MANY' || i, 'person', 'Sari', '0', 'Jakarta', 'ID', '1990-01-01', 'id', '2024-11-01', 0, 'com_seed' FROM n`,
    )
    .bind(many)
    .run()
  const now = Date.parse('2026-12-20T00:00:00Z')
  const announce = () => announceVersions(contextAt(worker.db, now), { policies, timeZone: 'Asia/Jakarta' })
  await Promise.all([announce(), announce()])
  await announce()
  const seeded = "customer LIKE 'cus_a01MANY%'"
  const [counted] = await all(`SELECT count(*) AS rows, count(DISTINCT customer) AS customers FROM notices WHERE ${seeded}`)
  expect(counted).toEqual({ rows: many, customers: many })
  expect(await all(`SELECT 1 FROM outbox WHERE subject LIKE 'cus_a01MANY%'`)).toHaveLength(many)
  const look = worker.db.prepare('SELECT id, version, created_at FROM customers WHERE versions_told < ? LIMIT 500').bind(policies.length)
  expect((await look.all()).meta.rows_read).toBeLessThanOrEqual(1)
  expect(await announce()).toEqual({ told: 0 })
})
