import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closePayments, openPayment, type PaymentWish } from '../../worker/billing/gateways/actions/orders.ts'
import { resolveUnmatchedPayment } from '../../worker/billing/gateways/actions/unmatched.ts'
import { deskOf } from '../../worker/billing/gateways/desk.ts'
import { openUnmatched } from '../../worker/billing/gateways/reads.ts'
import { createContext, type Env } from '../../worker/context.ts'
import { invoiceId, seedAccounts } from '../support/accounts.ts'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const at = (iso: string) => Date.parse(iso)
const NOW = at('2027-03-10T03:00:00Z')
const MINUTE = 60_000

let worker: RunningWorker
let gateway: LocalGateway
let keys: Record<string, string>
let accounts = 0

beforeAll(async () => {
  const notify = { midtrans: '', xendit: '' }
  gateway = await startLocalGateway({ notify, now: () => NOW })
  keys = { ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url, GATEWAY_TIMEOUT: '2000' }
  worker = await startWorker('development', keys)
  notify.midtrans = new URL('/api/webhooks/midtrans', worker.url).href
  notify.xendit = new URL('/api/webhooks/xendit', worker.url).href
  await worker.setClock(NOW)
})
afterEach(() => gateway.reset())
afterAll(async () => {
  await worker.close()
  await gateway.close()
})

const contextAt = (now: number) => createContext({ DB: worker.db, ...keys } as unknown as Env, now, 'id')

async function open(name: 'midtrans' | 'xendit', now = NOW, changes: Partial<PaymentWish> = {}) {
  const wish = { gateway: name, description: 'Perpanjangan', returnUrl: 'https://treabiz.id/akun', expiresAt: now + 24 * 60 * MINUTE }
  const context = contextAt(now)
  return openPayment(context, deskOf(context), { ...wish, invoice: '', ...changes })
}

/** A new account with an invoice of Rp 500.000 due on 10 March, and a page at the gateway to pay it on. */
async function order(name: 'midtrans' | 'xendit') {
  const letters = `G${String.fromCharCode(65 + (accounts % 26))}${String.fromCharCode(65 + Math.floor(accounts / 26))}`
  accounts++
  await seedAccounts(worker.db, { name: letters, accounts: 1, dueOn: '2027-03-10' })
  const invoice = invoiceId(letters, 1)
  const opened = await open(name, NOW, { invoice })
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return { invoice, orderId: opened.value.orderId, account: `acc_a${letters}1`, payUrl: opened.value.payUrl }
}

const rows = async <T>(query: string, ...values: unknown[]): Promise<T[]> => {
  const { results } = await worker.db
    .prepare(query)
    .bind(...values)
    .all<T>()
  return results
}
const paymentsOf = (invoice: string) =>
  rows<{ amount: number; paid_at: number; effect: string }>('SELECT amount, paid_at, effect FROM payments WHERE invoice = ?', invoice)
const invoiceState = async (invoice: string) =>
  (await rows<{ state: string }>('SELECT state FROM invoices WHERE id = ?', invoice))[0]?.state
const waitingOf = (orderId: string) =>
  rows<{ failure: string; attempts: number; next_try_at: number }>(
    'SELECT failure, attempts, next_try_at FROM gateway_notifications WHERE order_id = ? AND applied_at IS NULL',
    orderId,
  )
const unmatchedOf = (orderId: string) =>
  rows<{ reason: string; amount: number }>(
    'SELECT reason, amount FROM unmatched_payments WHERE order_id = ? AND resolved_at IS NULL ORDER BY reason',
    orderId,
  )
const stateOf = async (orderId: string) =>
  (await rows<{ state: string }>('SELECT state FROM gateway_transactions WHERE order_id = ?', orderId))[0]?.state

