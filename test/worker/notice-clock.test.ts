/** When a notice counts (S14): where mail is configured, from the instant its mail was taken over for delivery. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createContext, type Env } from '../../worker/context.ts'
import { deliverAtOnce } from '../../worker/queues.ts'
import { type Client, customerOf } from '../support/client.ts'
import { rows, stateOf } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const HOUR = 3_600_000
const at = (iso: string) => Date.parse(iso)
/** Due 10 March 2027: late, and by the plain dates suspended and terminated, at 00:00 WIB. */
const LATE = at('2027-03-10T17:00:00Z')
const SUSPEND = at('2027-03-12T17:00:00Z')

let worker: RunningWorker
let env: Env
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
let account = ''

beforeAll(async () => {
  // What is ordered waits in the outbox until the test lets the mail go.
  worker = await startWorker('development', { MAIL_TRANSPORT: 'record' })
  env = { DB: worker.db, MAIL_TRANSPORT: 'record', ENVIRONMENT: 'development' } as unknown as Env
  await worker.setClock('2027-03-01T02:00:00Z')
  staff = await staffOf(worker, at('2027-03-01T02:00:00Z'))
  customer = await customerOf(worker, at('2027-03-01T02:00:00Z'))
})
afterAll(() => worker.close())

beforeEach(async () => {
  await worker.db.prepare('DELETE FROM outbox').run()
  const input = { customer: customer.customerId, domain: 'toko.example', package: 'hosting-mulai', term: 'yearly', dueOn: '2027-03-10' }
  const response = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify(input) })
  account = ((await response.json()) as { account: string }).account
})

const mailGoes = (now: number) => deliverAtOnce(createContext(env, now, 'id'))
const countsFrom = async (kind: string) =>
  (
    await rows<{ counts_from: number | null }>(worker.db, 'SELECT counts_from FROM notices WHERE subject = ? AND kind = ?', account, kind)
  )[0]?.counts_from
const nextAt = async () =>
  (await rows<{ next_action_at: number }>(worker.db, 'SELECT next_action_at FROM accounts WHERE id = ?', account))[0]?.next_action_at
const posted = () =>
  rows(worker.db, `SELECT type FROM events WHERE entity = ? AND type LIKE 'account.overdue%'`, account).then((events) => events.length)

test('nobody is suspended while the notice’s mail is on its way, and it is given once', async () => {
  await worker.tick(LATE)
  expect(await countsFrom('overdue')).toBeNull()
  await worker.tick(SUSPEND)
  expect(await stateOf(worker.db, account)).toBe('overdue')
  expect(await nextAt()).toBe(SUSPEND + 24 * HOUR)
  expect(await posted()).toBe(1)
})

test('taken over in time, it counts from there and the plain dates hold', async () => {
  await worker.tick(LATE)
  await mailGoes(LATE + HOUR)
  expect(await countsFrom('overdue')).toBe(LATE + HOUR)
  await worker.tick(SUSPEND)
  expect(await stateOf(worker.db, account)).toBe('suspended')
  expect(await countsFrom('termination_warning')).toBeNull()
})

test('taken over late, the suspension comes 24 hours after that, to the minute', async () => {
  await worker.tick(LATE)
  await worker.tick(SUSPEND)
  await mailGoes(SUSPEND + HOUR)
  for (const tick of [SUSPEND + 24 * HOUR, SUSPEND + 25 * HOUR - 60_000]) await worker.tick(tick)
  expect(await stateOf(worker.db, account)).toBe('overdue')
  await worker.tick(SUSPEND + 25 * HOUR)
  expect(await stateOf(worker.db, account)).toBe('suspended')
})

test('a termination waits 72 hours behind its warning in the same way', async () => {
  await worker.tick(LATE)
  await mailGoes(LATE + HOUR)
  await worker.tick(SUSPEND)
  const terminate = SUSPEND + 7 * 24 * HOUR
  await mailGoes(terminate - HOUR)
  for (const tick of [terminate, terminate + 70 * HOUR]) await worker.tick(tick)
  expect(await stateOf(worker.db, account)).toBe('suspended')
  await worker.tick(terminate + 71 * HOUR)
  expect(await stateOf(worker.db, account)).toBe('terminated')
})

/** What staff do beside the account is told in a commit of its own, by no sweep. */
async function held(): Promise<void> {
  const reason = 'Pemindahan bank.'
  const done = await staff.post(`/api/v1/staff/accounts/${account}/hold`, { reason, until: null }, { 'idempotency-key': `hold-${account}` })
  expect(done.status).toBe(201)
}

test('whoever posts a notice, it counts from when its mail is taken over', async () => {
  await worker.setClock('2027-03-02T02:00:00Z')
  await held()
  expect(await countsFrom('hold_placed')).toBeNull()
  const taken = at('2027-03-02T03:00:00Z')
  await mailGoes(taken)
  expect(await countsFrom('hold_placed')).toBe(taken)
})

test('where no mail leaves, the inbox is the notice, and it counts from its posting', async () => {
  await worker.setClock('2027-03-02T02:00:00Z')
  await held()
  const posted = await rows<{ posted_at: number }>(
    worker.db,
    `SELECT posted_at FROM notices WHERE subject = ? AND kind = 'hold_placed'`,
    account,
  )
  await deliverAtOnce(createContext({ DB: worker.db } as unknown as Env, at('2027-03-02T03:00:00Z'), 'id'))
  expect(await countsFrom('hold_placed')).toBe(posted[0]?.posted_at)
})

test('a mail that comes back starts the clock anew, in the inbox, and a person is told; told twice, once', async () => {
  await worker.tick(LATE)
  await mailGoes(LATE + HOUR)
  const [delivery] = await rows<{ id: string }>(worker.db, `SELECT id FROM deliveries WHERE subject = ? AND what = 'overdue'`, account)
  await worker.setClock(SUSPEND - HOUR)
  const bounce = { delivery: delivery?.id ?? '', reason: '5.1.1' }
  expect((await staff.post('/api/v1/staff/mail/bounces', bounce)).status).toBe(204)
  const from = await countsFrom('overdue')
  expect(Math.floor(Number(from) / 60_000)).toBe((SUSPEND - HOUR) / 60_000)
  expect(await rows(worker.db, `SELECT kind FROM tasks WHERE subject = ?`, account)).toEqual([{ kind: 'mail_undeliverable' }])
  await worker.setClock(SUSPEND - HOUR / 2)
  expect((await staff.post('/api/v1/staff/mail/bounces', bounce)).status).toBe(404)
  expect(await countsFrom('overdue')).toBe(from)
  await worker.tick(SUSPEND)
  expect(await stateOf(worker.db, account)).toBe('overdue')
  await worker.tick(SUSPEND + 24 * HOUR)
  expect(await stateOf(worker.db, account)).toBe('suspended')
})

test('a bounce is told by staff alone, and holds no address', async () => {
  const bounce = { delivery: 'com_x-1', reason: '5.1.1' }
  expect((await customer.client.post('/api/v1/staff/mail/bounces', bounce)).status).toBe(403)
  expect((await staff.post('/api/v1/staff/mail/bounces', { ...bounce, reason: 'budi@example.com' })).status).toBe(422)
  expect((await staff.post('/api/v1/staff/mail/bounces', bounce)).status).toBe(404)
})
