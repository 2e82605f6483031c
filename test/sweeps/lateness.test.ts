import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountId, PATIENT, seedAccounts, sweepAt } from '../support/accounts.ts'
import { count, historyOf, noticesOf, rows, stateOf, toldOf } from '../support/history.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())

describe('the cron trigger, on an account due on 10 March 2027 under 2024-11-01', () => {
  const account = accountId('plain', 1)
  beforeAll(() => seedAccounts(worker.db, { name: 'plain', accounts: 1, dueOn: '2027-03-10' }))

  test.each([
    ['2027-03-10T16:59:00Z', 'active'],
    ['2027-03-10T17:00:00Z', 'overdue'],
    ['2027-03-12T16:59:00Z', 'overdue'],
    ['2027-03-12T17:00:00Z', 'suspended'],
    ['2027-03-19T16:59:00Z', 'suspended'],
    ['2027-03-19T17:00:00Z', 'terminated'],
    ['2027-03-20T17:00:00Z', 'terminated'],
  ])('the tick of %s leaves it %s', async (at, state) => {
    await worker.tick(at)
    expect(await stateOf(worker.db, account)).toBe(state)
  })

  test('each step is one event that cites its clause and version', async () => {
    const history = await historyOf(worker.db, account)
    expect(history.map(({ type, version, at }) => [type, version, at])).toEqual([
      ['account.overdue', 2, '2027-03-10T17:00Z'],
      ['account.suspended', 3, '2027-03-12T17:00Z'],
      ['account.terminated', 4, '2027-03-19T17:00Z'],
    ])
    for (const { body } of history) expect(body.clause).toEqual({ document: 'terms', id: 'S14', version: '2024-11-01' })
  })

  test('each step is one notice in the inbox and one mail ordered, and an order to the panel where the service changes', async () => {
    expect(await noticesOf(worker.db, account)).toEqual([
      'overdue 2027-03-10T17:00Z',
      'termination_warning 2027-03-12T17:00Z',
      'terminated 2027-03-19T17:00Z',
    ])
    expect(await rows(worker.db, 'SELECT kind FROM outbox WHERE subject = ? ORDER BY id', account)).toEqual([
      { kind: 'mail' },
      { kind: 'mail' },
      { kind: 'panel' },
      { kind: 'mail' },
      { kind: 'panel' },
    ])
  })

  test('an event tells nothing personal', async () => {
    const bodies = await rows<{ body: string }>(worker.db, 'SELECT body FROM events WHERE entity = ?', account)
    for (const { body } of bodies) expect(body).not.toMatch(/cus_|\.example/)
  })
})

test('a sweep asleep from 9 to 25 March gives every notice its full time on waking', async () => {
  await seedAccounts(worker.db, { name: 'slept', accounts: 1, dueOn: '2027-03-10' })
  for (const at of ['25T03:00', '25T03:01', '26T02:59', '26T03:00', '26T03:01']) await worker.tick(`2027-03-${at}:00Z`)
  for (const at of ['02T02:59', '02T03:00', '02T03:01']) await worker.tick(`2027-04-${at}:00Z`)
  expect(await toldOf(worker.db, accountId('slept', 1))).toEqual([
    'account.overdue 2027-03-25T03:00Z',
    'account.suspended 2027-03-26T03:00Z',
    'account.terminated 2027-04-02T03:00Z',
  ])
})