describe.each(['midtrans', 'xendit'] as const)('a payment through %s', (name) => {
  test('pays the invoice at the time the gateway says', async () => {
    const { invoice, orderId } = await order(name)
    const paidAt = NOW - 5 * MINUTE
    expect(await gateway.move(orderId, 'settlement', { at: paidAt })).toEqual([200])
    expect(await paymentsOf(invoice)).toEqual([{ amount: 500_000, paid_at: paidAt, effect: 'paid' }])
    expect(await invoiceState(invoice)).toBe('paid')
    expect(await waitingOf(orderId)).toEqual([])
    const [{ raw } = { raw: '' }] = await rows<{ raw: string }>('SELECT raw FROM gateway_notifications WHERE order_id = ?', orderId)
    expect(JSON.parse(raw)).toMatchObject(name === 'midtrans' ? { order_id: orderId } : { external_id: orderId })
  })

  test('told fifty times at once, is one payment', async () => {
    const { invoice, orderId, account } = await order(name)
    gateway.faults.copies = 50
    expect(await gateway.move(orderId, 'settlement')).toEqual(Array.from({ length: 50 }, () => 200))
    // Where the machine was too busy to hear the gateway's answer in time, the sweep asks again; two of them at once.
    await Promise.all([worker.tick(NOW + 2 * MINUTE), worker.tick(NOW + 2 * MINUTE)])
    expect(await paymentsOf(invoice)).toHaveLength(1)
    expect(await rows('SELECT 1 FROM events WHERE entity = ? AND type = ?', account, 'account.paid')).toHaveLength(1)
    expect(await rows('SELECT 1 FROM gateway_notifications WHERE order_id = ?', orderId)).toHaveLength(1)
  })

  test('with a wrong signature is turned away: 401, no row, one line of log without what it said', async () => {
    const { orderId } = await order(name)
    const lines = worker.logs().length
    gateway.faults.wrongSignature = true
    expect(await gateway.move(orderId, 'settlement')).toEqual([401])
    expect(await rows('SELECT 1 FROM gateway_notifications WHERE order_id = ?', orderId)).toEqual([])
    expect(await rows('SELECT 1 FROM gateway_transactions WHERE order_id = ?', orderId)).toEqual([])
    const logged = worker
      .logs()
      .slice(lines)
      .map(({ message }) => message)
    expect(logged.filter((line) => line.includes('not_authentic'))).toHaveLength(1)
    expect(logged.join()).not.toContain(orderId)
  })

  test('heard of in the wrong order stays paid', async () => {
    const { invoice, orderId } = await order(name)
    gateway.faults.held = true
    await gateway.notify(orderId, 'pending')
    await gateway.move(orderId, 'settlement')
    await gateway.notify(orderId, 'expire')
    expect(await gateway.release()).toEqual([200, 200, 200])
    expect(await paymentsOf(invoice)).toHaveLength(1)
    expect(await invoiceState(invoice)).toBe('paid')
    expect(await stateOf(orderId)).toBe('settled')
  })

  test('stays paid when `pending` and `expire` come after it', async () => {
    const { invoice, orderId } = await order(name)
    await gateway.move(orderId, 'settlement')
    await gateway.notify(orderId, 'pending')
    gateway.payment(orderId).state = 'expire'
    await gateway.notify(orderId, 'expire')
    expect(await paymentsOf(invoice)).toHaveLength(1)
    expect(await stateOf(orderId)).toBe('settled')
    expect(await rows('SELECT 1 FROM gateway_orders WHERE order_id = ? AND state = ?', orderId, 'paid')).toHaveLength(1)
  })

  test.each([
    ['too little is a part, never the whole', 499_999, 'part_paid', 'issued'],
    ['too much is paid, and the rest is credit', 600_000, 'paid', 'paid'],
  ])('%s', async (_, amount, effect, state) => {
    const { invoice, orderId } = await order(name)
    await gateway.move(orderId, 'settlement', { amount })
    expect(await paymentsOf(invoice)).toMatchObject([{ amount, effect }])
    expect(await invoiceState(invoice)).toBe(state)
  })

  test.each([
    ['does not answer', { silent: true }, 'gateway_silent'],
    ['is broken', { failWith: 503 }, 'gateway_unavailable'],
  ])('waits while the gateway %s when asked, and is applied by the sweep', async (_, fault, reason) => {
    const { invoice, orderId } = await order(name)
    Object.assign(gateway.faults, fault)
    expect(await gateway.move(orderId, 'settlement', { at: NOW - MINUTE })).toEqual([200])
    expect(await paymentsOf(invoice)).toEqual([])
    expect(await waitingOf(orderId)).toMatchObject([{ failure: reason, attempts: 1, next_try_at: expect.any(Number) }])
    await worker.tick(NOW + 30 * MINUTE)
    expect(await waitingOf(orderId)).toMatchObject([{ attempts: 2 }])
    Object.assign(gateway.faults, { silent: false, failWith: null })
    await worker.tick(NOW + 30 * MINUTE + 1_000)
    expect(await paymentsOf(invoice)).toEqual([])
    await Promise.all([worker.tick(NOW + 40 * MINUTE), worker.tick(NOW + 40 * MINUTE)])
    expect(await paymentsOf(invoice)).toMatchObject([{ amount: 500_000, paid_at: NOW - MINUTE, effect: 'paid' }])
    expect(await waitingOf(orderId)).toEqual([])
  })

  test('stored by a Worker that died at once is applied by the sweep', async () => {
    const { invoice, orderId } = await order(name)
    gateway.payment(orderId).notifyUrl = 'http://127.0.0.1:9/'
    await gateway.move(orderId, 'settlement')
    const { transactionId } = gateway.payment(orderId)
    await worker.db
      .prepare(
        `INSERT INTO gateway_notifications (gateway, transaction_id, status, order_id, reference, raw, received_at, next_try_at, commit_id)
         VALUES (?, ?, 'settlement', ?, ?, '{}', ?, ?, 'com_died')`,
      )
      .bind(name, transactionId, orderId, transactionId, NOW, NOW + MINUTE)
      .run()
    await worker.tick(NOW + MINUTE)
    expect(await paymentsOf(invoice)).toHaveLength(1)
  })

  test('for an order nobody here made is shown to staff', async () => {
    const orderId = `stranger-${name}`
    gateway.add({ gateway: name, orderId, amount: 70_000 })
    expect(await gateway.move(orderId, 'settlement')).toEqual([200])
    expect(await unmatchedOf(orderId)).toEqual([{ reason: 'unknown_order', amount: 70_000 }])
    expect(await waitingOf(orderId)).toEqual([])
  })

  test('whose amount has cents is not applied, and in the end shown to staff', async () => {
    const { invoice, orderId } = await order(name)
    await gateway.move(orderId, 'settlement', { amount: 499_999.5 })
    expect(await waitingOf(orderId)).toMatchObject([{ failure: 'answer_not_understood' }])
    await worker.db.prepare('UPDATE gateway_notifications SET attempts = 9 WHERE order_id = ?').bind(orderId).run()
    await worker.tick(NOW + 60 * MINUTE)
    expect(await paymentsOf(invoice)).toEqual([])
    expect(await unmatchedOf(orderId)).toEqual([{ reason: 'gateway_unanswered', amount: null }])
    gateway.payment(orderId).paidAmount = 500_000
    await worker.tick(NOW + 24 * 60 * MINUTE)
    expect(await invoiceState(invoice)).toBe('paid')
    expect(await unmatchedOf(orderId)).toEqual([])
  })

  test('told before the gateway itself knows of it is asked about again, and not lost', async () => {
    const { invoice, orderId } = await order(name)
    gateway.payment(orderId).begun = true
    expect(await gateway.notify(orderId, 'settlement')).toEqual([200])
    expect(await waitingOf(orderId)).toMatchObject([{ failure: 'still_pending', attempts: 1 }])
    Object.assign(gateway.payment(orderId), { state: 'settlement', paidAmount: 500_000, paidAt: NOW })
    await worker.tick(NOW + 5 * MINUTE)
    expect(await paymentsOf(invoice)).toMatchObject([{ amount: 500_000, paid_at: NOW, effect: 'paid' }])
    expect(await waitingOf(orderId)).toEqual([])
  })

  test('that the books refuse waits longer each time, keeps nothing else waiting, and in the end is shown to staff', async () => {
    const refused = await order(name)
    const other = await order(name)
    const trigger = `CREATE TRIGGER refuse_${name} BEFORE INSERT ON payments WHEN NEW.invoice = '${refused.invoice}'
      BEGIN SELECT RAISE(ABORT, 'refused by a test'); END`
    await worker.db.prepare(trigger).run()
    for (const { orderId } of [refused, other]) await gateway.move(orderId, 'settlement')
    await worker.tick(NOW + 3 * MINUTE)
    expect(await paymentsOf(other.invoice)).toHaveLength(1)
    expect(await waitingOf(refused.orderId)).toMatchObject([{ failure: 'failed', attempts: 1, next_try_at: expect.any(Number) }])
    await worker.db
      .prepare('UPDATE gateway_notifications SET attempts = 9, next_try_at = ? WHERE order_id = ?')
      .bind(NOW, refused.orderId)
      .run()
    await worker.tick(NOW + 4 * MINUTE)
    expect(await unmatchedOf(refused.orderId)).toEqual([{ reason: 'gateway_unanswered', amount: null }])
    const [{ next_try_at: later } = { next_try_at: 0 }] = await waitingOf(refused.orderId)
    expect(later).toBeGreaterThan(NOW + 60 * MINUTE)
    await worker.db.prepare(`DROP TRIGGER refuse_${name}`).run()
    await worker.tick(NOW + 24 * 60 * MINUTE)
    expect(await invoiceState(refused.invoice)).toBe('paid')
    expect(await unmatchedOf(refused.orderId)).toEqual([])
  })

  test('by the buttons of the local page', async () => {
    const { invoice, orderId, payUrl } = await order(name)
    const page = await (await fetch(payUrl)).text()
    expect(page).toContain(orderId)
    for (const button of ['bayar', 'gagal', 'kedaluwarsa']) expect(page).toContain(`value="${button}"`)
    const pressed = await fetch(payUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ action: 'bayar' }) })
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, 'https://treabiz.id/akun'])
    expect(await invoiceState(invoice)).toBe('paid')
  })
})

