/** Restores (S8, S15): one a month free, a further one quoted, invoiced and run once paid; what was paid for is not lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, carriedOut, type Hosted, hosted, moveTo, titlesOf } from '../support/backups.ts'
import { type Client, customerOf } from '../support/client.ts'
import { historyOf, rows } from '../support/history.ts'
import { type FakeWhm, openWhm } from '../support/panel-whm.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Wednesday, 10 March 2027, 12:00 WIB. */
const WEDNESDAY = at('2027-03-10T05:00:00Z')
/** 1.25 GB cost Rp 125.000. */
const SIZE = 1_250_000_009

let worker: RunningWorker
let whm: FakeWhm
let staff: Client
let mine: Hosted

beforeAll(async () => {
  whm = await openWhm()
  const settings = { OUTBOX_HELD: '', PANEL: 'whm', WHM_URL: whm.url, WHM_USER: 'root', WHM_TOKEN: whm.token, PANEL_PATIENCE_MS: '2000' }
  worker = await startWorker('development', settings)
  await worker.setClock(WEDNESDAY)
  staff = await staffOf(worker, WEDNESDAY)
})
afterAll(async () => {
  await worker.close()
  await whm.close()
})
beforeEach(async () => {
  whm.acts.length = 0
  whm.faults.length = 0
  whm.sessions.clear()
  await worker.setClock(WEDNESDAY)
  mine = await hosted(worker, whm, WEDNESDAY)
  await store(WEDNESDAY, SIZE)
  whm.acts.length = 0
})

async function store(now: number, size: number) {
  await worker.setClock(now)
  whm.sessions.set(`${mine.user}20270310`, { state: 'COMPLETED', size })
  expect((await mine.ask('backups')).status).toBe(202)
  await carriedOut(worker, mine.account)
  await moveTo(worker, now + 3 * MINUTE)
}

/** The free one of the month, carried out, and the panel compared afterwards. */
async function useFree(now: number) {
  await worker.setClock(now)
  expect((await mine.ask('restores')).body).toMatchObject({ kind: 'free', state: 'running', nextFreeOn: null })
  await carriedOut(worker, mine.account)
  await moveTo(worker, now + 3 * MINUTE)
  await carriedOut(worker, mine.account)
}

async function quoted(now = WEDNESDAY + 10 * MINUTE) {
  await useFree(now)
  await worker.setClock(now + 5 * MINUTE)
  return (await mine.ask('restores')).body as { id: string; priceRupiah: number }
}

let keys = 0
async function pay(invoice: string, now: number, amountRupiah: number, key = `restore-paid-${++keys}`, reference = `RES-${++keys}`) {
  await worker.setClock(now)
  const paid = await staff.post(
    `/api/v1/staff/invoices/${invoice}/payments`,
    { paidAt: new Date(now).toISOString(), amountRupiah, method: 'bank_transfer', reference },
    { 'idempotency-key': key },
  )
  expect(paid.status).toBe(201)
  return paid
}
const refund = (payment: string, amountRupiah: number) =>
  staff.post(
    `/api/v1/staff/payments/${payment}/refunds`,
    { amountRupiah, reason: 'Restore tidak jadi', reference: `RES-BACK-${++keys}` },
    { 'idempotency-key': `restore-refund-${++keys}` },
  )
const restoresOf = (account: string) =>
  rows<Record<string, unknown>>(worker.db, 'SELECT * FROM restores WHERE account = ? ORDER BY requested_at, id', account)
