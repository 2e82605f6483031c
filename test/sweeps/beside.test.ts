/** What stands beside an account's state, on the real database: the sweep takes or schedules the right step whatever the row waits for. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { declareGatewayOutage, endGatewayOutage } from '../../worker/accounts/outages/actions.ts'
import { promiseBook } from '../../worker/accounts/rules/promise.ts'
import { policies, provider } from '../../worker/policies/generated.ts'
import { splitSteps } from '../../worker/steps/split.ts'
import { accountId, contextAt, invoiceId, seedAccounts, sweepAt } from '../support/accounts.ts'
import { customerOf } from '../support/client.ts'
import { historyOf, noticesOf, rows, stateOf, toldOf } from '../support/history.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker('development')
})
afterAll(() => worker.close())

const at = (iso: string) => Date.parse(iso)
const DAY = 86_400_000
const real = promiseBook(policies, provider)
/** Twice at once and once again: what a crash, or a tick beside another, makes of a sweep. */
async function sweep(instant: string | number): Promise<void> {
  await Promise.all([sweepAt(worker.db, instant, real), sweepAt(worker.db, instant, real)])
  await sweepAt(worker.db, instant, real)
}
const waitsFor = async (account: string) =>
  (
    await rows<{ next_action: string; next_action_at: number }>(
      worker.db,
      'SELECT next_action, next_action_at FROM accounts WHERE id = ?',
      account,
    )
  )[0]
const told = async (account: string) => (await toldOf(worker.db, account)).map((line) => line.replace('account.', ''))

let n = 0
let account = ''
let name = ''
async function fresh(dueOn: string, more: Partial<Parameters<typeof seedAccounts>[1]> = {}): Promise<string> {
  name = `b${String.fromCharCode(97 + n++)}x`
  account = accountId(name, 1)
  await seedAccounts(worker.db, { name, accounts: 1, dueOn, ...more })
  return account
}
/** What a door of another part writes: the columns, and a review at once. */
async function beside(set: Record<string, string | number | null>, now: string | number): Promise<void> {
  const when = typeof now === 'number' ? now : at(now)
  const all = { ...set, next_action: 'review', next_action_at: when }
  const columns = Object.keys(all).map((column) => `${column} = ?`)
  await worker.db
    .prepare(`UPDATE accounts SET ${columns.join(', ')}, version = version + 1, commit_id = commit_id || 'x' WHERE id = ?`)
    .bind(...Object.values(all), account)
    .run()
}
const hold = (until: string | null) => ({
  ...{ hold_kind: 'staff', hold_placed_at: at('2027-03-12T00:00:00Z'), hold_until: until === null ? null : at(until) },
  hold_reason: 'Disputed.',
})

describe('reminders', () => {
  test('go out at 00:00 WIB seven and three days before and on the due day, once each', async () => {
    await fresh('2027-03-01', { wakeAt: at('2027-02-10T00:00:00Z') })
    await worker.db
      .prepare(`UPDATE invoices SET issued_at = ?, commit_id = 'com_i' WHERE id = ?`)
      .bind(at('2027-02-01T00:00Z'), invoiceId(name, 1))
      .run()
    for (const tick of ['10T00:00', '21T16:59', '21T17:00', '21T17:01', '25T17:00', '27T23:00', '28T17:00'])
      await sweep(`2027-02-${tick}:00Z`)
    expect(await told(account)).toEqual(['reminded 2027-02-21T17:00Z', 'reminded 2027-02-25T17:00Z', 'reminded 2027-02-28T17:00Z'])
    expect(await noticesOf(worker.db, account)).toHaveLength(3)
    await beside({}, '2027-02-28T18:00:00Z')
    await sweep('2027-02-28T18:00:00Z')
    expect(await told(account)).toHaveLength(3)
    expect(await waitsFor(account)).toEqual({ next_action: 'mark_overdue', next_action_at: at('2027-03-01T17:00:00Z') })
  })

  test('that were missed are not caught up in a bunch', async () => {
    await fresh('2028-03-01', { wakeAt: at('2028-02-28T05:00:00Z') })
    for (const tick of ['28T05:00', '28T06:00', '29T17:00']) await sweep(`2028-02-${tick}:00Z`)
    expect(await told(account)).toEqual(['reminded 2028-02-28T05:00Z', 'reminded 2028-02-29T17:00Z'])
  })
})

