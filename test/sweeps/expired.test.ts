import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, customerOf, registration, rowCounts } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOW = Date.parse('2026-11-25T03:00:00Z')
const DAY = 24 * 3_600_000

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(NOW)
})
afterAll(() => worker.close())

const count = async (table: string) => (await rowCounts(worker))[table]

test('answers are kept 24 hours and wrong passwords one; a session outlives every jump of the test clock', async () => {
  const { client, input } = await customerOf(worker, NOW)
  await createClient(worker).post('/api/v1/registrations', registration(NOW), { 'idempotency-key': 'kept-a-day' })
  await createClient(worker).post('/api/v1/sign-in', { login: input.userId, password: 'salah sama sekali' })
  expect([await count('idempotency'), await count('auth_attempts')]).toEqual([1, 1])
  await worker.tick(NOW + DAY - 120_000)
  expect([await count('idempotency'), await count('auth_attempts')]).toEqual([1, 0])
  await worker.tick(NOW + DAY + 120_000)
  expect(await count('idempotency')).toBe(0)
  await worker.tick(NOW + 400 * DAY)
  expect((await client.get('/api/v1/me')).status).toBe(200)
})

test('expired sessions and tokens leave, at most a thousand a tick, and the next tick takes the rest', async () => {
  const user = await worker.db.prepare('SELECT id FROM auth_user LIMIT 1').first<string>('id')
  const many = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)'
  await worker.db.prepare('DELETE FROM auth_session').run()
  await worker.db
    .prepare(
      `${many} INSERT INTO auth_session (id, token, user_id, expires_at, created_at, updated_at) SELECT 's' || i, 't' || i, ?, 1000 + i, 0, 0 FROM n`,
    )
    .bind(user)
    .run()
  await worker.db
    .prepare("INSERT INTO auth_verification (id, identifier, value, expires_at, created_at, updated_at) VALUES ('v', 'i', 'x', 1, 0, 0)")
    .run()
  await worker.tick(NOW)
  expect([await count('auth_session'), await count('auth_verification')]).toEqual([500, 0])
  await worker.tick(NOW)
  expect(await count('auth_session')).toBe(0)
})