describe('money that goes back', () => {
  const reversalsOf = (invoice: string) =>
    rows<{ kind: string; amount: number }>('SELECT kind, amount FROM payment_reversals WHERE invoice = ? ORDER BY amount DESC', invoice)

  test('is a new negative entry each time, and staff are told', async () => {
    const { invoice, orderId } = await order('midtrans')
    await gateway.move(orderId, 'settlement')
    await gateway.move(orderId, 'partial_refund', { amount: 100_000 })
    gateway.faults.copies = 5
    await gateway.move(orderId, 'partial_refund', { amount: 150_000 })
    expect(await paymentsOf(invoice)).toHaveLength(1)
    expect(await reversalsOf(invoice)).toEqual([
      { kind: 'refund', amount: -100_000 },
      { kind: 'refund', amount: -150_000 },
    ])
    expect(await unmatchedOf(orderId)).toEqual([{ reason: 'refund', amount: -250_000 }])
  })

  test('a settlement that the gateway denies later stays in the books, and staff are told', async () => {
    const second = await order('midtrans')
    for (const state of ['deny', 'settlement'] as const) await gateway.move(second.orderId, state)
    expect(await unmatchedOf(second.orderId)).toEqual([])
    const { invoice, orderId } = await order('midtrans')
    for (const state of ['settlement', 'deny'] as const) await gateway.move(orderId, state)
    expect(await stateOf(orderId)).toBe('settled')
    expect(await reversalsOf(invoice)).toEqual([])
    expect(await unmatchedOf(orderId)).toEqual([{ reason: 'unclear_reversal', amount: null }])
  })

  test('a chargeback takes all of it', async () => {
    const { invoice, orderId } = await order('midtrans')
    await gateway.move(orderId, 'settlement')
    await gateway.move(orderId, 'chargeback')
    expect(await reversalsOf(invoice)).toEqual([{ kind: 'chargeback', amount: -500_000 }])
    expect(await stateOf(orderId)).toBe('charged_back')
  })
})

