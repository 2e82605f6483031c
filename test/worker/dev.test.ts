import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from '../support/worker.ts'

describe('the development doors', () => {
  let worker: RunningWorker
  beforeAll(async () => {
    worker = await startWorker('development')
  })
  afterAll(() => worker.close())

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
    const response = await worker.fetch(path, { method, ...(method === 'GET' ? {} : { body: '{}' }) })
    expect(response.status).toBe(404)
  })
})