test('two customers, same due date, each by the version that their invoice pinned', async () => {
  await seedAccounts(worker.db, { name: 'old', accounts: 1, dueOn: '2027-05-10' })
  await seedAccounts(worker.db, { name: 'new', accounts: 1, dueOn: '2027-05-10', terms: PATIENT })
  for (let day = 10; day <= 25; day++) await sweepAt(worker.db, `2027-05-${day}T17:00:00Z`)
  expect(await toldOf(worker.db, accountId('old', 1))).toEqual([
    'account.overdue 2027-05-10T17:00Z',
    'account.suspended 2027-05-12T17:00Z',
    'account.terminated 2027-05-19T17:00Z',
  ])
  expect(await toldOf(worker.db, accountId('new', 1))).toEqual([
    'account.overdue 2027-05-10T17:00Z',
    'account.suspended 2027-05-13T17:00Z',
    'account.terminated 2027-05-23T17:00Z',
  ])
  expect((await historyOf(worker.db, accountId('new', 1))).map(({ body }) => body.clause?.version)).toEqual(Array(3).fill('2027-01-01'))
})

describe('rows that cannot move', () => {
  test('an account that owes no invoice is looked at again a day later and told nothing', async () => {
    await seedAccounts(worker.db, { name: 'free', accounts: 1, dueOn: '2027-06-10', unpaid: false })
    const before = await count(worker.db, 'events')
    await worker.tick('2027-06-10T17:00:00Z')
    expect(await rows(worker.db, 'SELECT state, next_action, next_action_at FROM accounts WHERE id = ?', accountId('free', 1))).toEqual([
      { state: 'active', next_action: 'review', next_action_at: Date.parse('2027-06-11T17:00:00Z') },
    ])
    expect(await count(worker.db, 'events')).toBe(before)
  })

  test('an invoice that pins a version nobody published suspends no one and starves no one', async () => {
    await seedAccounts(worker.db, { name: 'lost', accounts: 1, dueOn: '2027-06-20', terms: { ...PATIENT, version: '1999-01-01' } })
    await seedAccounts(worker.db, { name: 'behind', accounts: 1, dueOn: '2027-06-20' })
    await worker.tick('2027-07-01T17:00:00Z')
    expect(await stateOf(worker.db, accountId('lost', 1))).toBe('active')
    expect(await stateOf(worker.db, accountId('behind', 1))).toBe('overdue')
  })
})

test('an overdue notice whose mail came back counts from then, and its 24 hours start again', async () => {
  await seedAccounts(worker.db, { name: 'bounce', accounts: 1, dueOn: '2027-08-10' })
  await worker.tick('2027-08-10T17:00:00Z')
  const anew = Date.parse('2027-08-12T17:00:00Z')
  await worker.db.prepare('UPDATE notices SET counts_from = ? WHERE subject = ?').bind(anew, accountId('bounce', 1)).run()
  for (const at of ['12T17:00', '13T16:59', '13T17:00']) await worker.tick(`2027-08-${at}:00Z`)
  expect(await toldOf(worker.db, accountId('bounce', 1))).toEqual([
    'account.overdue 2027-08-10T17:00Z',
    'account.suspended 2027-08-13T17:00Z',
  ])
})

describe('a tick that comes late itself', () => {
  const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000
  let worker: RunningWorker
  beforeAll(async () => {
    // Only the platform's own trigger compares with the clock on the wall, so no other test here depends on today's date.
    worker = await startWorker('production')
  })
  afterAll(() => worker.close())

  test('is skipped when it is more than 5 minutes old, and its work left to the next one', async () => {
    await seedAccounts(worker.db, { name: 'stale', accounts: 1, dueOn: '2020-01-01' })
    await worker.tick(minutesAgo(6))
    expect(await stateOf(worker.db, accountId('stale', 1))).toBe('active')
    await worker.tick(minutesAgo(4))
    expect(await stateOf(worker.db, accountId('stale', 1))).toBe('overdue')
  })
})

test('more rows than one round takes are all moved by one tick', async () => {
  await seedAccounts(worker.db, { name: 'many', accounts: 2_345, dueOn: '2027-09-10' })
  await worker.tick('2027-09-10T17:00:00Z')
  expect(await rows(worker.db, `SELECT state, count(*) AS n FROM accounts WHERE id LIKE 'acc_amany%' GROUP BY state`)).toEqual([
    { state: 'overdue', n: 2_345 },
  ])
})