describe('bad input', () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    worker.fetch(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

  test('over 64 KiB is 413', async () => {
    expect((await post('/api/webhooks/midtrans', JSON.stringify({ pad: 'x'.repeat(65_536) }))).status).toBe(413)
  })

  test('an authentic callback in another form is 422 and names the field', async () => {
    const headers = { 'x-callback-token': LOCAL_GATEWAY_KEYS.XENDIT_CALLBACK_TOKEN }
    const response = await post('/api/webhooks/xendit', '{"id":"x"}', headers)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'notification_not_understood', field: 'external_id' })
  })

  test('a gateway that does not exist is 404', async () => {
    expect((await post('/api/webhooks/other', '{}')).status).toBe(404)
  })
})

describe('a page to pay on', () => {
  test('asked for twice, is the same', async () => {
    const { invoice, orderId } = await order('midtrans')
    expect(await open('midtrans', NOW, { invoice })).toMatchObject({ ok: true, value: { orderId } })
  })

  test('another gateway’s closes the first', async () => {
    const { invoice, orderId } = await order('midtrans')
    const other = await open('xendit', NOW, { invoice })
    expect(other).toMatchObject({ ok: true, value: { orderId: `${invoice}-2` } })
    expect(await rows('SELECT 1 FROM gateway_orders WHERE order_id = ? AND state = ?', orderId, 'closed')).toHaveLength(1)
  })

  test('is for what is still owed after a part was paid', async () => {
    const { invoice, orderId } = await order('midtrans')
    await gateway.move(orderId, 'settlement', { amount: 200_000 })
    await open('midtrans', NOW, { invoice })
    expect(gateway.payment(`${invoice}-2`).amount).toBe(300_000)
  })

  test('is refused once nothing is owed', async () => {
    const { invoice, orderId } = await order('midtrans')
    await gateway.move(orderId, 'settlement')
    expect(await open('midtrans', NOW, { invoice })).toMatchObject({ ok: false, failure: { reason: 'nothing_owed' } })
  })

  test.each(['midtrans', 'xendit'] as const)('whose creation at %s was not answered is never open twice', async (name) => {
    await seedAccounts(worker.db, { name: `T${name}`, accounts: 1, dueOn: '2027-03-10' })
    const invoice = invoiceId(`T${name}`, 1)
    gateway.faults.createHangs = true
    expect(await open(name, NOW, { invoice })).toMatchObject({ failure: { reason: 'gateway_silent' } })
    expect(await open(name, NOW + 1_000, { invoice })).toMatchObject({ failure: { reason: 'payment_under_way' } })
    gateway.faults.createHangs = false
    const again = await open(name, NOW + 2 * MINUTE, { invoice })
    expect(again).toMatchObject({ ok: true, value: { orderId: name === 'xendit' ? `${invoice}-1` : `${invoice}-2` } })
    // Money for the lost page would still find its invoice.
    await gateway.move(`${invoice}-1`, 'settlement')
    expect(await invoiceState(invoice)).toBe('paid')
  })

  test('ten at once make one order', async () => {
    const { invoice, orderId } = await order('xendit')
    await gateway.move(orderId, 'settlement', { amount: 1 })
    const all = await Promise.all(Array.from({ length: 10 }, () => open('xendit', NOW, { invoice })))
    expect(all.filter((result) => result.ok).length).toBeGreaterThan(0)
    expect(await rows('SELECT 1 FROM gateway_orders WHERE invoice = ?', invoice)).toHaveLength(2)
  })
})