const accountOf = async (account: string) =>
  (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', account))[0]
const invoiceOf = async (id: string) => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM invoices WHERE id = ?', id))[0]
/** What the panel did of the account; another case's may still arrive. */
const actsOf = ({ user }: Hosted) => whm.acts.filter((act) => act.endsWith(` ${user}`))
const tasksOf = (account: string) => rows<{ kind: string }>(worker.db, 'SELECT kind FROM tasks WHERE subject = ?', account)

describe('the first restore of a month', () => {
  test('is free, runs at once, and its customer is told when it is done', async () => {
    await useFree(WEDNESDAY + 10 * MINUTE)
    expect(actsOf(mine)).toEqual([`start_local_cpmove_restore ${mine.user}`])
    expect(await restoresOf(mine.account)).toMatchObject([{ state: 'done', kind: 'free', price: 0, sla_version: '2026-12-15' }])
    expect((await titlesOf(worker, mine.account)).at(-1)).toMatch(/^Restore of toko\d+\.example complete$/)
    const events = (await historyOf(worker.db, mine.account)).map(({ type, body }) => `${type} ${body.clause?.id}`)
    expect(events.slice(-2)).toEqual(['account.restore_asked S8', 'account.restore_done S8'])
  })

  test('leaves the panel as the account is now: the archive brought back another package, and switched it on', async () => {
    whm.sessions.set(`restore-${mine.user}`, { state: 'RUNNING' })
    await useFree(WEDNESDAY + 10 * MINUTE)
    whm.add({ ...whm.accounts.get(mine.user), user: mine.user, plan: 'hosting-mulai', suspended: 0 })
    await move(mine.account, `violation_at = ${WEDNESDAY}, violation_reason = 'x', violation_evidence = 'y'`)
    whm.sessions.set(`restore-${mine.user}`, { state: 'COMPLETED' })
    await moveTo(worker, WEDNESDAY + 40 * MINUTE)
    await carriedOut(worker, mine.account)
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'done' })
    expect(actsOf(mine)).toEqual([`start_local_cpmove_restore ${mine.user}`, `suspendacct ${mine.user}`])
  })

  test.each([
    ['the last second of 31 March WIB is still the same month', '2027-03-31T16:59:00Z', 'priced'],
    ['1 April 00:00 WIB is a new one', '2027-03-31T17:00:00Z', 'free'],
  ])('%s', async (_, then, kind) => {
    await useFree(WEDNESDAY + 10 * MINUTE)
    await worker.setClock(then)
    expect((await mine.ask('restores')).body).toMatchObject({ kind })
  })

  test('needs a backup, and is the account’s own', async () => {
    const other = await hosted(worker, whm, WEDNESDAY)
    expect(await other.ask('restores')).toMatchObject({ status: 409, body: { code: 'no_backup', clause: { document: 'sla', id: 'S8' } } })
    expect(await other.client.post(`/api/v1/accounts/${mine.account}/restores`, {}, { 'idempotency-key': 'not-my-account' })).toMatchObject(
      {
        status: 404,
        body: { code: 'account_not_found' },
      },
    )
  })

  test('asked for by two at once, or twice with one key, is one', async () => {
    await worker.setClock(WEDNESDAY + 10 * MINUTE)
    const same = await Promise.all([mine.ask('restores', 'the-same-restore'), mine.ask('restores', 'the-same-restore')])
    expect(new Set(same.map(({ body }) => body.id)).size).toBe(1)
    expect(await mine.ask('restores')).toMatchObject({ status: 409, body: { code: 'panel_busy', under: 'restore' } })
    await carriedOut(worker, mine.account)
    expect(actsOf(mine)).toHaveLength(1)
  })

  test('that fails leaves the month’s free one as it was', async () => {
    whm.sessions.set(`restore-${mine.user}`, { state: 'FAILED' })
    await useFree(WEDNESDAY + 10 * MINUTE)
    expect(await restoresOf(mine.account)).toMatchObject([{ state: 'failed', why: 'panel' }])
    expect(await tasksOf(mine.account)).toEqual([{ kind: 'restore_failed' }])
    expect(await mine.see()).toMatchObject({ restore: { usedThisMonth: 0, priceNowRupiah: 0 } })
  })

  test('whose answer was lost is not repeated: a person looks, once', async () => {
    whm.faults.push('silent_after')
    await worker.setClock(WEDNESDAY + 10 * MINUTE)
    await mine.ask('restores')
    await carriedOut(worker, mine.account)
    expect(actsOf(mine)).toHaveLength(1)
    expect(await restoresOf(mine.account)).toMatchObject([{ state: 'unclear' }])
    expect(await tasksOf(mine.account)).toEqual([{ kind: 'restore_outcome_unknown' }])
  })
})