describe('a hold', () => {
  beforeEach(async () => {
    await fresh('2027-03-10')
    await sweep('2027-03-10T17:00:00Z')
  })

  test('of staff keeps a late account from suspension, and afterwards a fresh notice comes first', async () => {
    await beside(hold('2027-03-20T03:00:00Z'), '2027-03-12T00:00:00Z')
    for (const tick of ['12T00:00', '12T17:00', '20T02:59', '20T03:00', '21T02:59', '21T03:00']) await sweep(`2027-03-${tick}:00Z`)
    expect(await told(account)).toEqual([
      'overdue 2027-03-10T17:00Z',
      'overdue_notice_posted 2027-03-20T03:00Z',
      'suspended 2027-03-21T03:00Z',
    ])
  })

  test('without a known end is looked at once a day, and nothing is taken', async () => {
    await beside(hold(null), '2027-03-12T00:00:00Z')
    await sweep('2027-03-12T00:00:00Z')
    expect(await waitsFor(account)).toEqual({ next_action: 'review', next_action_at: at('2027-03-13T00:00:00Z') })
    await sweep('2027-04-12T00:00:00Z')
    expect(await stateOf(worker.db, account)).toBe('overdue')
  })

  test('an outage of the gateways, declared by staff, holds everybody; after it they resume one after another', async () => {
    const declared = await declareGatewayOutage(contextAt(worker.db, at('2027-03-12T10:00:00Z')), 'usr_staff')
    expect(declared).toMatchObject({ ok: true })
    expect(await declareGatewayOutage(contextAt(worker.db, at('2027-03-12T11:00:00Z')), 'usr_staff')).toMatchObject({ ok: false })
    await sweep('2027-03-12T17:00:00Z')
    expect(await stateOf(worker.db, account)).toBe('overdue')
    await endGatewayOutage(contextAt(worker.db, at('2027-03-13T10:00:00Z')), 'usr_staff')
    await sweep('2027-03-13T17:00:00Z')
    const resumes = (await waitsFor(account))?.next_action_at ?? 0
    for (const when of [resumes, resumes + DAY]) await sweep(when)
    expect((await told(account)).map((line) => line.split(' ')[0])).toEqual(['overdue', 'overdue_notice_posted', 'suspended'])
    await worker.db.prepare('DELETE FROM outages').run()
  })
})

describe('a confirmed cancellation', () => {
  test('ends the account with the due day, closes its open invoice, and lets the purge wait 26 hours', async () => {
    await fresh('2028-02-29')
    await beside({ cancel_asked_at: 1, cancel_confirmed_at: 2, cancel_ends_at: at('2028-02-29T17:00:00Z') }, '2028-02-20T00:00:00Z')
    for (const tick of ['02-20T00:00', '02-26T17:00', '02-29T16:59', '02-29T17:00', '02-29T17:01']) await sweep(`2028-${tick}:00Z`)
    expect(await told(account)).toEqual(['term_ended 2028-02-29T17:00Z'])
    expect(await waitsFor(account)).toEqual({ next_action: 'purge', next_action_at: at('2028-03-01T19:00:00Z') })
    expect((await historyOf(worker.db, account))[0]?.body).toMatchObject({ to: 'cancelled', paidRupiah: 0, owedRupiah: 500_000 })
    await splitSteps(contextAt(worker.db, at('2028-02-29T17:01:00Z')))
    expect(await rows(worker.db, 'SELECT state FROM invoices WHERE account = ?', account)).toEqual([{ state: 'void' }])
    expect(await rows(worker.db, 'SELECT kind FROM outbox WHERE subject = ? ORDER BY kind', account)).toEqual([
      { kind: 'mail' },
      { kind: 'panel' },
    ])
  })

  test('brings no invoice for what comes after', async () => {
    await fresh('2028-05-31', { unpaid: false, wakeAt: at('2028-04-01T00:00:00Z') })
    await beside({ cancel_asked_at: 1, cancel_confirmed_at: 2, cancel_ends_at: at('2028-05-31T17:00:00Z') }, '2028-04-01T00:00:00Z')
    for (const tick of ['04-01T00:00', '04-29T17:00', '05-31T17:00']) await sweep(`2028-${tick}:00Z`)
    expect(await rows(worker.db, 'SELECT id FROM invoices WHERE account = ?', account)).toEqual([])
    expect(await stateOf(worker.db, account)).toBe('cancelled')
  })
})