describe('what staff have to look at', () => {
  const resolve = (transactionId: string, note: string) => {
    const name = { gateway: 'xendit', transactionId, reason: 'unknown_order' } as const
    return resolveUnmatchedPayment(contextAt(NOW), deskOf(contextAt(NOW)), name, 'usr_staff', note)
  }

  test('is listed until somebody resolved it, once, and opens again when the sum changes', async () => {
    const { transactionId } = gateway.add({ gateway: 'xendit', orderId: 'stranger-9', amount: 70_000 })
    await gateway.move('stranger-9', 'settlement')
    const listed = async () => (await openUnmatched(contextAt(NOW).db, 500)).filter((row) => row.transactionId === transactionId)
    expect(await listed()).toMatchObject([{ reason: 'unknown_order', amount: 70_000, paidAt: NOW }])
    const twice = await Promise.all([resolve(transactionId, 'dikembalikan'), resolve(transactionId, 'dikembalikan')])
    expect(twice.filter((result) => result.ok)).toHaveLength(1)
    expect(await listed()).toEqual([])
    expect(await resolve(transactionId, 'lagi')).toMatchObject({ failure: { reason: 'already_resolved' } })
    const event = await rows('SELECT body FROM events WHERE entity = ?', `xendit:${transactionId}:unknown_order`)
    expect(event).toHaveLength(1)
    expect(JSON.stringify(event)).not.toContain('dikembalikan')
    gateway.payment('stranger-9').paidAmount = 80_000
    await worker.db.prepare('DELETE FROM gateway_notifications WHERE transaction_id = ?').bind(transactionId).run()
    await gateway.notify('stranger-9', 'settlement')
    expect(await listed()).toMatchObject([{ amount: 80_000 }])
  })

  test('what is not there is not found', async () => {
    expect(await resolve('nothing', '-')).toMatchObject({ ok: false, failure: { reason: 'unmatched_not_found' } })
  })
})

