/** S14: the breaker of mass terminations, on the real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeBreaker, releaseTerminations } from '../../worker/accounts/breaker/actions.ts'
import { dryRunAt } from '../../worker/accounts/breaker/dry-run.ts'
import { sweepLateAccounts } from '../../worker/accounts/sweep.ts'
import { splitSteps } from '../../worker/steps/split.ts'
import { accountId, contextAt, seedAccounts, sweepAt, terminatedOnADay } from '../support/accounts.ts'
import { historyOf, rows, toldOf } from '../support/history.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())

const TERMINATED = '2027-03-19T17:00:00Z'
const at = (iso: string) => Date.parse(iso)
const minutesLater = (minutes: number) => at(TERMINATED) + minutes * 60_000
const STAFF = 'usr_staff'

/** Accounts whose termination falls due at `TERMINATED`. */
async function suspended(name: string, accounts: number): Promise<void> {
  await seedAccounts(worker.db, { name, accounts, dueOn: '2027-03-10' })
  await sweepAt(worker.db, '2027-03-10T17:00:00Z')
  await sweepAt(worker.db, '2027-03-12T17:00:00Z')
}
const states = async () =>
  Object.fromEntries(
    (await rows<{ state: string; n: number }>(worker.db, 'SELECT state, count(*) AS n FROM accounts GROUP BY state')).map((row) => [
      row.state,
      row.n,
    ]),
  )
const dryRun = (now: number, instant = now) => dryRunAt(contextAt(worker.db, now), instant)
const release = async (now: number, count: number) => {
  const { terminations } = await dryRun(now)
  const named = terminations.slice(0, count).flatMap(({ candidate }) => candidate ?? [])
  return { named, answer: await releaseTerminations(contextAt(worker.db, now), STAFF, named) }
}
const breakerEvents = async () => (await toldOf(worker.db, 'breaker')).map((told) => told.split(' ')[0])

describe('terminations of one day', () => {
  beforeEach(() => worker.reset())

  test('twenty are ordinary for anyone', async () => {
    await suspended('few', 20)
    expect((await sweepAt(worker.db, TERMINATED)).terminated).toBe(20)
    expect(await breakerEvents()).toEqual([])
  })

  test('one more, and nobody is terminated: staff get one task, and whoever is late otherwise goes on', async () => {
    await suspended('many', 21)
    await seedAccounts(worker.db, { name: 'other', accounts: 3, dueOn: '2027-03-19' })
    await Promise.all([sweepAt(worker.db, TERMINATED), sweepAt(worker.db, TERMINATED), worker.tick(TERMINATED)])
    await sweepAt(worker.db, minutesLater(1))
    expect(await states()).toEqual({ suspended: 21, overdue: 3 })
    expect(await breakerEvents()).toEqual(['breaker.tripped'])
    expect((await historyOf(worker.db, 'breaker'))[0]?.body).toEqual({ reason: 'mass_termination', count: 21, limit: 20 })
    expect(await rows(worker.db, `SELECT kind FROM tasks WHERE done_at IS NULL`)).toEqual([{ kind: 'terminations_stopped' }])
    expect(await rows(worker.db, `SELECT DISTINCT next_action, next_action_at FROM accounts WHERE state = 'suspended'`)).toEqual([
      { next_action: 'await_release', next_action_at: minutesLater(24 * 60) },
    ])
  })

  test('a day later they are looked at again, and wait again', async () => {
    await suspended('again', 21)
    for (const minutes of [0, 24 * 60, 48 * 60]) await sweepAt(worker.db, minutesLater(minutes))
    expect(await states()).toEqual({ suspended: 21 })
    expect(await breakerEvents()).toEqual(['breaker.tripped'])
  })

  test('three times the busiest day of 28 is ordinary, and counts before and after a tick has split them', async () => {
    await terminatedOnADay(worker.db, '2027-03-01', 10)
    await suspended('first', 18)
    await sweepAt(worker.db, TERMINATED)
    await suspended('then', 12)
    await sweepAt(worker.db, minutesLater(1))
    expect(await states()).toEqual({ terminated: 30 })
    await splitSteps(contextAt(worker.db, minutesLater(1)))
    expect(await rows(worker.db, `SELECT day FROM terminations WHERE day > '2027-03-01'`)).toEqual([{ day: '2027-03-20' }])
    await suspended('last', 1)
    await sweepAt(worker.db, minutesLater(2))
    expect(await states()).toEqual({ terminated: 30, suspended: 1 })
  })

  test('a crash between the sweep and the split counts nobody twice and nobody less', async () => {
    await suspended('crash', 20)
    await sweepAt(worker.db, TERMINATED)
    await Promise.all([splitSteps(contextAt(worker.db, minutesLater(1))), splitSteps(contextAt(worker.db, minutesLater(1)))])
    await splitSteps(contextAt(worker.db, minutesLater(2)))
    expect((await dryRun(minutesLater(3))).breaker.inLast24Hours).toBe(20)
    expect(
      await rows(worker.db, `SELECT kind, count(*) AS n FROM outbox WHERE body LIKE '%terminated%' OR kind = 'panel' GROUP BY kind`),
    ).toEqual([
      { kind: 'mail', n: 20 },
      // One of the suspension, one of the termination.
      { kind: 'panel', n: 40 },
    ])
    expect(await rows(worker.db, 'SELECT DISTINCT state FROM invoices')).toEqual([{ state: 'void' }])
  })
})