test('a declared violation does not stop lateness', async () => {
  await fresh('2027-08-10')
  await beside({ violation_at: 1, violation_reason: 'Phishing.', violation_evidence: 'Ticket 1.' }, '2027-08-01T00:00:00Z')
  for (const tick of ['01T00:00', '10T17:00', '12T17:00', '19T17:00']) await sweep(`2027-08-${tick}:00Z`)
  expect(await told(account)).toEqual(['overdue 2027-08-10T17:00Z', 'suspended 2027-08-12T17:00Z', 'terminated 2027-08-19T17:00Z'])
})

test.each([
  ['terminated', 'purge', at('2027-09-20T19:00:00Z')],
  ['purged', null, null],
])('an account that is %s and under review waits for what is left', async (state, action, when) => {
  await fresh('2027-09-10')
  for (const tick of ['10T17:00', '12T17:00', '19T17:00']) await sweep(`2027-09-${tick}:00Z`)
  await beside(state === 'purged' ? { state, purged_at: 1 } : {}, '2027-09-20T00:00:00Z')
  await sweep('2027-09-20T00:00:00Z')
  expect(await waitsFor(account)).toEqual({ next_action: action, next_action_at: when })
})

describe('a wish from the next renewal on', () => {
  test('is what the renewal invoice is for, and begins with its period at 00:00 WIB, though not yet paid', async () => {
    await worker.setClock('2029-01-05T03:00:00Z')
    const { customerId } = await customerOf(worker, at('2029-01-05T03:00:00Z'))
    await fresh('2029-03-31', { unpaid: false, customer: customerId, package: 'hosting-maju', wakeAt: at('2029-01-06T00:00:00Z') })
    await beside({ next_package: 'hosting-mulai', next_term: 'monthly', next_from: '2029-03-31' }, '2029-01-06T00:00:00Z')
    await sweep('2029-01-06T00:00:00Z')
    expect(await waitsFor(account)).toEqual({ next_action: 'issue_invoice', next_action_at: at('2029-03-16T17:00:00Z') })
    await sweep('2029-03-16T17:00:00Z')
    expect(await rows(worker.db, 'SELECT period_to, amount FROM invoices WHERE account = ?', account)).toEqual([
      { period_to: '2029-04-30', amount: 20_000 },
    ])
    for (const tick of ['23T17:00', '27T17:00', '30T16:59', '30T17:00']) await sweep(`2029-03-${tick}:00Z`)
    expect(await rows(worker.db, 'SELECT package, term, next_package, next_from FROM accounts WHERE id = ?', account)).toEqual([
      { package: 'hosting-mulai', term: 'monthly', next_package: null, next_from: null },
    ])
    expect((await historyOf(worker.db, account)).at(-1)).toMatchObject({
      type: 'account.change_begun',
      at: '2029-03-30T17:00Z',
      body: { clause: { document: 'terms', id: 'S17' } },
    })
    await splitSteps(contextAt(worker.db, at('2029-03-30T17:01:00Z')))
    expect(await rows(worker.db, `SELECT kind FROM outbox WHERE subject = ? AND kind = 'panel'`, account)).toHaveLength(1)
  })
})
