/** Doors of the breaker; what the breaker itself does is shown by the tests of the sweep. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DryRunAnswer } from '../../worker/staff/desk/schemas/breaker.ts'
import { CUSTOMER, seedAccounts } from '../support/accounts.ts'
import { type Client, createClient, customerOf } from '../support/client.ts'
import { historyOf, rows, stateOf } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const TERMINATED = '2027-03-19T17:00:00Z'
const later = (minutes: number) => new Date(Date.parse(TERMINATED) + minutes * 60_000).toISOString()
const LATER = later(1)

let worker: RunningWorker
let staff: Client

/** 21 suspended services whose time runs out in one minute: one more than is ordinary. */
beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock('2027-03-01T02:00:00Z')
  staff = await staffOf(worker, Date.parse('2027-03-01T02:00:00Z'))
  await seedAccounts(worker.db, { name: 'Many', accounts: 21, dueOn: '2027-03-10' })
  for (const at of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z']) await worker.tick(at)
})
afterAll(() => worker.close())

const dryRun = async (at?: string): Promise<DryRunAnswer> =>
  (await staff.get(`/api/v1/staff/breaker/dry-run${at ? `?at=${encodeURIComponent(at)}` : ''}`)).body
const release = (candidates: unknown) => staff.post('/api/v1/staff/breaker/releases', { candidates })

test.each([
  ['get', '/api/v1/staff/breaker'],
  ['get', '/api/v1/staff/breaker/dry-run'],
  ['post', '/api/v1/staff/breaker/releases'],
  ['post', '/api/v1/staff/breaker/closure'],
  ['post', '/api/v1/staff/gateway-outage'],
  ['post', '/api/v1/staff/gateway-outage/end'],
] as const)('%s %s refuses visitors and customers', async (method, path) => {
  const { client } = await customerOf(worker, Date.parse('2027-03-01T02:00:00Z'))
  const codes = [createClient(worker), client].map(
    async (one) => (method === 'get' ? await one.get(path) : await one.post(path, {})).body.code,
  )
  expect(await Promise.all(codes)).toEqual(['signed_out', 'not_staff'])
})

describe('before anything is due', () => {
  test('the breaker is closed, and there is nothing to release or to close', async () => {
    expect((await staff.get('/api/v1/staff/breaker')).body).toMatchObject({ trippedAt: null, trip: null, limit: 20, outageSince: null })
    expect((await staff.post('/api/v1/staff/breaker/closure', {})).body.code).toBe('breaker_closed')
  })

  test('a dry run of an instant to come shows who it would be, with what a person needs to know, and nobody can be released yet', async () => {
    await worker.setClock('2027-03-15T02:00:00Z')
    const run = await dryRun(LATER)
    expect(run.counts.terminated).toBe(21)
    expect(run.terminations).toHaveLength(21)
    expect(run.terminations.find(({ account }) => account === 'acc_aMany1')).toMatchObject({
      ...{ domain: 'Many1.example', customer: { id: CUSTOMER, name: 'Sari' }, owedRupiah: 500_000, dueOn: '2027-03-10' },
      ...{ invoice: { id: 'inv_aMany1' }, suspendedAt: '2027-03-12T17:00:00.000Z', warnedAt: '2027-03-12T17:00:00.000Z' },
      ...{ at: '2027-03-19T17:00:00.000Z', releasedAt: null, candidate: null },
    })
    expect((await dryRun()).terminations).toEqual([])
    expect((await staff.get('/api/v1/staff/breaker/dry-run?at=morgen')).body.code).toBe('invalid_input')
  })
})

describe('once it is open', () => {
  test('today and its own page say why, with the figures', async () => {
    await worker.tick(TERMINATED)
    await worker.setClock(LATER)
    expect(await stateOf(worker.db, 'acc_aMany1')).toBe('suspended')
    expect((await staff.get('/api/v1/staff/today')).body.breaker).toEqual({
      trippedAt: '2027-03-19T17:00:00.000Z',
      waiting: 21,
      more: false,
    })
    expect((await staff.get('/api/v1/staff/breaker')).body.trip).toEqual({ reason: 'mass_termination', count: 21, limit: 20 })
  })

  test('exactly those who are named are released, once, however often it is asked', async () => {
    const { terminations } = await dryRun()
    const named = terminations.slice(0, 2).map(({ candidate }) => candidate)
    const both = await Promise.all([release(named), release(named)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const [first] = terminations
    const told = (await historyOf(worker.db, first?.account ?? '')).filter(({ type }) => type === 'account.termination_released')
    expect(told[0]?.body).toMatchObject({ clause: { id: 'S14' }, by: expect.stringMatching(/^usr_/) })
    expect((await dryRun()).terminations.filter(({ releasedAt }) => releasedAt !== null)).toHaveLength(2)
    await worker.tick(later(2))
    expect(
      await rows(worker.db, `SELECT state, count(*) AS n FROM accounts WHERE id LIKE 'acc_aMany%' GROUP BY state ORDER BY state`),
    ).toEqual([
      { state: 'suspended', n: 19 },
      { state: 'terminated', n: 2 },
    ])
  })

  test('one that is not what was seen refuses the whole release', async () => {
    await worker.setClock(later(3))
    const [one, other] = (await dryRun()).terminations.map(({ candidate }) => candidate)
    const changed = await release([one, { ...other, suspendedAt: 5 }])
    expect([changed.status, changed.body.code, changed.body.accounts]).toEqual([409, 'not_in_dry_run', [other?.account]])
    expect((await release([])).body.code).toBe('invalid_input')
    expect((await release(Array.from({ length: 401 }, () => one))).body.code).toBe('invalid_input')
    expect((await dryRun()).terminations.filter(({ releasedAt }) => releasedAt !== null)).toEqual([])
  })

  test('it is not closed while anybody waits behind it; then it is, by a named person', async () => {
    const early = await staff.post('/api/v1/staff/breaker/closure', {})
    expect([early.status, early.body.code, early.body.count]).toEqual([409, 'dry_run_not_empty', 19])
    await release((await dryRun()).terminations.map(({ candidate }) => candidate))
    await worker.tick(later(4))
    await worker.setClock(later(5))
    const both = await Promise.all([1, 2].map(() => staff.post('/api/v1/staff/breaker/closure', {})))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const closed = (await historyOf(worker.db, 'breaker')).filter(({ type }) => type === 'breaker.closed')
    expect(closed.map(({ body }) => Object.keys(body))).toEqual([['by']])
    expect((await staff.get('/api/v1/staff/breaker')).body.trippedAt).toBeNull()
  })
})

test('the gateways are declared away once and back once, each by a named person', async () => {
  const path = '/api/v1/staff/gateway-outage'
  expect((await staff.post(`${path}/end`, {})).body.code).toBe('no_outage')
  const both = await Promise.all([1, 2].map(() => staff.post(path, {})))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect((await staff.get('/api/v1/staff/breaker')).body.outageSince).toMatch(/^2027-03-19T17:05/)
  const ends = await Promise.all([1, 2].map(() => staff.post(`${path}/end`, {})))
  expect(ends.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await staff.get('/api/v1/staff/breaker')).body.outageSince).toBeNull()
})