describe('a person at the open breaker', () => {
  beforeEach(async () => {
    await worker.reset()
    await suspended('p', 25)
    await sweepAt(worker.db, TERMINATED)
  })

  test('sees exactly those who would be terminated, and nothing is written by looking', async () => {
    const before = await rows(worker.db, 'SELECT sum(version) AS n FROM accounts')
    const run = await dryRun(minutesLater(5))
    expect(run.terminations).toHaveLength(25)
    expect(run.terminations[0]).toMatchObject({ dueOn: '2027-03-10', owedRupiah: 500_000, at: minutesLater(5), releasedAt: null })
    expect(run.breaker).toMatchObject({ trippedAt: at(TERMINATED), limit: 20 })
    expect(await rows(worker.db, 'SELECT sum(version) AS n FROM accounts')).toEqual(before)
  })

  test('releases five: those five are terminated at the next tick, and are no measure of what is ordinary', async () => {
    const { named, answer } = await release(minutesLater(5), 5)
    expect(answer).toEqual({ ok: true, value: { released: 5 } })
    expect((await dryRun(minutesLater(6))).terminations.filter(({ releasedAt }) => releasedAt !== null)).toHaveLength(5)
    await Promise.all([worker.tick(minutesLater(6)), sweepAt(worker.db, minutesLater(6))])
    expect(await rows(worker.db, `SELECT id FROM accounts WHERE state = 'terminated' ORDER BY id`)).toEqual(
      named.map(({ account }) => ({ id: account })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    )
    expect((await dryRun(minutesLater(7))).breaker.inLast24Hours).toBe(0)
    expect((await historyOf(worker.db, named[0]?.account ?? '')).map(({ type }) => type).slice(-2)).toEqual([
      'account.termination_released',
      'account.terminated',
    ])
  })

  test('cannot release what the dry run does not show', async () => {
    const { terminations } = await dryRun(minutesLater(5))
    const candidate = terminations[0]?.candidate
    if (!candidate) throw new Error('nobody waits')
    const named = [candidate, { ...candidate, account: accountId('p', 2), suspendedAt: 1 }]
    const answer = await releaseTerminations(contextAt(worker.db, minutesLater(5)), STAFF, named)
    expect(answer).toEqual({ ok: false, failure: { reason: 'not_in_dry_run', accounts: [accountId('p', 2)] } })
    await sweepAt(worker.db, minutesLater(6))
    expect(await states()).toEqual({ suspended: 25 })
  })

  test('a release that no sweep used within 24 hours is void', async () => {
    await release(minutesLater(5), 5)
    await sweepAt(worker.db, minutesLater(5 + 24 * 60))
    expect(await states()).toEqual({ suspended: 25 })
    const { terminations } = await dryRun(minutesLater(6 + 24 * 60))
    expect(terminations.filter(({ releasedAt }) => releasedAt !== null)).toEqual([])
    await release(minutesLater(6 + 24 * 60), 25)
    await sweepAt(worker.db, minutesLater(7 + 24 * 60))
    expect(await states()).toEqual({ terminated: 25 })
  })

  test('closes it once nobody waits', async () => {
    expect(await closeBreaker(contextAt(worker.db, minutesLater(5)), STAFF)).toEqual({
      ok: false,
      failure: { reason: 'dry_run_not_empty', count: 25 },
    })
    await release(minutesLater(5), 25)
    await sweepAt(worker.db, minutesLater(6))
    expect(await closeBreaker(contextAt(worker.db, minutesLater(7)), STAFF)).toEqual({ ok: true, value: null })
    expect(await rows(worker.db, `SELECT kind, done_at, done_by FROM tasks`)).toEqual([
      { kind: 'terminations_stopped', done_at: minutesLater(7), done_by: STAFF },
    ])
    expect(await breakerEvents()).toEqual(['breaker.tripped', 'breaker.closed'])
    expect(await closeBreaker(contextAt(worker.db, minutesLater(8)), STAFF)).toEqual({ ok: false, failure: { reason: 'breaker_closed' } })
  })

  test('sees any future instant: who is not suspended yet, and when it would come', async () => {
    await seedAccounts(worker.db, { name: 'later', accounts: 2, dueOn: '2027-03-25' })
    const run = await dryRun(minutesLater(5), at('2027-04-30T17:00:00Z'))
    expect(run.counts).toEqual({ issued: 0, overdue: 2, suspended: 2, terminated: 27, ended: 0 })
    const late = run.terminations.filter(({ account }) => account.startsWith('acc_alater'))
    expect(late.map(({ at: when, candidate }) => [new Date(when).toISOString(), candidate])).toEqual([
      ['2027-04-03T17:00:00.000Z', null],
      ['2027-04-03T17:00:00.000Z', null],
    ])
    expect(run.complete).toBe(true)
  })
})

describe('a sweep that was away for more than 26 hours', () => {
  beforeEach(() => worker.reset())
  const sweep = (now: number) => sweepLateAccounts(contextAt(worker.db, now, now))

  test('finds an outage: nobody is suspended or terminated on waking, and all get a fresh notice within a day', async () => {
    await seedAccounts(worker.db, { name: 'o', accounts: 40, dueOn: '2027-03-10' })
    await sweep(at('2027-03-10T17:00:00Z'))
    const woke = at('2027-03-12T17:00:00Z')
    await Promise.all([sweep(woke), sweep(woke)])
    expect(await states()).toEqual({ overdue: 40 })
    expect(await rows(worker.db, 'SELECT kind, from_at, until_at FROM outages')).toEqual([
      { kind: 'sweep_outage', from_at: at('2027-03-10T17:00:00Z'), until_at: woke },
    ])
    for (let minutes = 60; minutes <= 24 * 60; minutes += 60) await sweep(woke + minutes * 60_000)
    const told = await rows<{ at: number }>(worker.db, `SELECT at FROM events WHERE type = 'account.overdue_notice_posted' ORDER BY at`)
    expect(told).toHaveLength(40)
    expect(new Set(told.map((event) => event.at)).size).toBeGreaterThan(8)
    expect(await states()).toEqual({ overdue: 40 })
    for (let minutes = 60; minutes <= 24 * 60; minutes += 60) await sweep(woke + (24 * 60 + minutes) * 60_000)
    expect(await states()).toEqual({ suspended: 40 })
  })

  test('26 hours are not yet an outage', async () => {
    await seedAccounts(worker.db, { name: 'n', accounts: 1, dueOn: '2027-03-10' })
    await sweep(at('2027-03-11T15:00:00Z'))
    await sweep(at('2027-03-12T17:00:00Z'))
    expect(await states()).toEqual({ suspended: 1 })
    expect(await rows(worker.db, 'SELECT id FROM outages')).toEqual([])
  })
})
