import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from '../support/worker.ts'

describe('the development doors', () => {
  let worker: RunningWorker
  beforeAll(async () => {
    worker = await startWorker('development')
  })
  afterAll(() => worker.close())

  test.each([
    ['PUT', '/api/dev/clock', '{'],
    ['PUT', '/api/dev/clock', 'null'],
    ['PUT', '/api/dev/clock', '{"now":5}'],
    ['PUT', '/api/dev/clock', '{"now":"+012000-01-01T00:00:00Z"}'],
    ['PUT', '/api/dev/clock', '{"now":"1960-01-01T00:00:00Z"}'],
    ['POST', '/api/dev/clock/advance', 'null'],
    ['POST', '/api/dev/clock/advance', '{"milliseconds":9000000000000000}'],
    ['POST', '/api/dev/sweep', '{'],
    ['POST', '/api/dev/sweep', '{"now":"+275000-01-01T00:00:00Z"}'],
    ['POST', '/api/dev/accounts', '{'],
  ])('%s %s refuses %s, and the clock goes on', async (method, path, body) => {
    expect((await worker.fetch(path, { method, body })).status).toBe(422)
    expect((await worker.fetch('/api/dev/clock')).status).toBe(200)
  })

  test('a page of another site cannot turn the clock', async () => {
    const headers = { origin: 'https://jahat.example', 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' }
    const body = JSON.stringify({ milliseconds: 60_000 })
    expect((await worker.fetch('/api/dev/clock/advance', { method: 'POST', headers, body })).status).toBe(403)
  })

  test('the test clock stands where it was put and can be advanced', async () => {
    await worker.setClock('2027-03-10T17:00:00Z')
    const response = await worker.fetch('/api/dev/clock/advance', { method: 'POST', body: JSON.stringify({ milliseconds: 60_000 }) })
    expect(((await response.json()) as { now: string }).now).toMatch(/^2027-03-10T17:01:0/)
  })
})

describe('production', () => {
  let worker: RunningWorker
  beforeAll(async () => {
    worker = await startWorker('production')
  })
  afterAll(() => worker.close())

  test.each([
    ['GET', '/api/dev/clock'],
    ['PUT', '/api/dev/clock'],
    ['POST', '/api/dev/clock/advance'],
    ['POST', '/api/dev/sweep'],
    ['GET', '/api/dev/mail'],
    ['POST', '/api/dev/accounts'],
  ])('%s %s does not exist', async (method, path) => {
    const response = await worker.fetch(path, {
      method,
      ...(method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }),
    })
    expect(response.status).toBe(404)
  })
})