describe('a further restore', () => {
  test('is quoted pro rata to the archive, and the same price stands while it is thought over', async () => {
    const quote = await quoted()
    expect(quote).toMatchObject({ kind: 'priced', state: 'quoted', priceRupiah: 125_000, nextFreeOn: '2027-04-01' })
    expect((await mine.ask('restores')).body).toMatchObject({ id: quote.id, priceRupiah: 125_000 })
    expect(await mine.see()).toMatchObject({ restore: { priceNowRupiah: 125_000, usedThisMonth: 1 } })
    expect(actsOf(mine)).toHaveLength(1)
  })

  test('taken up is invoiced, and runs in the commit of its payment, which moves no due date', async () => {
    const quote = await quoted()
    const before = await accountOf(mine.account)
    const taken = await mine.accept(quote.id, 'take-it-up-once')
    expect(taken).toMatchObject({
      status: 201,
      body: { state: 'waiting_payment', amountRupiah: 125_000, owedRupiah: 125_000, dueOn: '2027-03-17' },
    })
    const { invoice } = taken.body
    expect((await mine.accept(quote.id, 'take-it-up-once')).body).toEqual(taken.body)
    expect(await mine.accept(quote.id)).toMatchObject({ status: 409, body: { code: 'quote_taken_up', invoice } })
    expect(await mine.ask('restores')).toMatchObject({ status: 409, body: { code: 'restore_waits_for_payment', invoice } })
    expect(await invoiceOf(invoice)).toMatchObject({ kind: 'restore', amount: 125_000, state: 'issued' })
    const paidAt = WEDNESDAY + 20 * MINUTE
    const twice = await Promise.all([
      pay(invoice, paidAt, 125_000, 'the-one-payment', 'BANK-1'),
      pay(invoice, paidAt, 125_000, 'the-one-payment', 'BANK-1'),
    ])
    expect(new Set(twice.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    await carriedOut(worker, mine.account)
    expect(actsOf(mine)).toHaveLength(2)
    const { due_on, state, open_invoice } = before ?? {}
    expect(await accountOf(mine.account)).toMatchObject({ due_on, state, open_invoice })
    await moveTo(worker, paidAt + 3 * MINUTE)
    expect((await restoresOf(mine.account)).map((row) => row['state'])).toEqual(['done', 'done'])
    // Money for what is paid already is credit; nothing runs again.
    await pay(invoice, paidAt + 3 * MINUTE, 125_000)
    await moveTo(worker, paidAt + 5 * MINUTE)
    expect(actsOf(mine)).toHaveLength(2)
  })

  test('paid in part waits for the rest', async () => {
    const { invoice } = (await mine.accept((await quoted()).id)).body
    await pay(invoice, WEDNESDAY + 16 * MINUTE, 100_000)
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'waiting_payment' })
    await pay(invoice, WEDNESDAY + 16 * MINUTE, 25_000)
    await carriedOut(worker, mine.account)
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'running' })
  })

  test('paid while suspended waits for the reactivation, and is not lost (S15)', async () => {
    const { invoice } = (await mine.accept((await quoted()).id)).body
    await move(mine.account, `state = 'suspended', overdue_at = 1, suspended_at = ${WEDNESDAY}, next_action = NULL, next_action_at = NULL`)
    await pay(invoice, WEDNESDAY + 20 * MINUTE, 125_000)
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'waiting' })
    await moveTo(worker, WEDNESDAY + 30 * MINUTE)
    expect(actsOf(mine)).toHaveLength(1)
    await move(mine.account, `state = 'active', overdue_at = NULL, suspended_at = NULL`)
    await moveTo(worker, WEDNESDAY + 60 * MINUTE)
    await carriedOut(worker, mine.account)
    expect(actsOf(mine)).toHaveLength(2)
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'running' })
  })

  test('paid for an account that ends meanwhile has lapsed, and the money is credit', async () => {
    const { invoice } = (await mine.accept((await quoted()).id)).body
    await move(mine.account, `state = 'suspended', overdue_at = 1, suspended_at = ${WEDNESDAY}, next_action = NULL, next_action_at = NULL`)
    await pay(invoice, WEDNESDAY + 20 * MINUTE, 125_000)
    await move(mine.account, `state = 'terminated', terminated_at = ${WEDNESDAY + 21 * MINUTE}`)
    await moveTo(worker, WEDNESDAY + 60 * MINUTE)
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'lapsed', why: 'account_ended' })
    expect(await rows(worker.db, 'SELECT amount, clause FROM credits WHERE origin = ?', invoice)).toEqual([
      { amount: 125_000, clause: 'S8' },
    ])
  })

  test('that has lapsed after its payment is paid back once: as money or as credit', async () => {
    const { invoice } = (await mine.accept((await quoted()).id)).body
    await move(mine.account, `state = 'suspended', overdue_at = 1, suspended_at = ${WEDNESDAY}, next_action = NULL, next_action_at = NULL`)
    const { body: paid } = await pay(invoice, WEDNESDAY + 20 * MINUTE, 125_000)
    await refund(paid.id, 25_000)
    await move(mine.account, `state = 'terminated', terminated_at = ${WEDNESDAY + 21 * MINUTE}`)
    await moveTo(worker, WEDNESDAY + 60 * MINUTE)
    expect((await mine.client.get('/api/v1/credits')).body.balanceRupiah).toBe(100_000)
    expect((await refund(paid.id, 100_000)).body).toMatchObject({ basis: 'credit', creditTakenRupiah: 100_000 })
    expect((await mine.client.get('/api/v1/credits')).body.balanceRupiah).toBe(0)
  })

  test('whose archive is overwritten before it is paid has lapsed, and its invoice is void', async () => {
    const { invoice } = (await mine.accept((await quoted()).id)).body
    await store(WEDNESDAY + 5 * DAY, 5_000_000)
    await moveTo(worker, WEDNESDAY + 5 * DAY + 5 * MINUTE)
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'lapsed', why: 'overwritten' })
    expect(await invoiceOf(invoice)).toMatchObject({ state: 'void' })
    expect((await titlesOf(worker, mine.account)).at(-1)).toMatch(/has lapsed$/)
    expect((await mine.ask('restores')).body).toMatchObject({ kind: 'priced', priceRupiah: 500 })
  })

  test.each([
    ['a quote stands for 24 hours', 5 * MINUTE + DAY - 5 * MINUTE, 201],
    ['and no longer', 5 * MINUTE + DAY + MINUTE, 409],
  ])('%s', async (_, after, status) => {
    const quote = await quoted(WEDNESDAY + 10 * MINUTE)
    await worker.setClock(WEDNESDAY + 10 * MINUTE + after)
    const taken = await mine.accept(quote.id)
    expect(taken.status).toBe(status)
    if (status === 409) {
      expect(taken.body).toMatchObject({ code: 'quote_lapsed', clause: { id: 'S8' } })
      await moveTo(worker, WEDNESDAY + 2 * DAY)
      expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'lapsed', why: 'quote_expired' })
    }
  })

  test('that nobody pays for lapses after its due day, and another can be asked for', async () => {
    const { invoice } = (await mine.accept((await quoted()).id)).body
    await moveTo(worker, at('2027-03-17T16:59:00Z'))
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'waiting_payment' })
    await moveTo(worker, at('2027-03-17T17:00:00Z'))
    expect((await restoresOf(mine.account)).at(-1)).toMatchObject({ state: 'lapsed', why: 'unpaid' })
    expect(await invoiceOf(invoice)).toMatchObject({ state: 'void' })
  })

  test('is nobody else’s to take up', async () => {
    const quote = await quoted()
    const other = await customerOf(worker, WEDNESDAY)
    const path = `/api/v1/accounts/${mine.account}/restores/${quote.id}/accept`
    expect(await other.client.post(path, {}, { 'idempotency-key': 'somebody-else' })).toMatchObject({ status: 404 })
    expect(await mine.accept('res_unknown')).toMatchObject({ status: 404, body: { code: 'restore_not_found' } })
  })
})

const move = (account: string, set: string) =>
  worker.db.prepare(`UPDATE accounts SET ${set}, version = version + 1, commit_id = 'com_' || version WHERE id = ?`).bind(account).run()
