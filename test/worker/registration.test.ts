import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient, customerOf, registration, rowCounts, shownAt } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOW = Date.parse('2026-11-25T03:00:00Z')

describe('registration', () => {
  let worker: RunningWorker
  beforeAll(async () => {
    worker = await startWorker('development')
    await worker.setClock(NOW)
  })
  afterAll(() => worker.close())

  const register = (input: object, headers: Record<string, string> = {}) =>
    createClient(worker).post('/api/v1/registrations', input, headers)

  test('is the first acceptance: one commit holds the user, the customer, three acceptances with receipts, evidence, events and mails', async () => {
    const before = await rowCounts(worker)
    const answer = await register(registration(NOW))
    if (answer.status === 500)
      console.log(
        worker
          .logs()
          .map((l) => l.message)
          .join('\n'),
      )
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    expect(answer.body.receipts.map((one: { document: string }) => one.document).sort()).toEqual(['privacy', 'sla', 'terms'])
    const after = await rowCounts(worker)
    const grown = Object.fromEntries(
      Object.entries(after).flatMap(([name, n]) => (n > (before[name] ?? 0) ? [[name, n - (before[name] ?? 0)]] : [])),
    )
    expect(grown).toEqual({
      ...{ commits: 1, auth_user: 1, auth_account: 1, auth_devices: 1, customers: 1, memberships: 1 },
      ...{ acceptances: 3, receipts: 3, evidence: 3, events: 4, notices: 1, outbox: 2 },
    })
  })
})