describe('an invoice that is to be cancelled', () => {
  const close = (invoice: string) => closePayments(contextAt(NOW), deskOf(contextAt(NOW)), invoice)

  test.each(['midtrans', 'xendit'] as const)('has its page at %s closed', async (name) => {
    const { invoice, orderId, payUrl } = await order(name)
    await fetch(payUrl)
    expect(await close(invoice)).toEqual({ stillOpen: [] })
    expect(gateway.payment(orderId).state).toBe('expire')
    expect(await close(invoice)).toEqual({ stillOpen: [] })
  })

  test('is not cancelled when it was paid a moment ago, or when nobody answers', async () => {
    const paid = await order('midtrans')
    gateway.faults.held = true
    await gateway.move(paid.orderId, 'settlement')
    expect(await close(paid.invoice)).toEqual({ stillOpen: [paid.orderId] })
    const silent = await order('xendit')
    gateway.faults.silent = true
    expect(await close(silent.invoice)).toEqual({ stillOpen: [silent.orderId] })
  })
})

/** Due 10 March: suspended 13 March 00:00 WIB, terminated 20 March 00:00 WIB. */
describe('what counts is when it was paid, not when we hear of it', () => {
  test.each([
    ['one second before the suspension', '2027-03-12T16:59:59Z', '2027-03-13T02:00:00Z', 'suspension_undone', 'active'],
    ['one second after the suspension', '2027-03-12T17:00:01Z', '2027-03-13T02:00:00Z', 'reactivated', 'active'],
    ['one second before the termination', '2027-03-19T16:59:59Z', '2027-03-20T02:00:00Z', 'termination_undone', 'active'],
    ['one second after the termination', '2027-03-19T17:00:01Z', '2027-03-20T02:00:00Z', 'paid_after_termination', 'terminated'],
  ])('%s', async (_, paidAt, heardAt, effect, state) => {
    await worker.setClock(NOW)
    const { invoice, orderId, account } = await order('midtrans')
    for (const tick of ['2027-03-10T17:00:00Z', '2027-03-12T17:00:00Z', '2027-03-19T17:00:00Z']) if (tick < heardAt) await worker.tick(tick)
    await worker.setClock(heardAt)
    expect(await gateway.move(orderId, 'settlement', { at: at(paidAt) })).toEqual([200])
    expect(await paymentsOf(invoice)).toEqual([{ amount: 500_000, paid_at: at(paidAt), effect }])
    expect(await rows('SELECT state FROM accounts WHERE id = ?', account)).toEqual([{ state }])
  })

  test('a payment that lay unread is applied before anyone is suspended over it', async () => {
    await worker.setClock('2027-03-12T16:58:00Z')
    const { invoice, orderId, account } = await order('midtrans')
    await worker.tick('2027-03-10T17:00:00Z')
    gateway.faults.silent = true
    await gateway.move(orderId, 'settlement', { at: at('2027-03-12T16:57:00Z') })
    gateway.faults.silent = false
    await worker.tick('2027-03-12T17:00:00Z')
    expect(await paymentsOf(invoice)).toMatchObject([{ effect: 'paid' }])
    expect(await rows('SELECT 1 FROM events WHERE entity = ? AND type = ?', account, 'account.suspended')).toEqual([])
  })
})
