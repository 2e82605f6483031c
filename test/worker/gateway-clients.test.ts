import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { LOCAL_GATEWAY_KEYS, midtransNotification, xenditInvoice } from '../support/gateway-payment.ts'
import type { Verb } from '../support/gateway-worker.ts'

const SIGNATURE =
  '95aed0800e10e4bf0d8818a06324e4980ed2cda802592dc076f482d057f2bccf22039f0919925e31b43042942e5dd03804ca986d3ce6ecfad3eb1ec252bde153'
const NOW = Date.parse('2027-03-10T03:00:00Z')
const ORDER = {
  orderId: 'inv_a01TEST0000000000000000001-1',
  amountRupiah: 150_000,
  description: 'Perpanjangan starter',
  now: NOW,
  expiresAt: NOW + 24 * 3_600_000,
  returnUrl: 'https://treabiz.id/akun',
}

let gateway: LocalGateway
const harnesses: ReturnType<typeof createTestHarness>[] = []

beforeAll(async () => {
  gateway = await startLocalGateway({ notify: { midtrans: 'http://127.0.0.1:9/', xendit: 'http://127.0.0.1:9/' }, now: () => NOW })
})
afterEach(() => gateway.reset())
afterAll(async () => {
  await Promise.all(harnesses.map((harness) => harness.close()))
  await gateway.close()
})

async function clientsInWorkerd(vars: Record<string, string> = {}) {
  const all = { ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url, GATEWAY_TIMEOUT: '1500', ...vars }
  const main = 'test/support/gateway-worker.ts'
  const harness = createTestHarness({ workers: [{ config: { name: 'clients', main, compatibility_date: '2026-10-20', vars: all } }] })
  harnesses.push(harness)
  await harness.listen()
  return async (name: 'midtrans' | 'xendit', verb: Verb, body: unknown, headers?: Record<string, string>) => {
    const response = await harness.getWorker().fetch('/', { method: 'POST', body: JSON.stringify({ gateway: name, verb, body, headers }) })
    return (await response.json()) as { ok: boolean; value: Record<string, unknown>; failure: Record<string, unknown> }
  }
}

let call: Awaited<ReturnType<typeof clientsInWorkerd>>
beforeAll(async () => {
  call = await clientsInWorkerd()
})

describe.each(['midtrans', 'xendit'] as const)('%s', (name) => {
  const create = (changes: Partial<typeof ORDER> = {}) => call(name, 'createPayment', { ...ORDER, ...changes })

  test('gives a page to pay on, and says what became of it', async () => {
    const created = await create()
    expect(created).toMatchObject({ ok: true, value: { payUrl: expect.stringContaining('/pay/') } })
    await fetch(String(created.value['payUrl']))
    const reference = created.value['reference']
    expect(await call(name, 'status', reference)).toMatchObject({ ok: true, value: { state: 'pending', settledAt: null } })
    await gateway.move(ORDER.orderId, 'settlement', { at: Date.parse('2027-03-12T16:59:59Z') })
    expect(await call(name, 'status', reference)).toMatchObject({
      ok: true,
      value: {
        state: 'settled',
        orderId: ORDER.orderId,
        transactionId: gateway.payment(ORDER.orderId).transactionId,
        amountRupiah: 150_000,
        settledAt: Date.parse('2027-03-12T16:59:59Z'),
      },
    })
  })

  test('tells the amount that was really paid', async () => {
    const { value } = await create()
    await gateway.move(ORDER.orderId, 'settlement', { amount: 149_000 })
    expect(await call(name, 'status', value['reference'])).toMatchObject({ value: { state: 'settled', amountRupiah: 149_000 } })
  })

  test('an amount with cents is not understood', async () => {
    const { value } = await create()
    await gateway.move(ORDER.orderId, 'settlement', { amount: 149_999.5 })
    expect(await call(name, 'status', value['reference'])).toMatchObject({ ok: false, failure: { reason: 'answer_not_understood' } })
  })

  test('a page nobody has paid on can be voided, also twice; one that was paid cannot', async () => {
    const { value } = await create()
    await fetch(String(value['payUrl']))
    expect(await call(name, 'voidPayment', value['reference'])).toMatchObject({ ok: true })
    expect(await call(name, 'voidPayment', value['reference'])).toMatchObject({ ok: true })
    expect(await call(name, 'status', value['reference'])).toMatchObject({ value: { state: 'expired' } })
    const other = await create({ orderId: 'inv_a01TEST0000000000000000001-2' })
    await gateway.move('inv_a01TEST0000000000000000001-2', 'settlement')
    expect(await call(name, 'voidPayment', other.value['reference'])).toMatchObject({ ok: false, failure: { reason: 'gateway_refused' } })
  })

  test.each([
    ['silence', { silent: true }, 'gateway_silent'],
    ['a broken gateway', { failWith: 502 }, 'gateway_unavailable'],
    ['too many requests', { failWith: 429 }, 'gateway_unavailable'],
    ['an answer that is not JSON', { failWith: 200 }, 'answer_not_understood'],
  ])('%s is a failure and not a guess', async (_, fault, reason) => {
    const { value } = await create()
    Object.assign(gateway.faults, fault)
    expect(await call(name, 'status', value['reference'])).toMatchObject({ ok: false, failure: { reason } })
  })

  test('one call makes one request, whatever comes of it', async () => {
    const { value } = await create()
    const before = gateway.requests.length
    Object.assign(gateway.faults, { failWith: 503 })
    await call(name, 'status', value['reference'])
    expect(gateway.requests.length).toBe(before + 1)
  })

  test('a wrong key is refused', async () => {
    const strangers = await clientsInWorkerd({ MIDTRANS_SERVER_KEY: 'other', XENDIT_SECRET_KEY: 'other' })
    expect(await strangers(name, 'createPayment', ORDER)).toMatchObject({ ok: false, failure: { reason: 'gateway_refused', status: 401 } })
  })

  test('what it has never heard of is unknown', async () => {
    expect(await call(name, 'status', 'nothing')).toMatchObject({ ok: false, failure: { reason: 'payment_unknown' } })
  })
})

describe('a creation that times out after doing the work', () => {
  test('Midtrans says that the order id is taken: its page reached nobody', async () => {
    gateway.faults.createHangs = true
    expect(await call('midtrans', 'createPayment', ORDER)).toMatchObject({ failure: { reason: 'gateway_silent', afterMilliseconds: 1500 } })
    gateway.faults.createHangs = false
    expect(await call('midtrans', 'createPayment', ORDER)).toMatchObject({ failure: { reason: 'order_id_taken' } })
  })

  test('at Xendit the invoice of the first attempt is taken up again', async () => {
    gateway.faults.createHangs = true
    await call('xendit', 'createPayment', ORDER)
    gateway.faults.createHangs = false
    const again = await call('xendit', 'createPayment', ORDER)
    expect(again).toMatchObject({ ok: true, value: { reference: gateway.payment(ORDER.orderId).transactionId } })
    expect(gateway.requests.filter((request) => request === 'POST /v2/invoices')).toHaveLength(1)
  })
})

describe('notifications', () => {
  const KEY = LOCAL_GATEWAY_KEYS.MIDTRANS_SERVER_KEY
  const midtrans = (change: object = {}) => {
    const payment = gateway.add({
      gateway: 'midtrans',
      orderId: ORDER.orderId,
      amount: 150_000,
      transactionId: 'tx-1',
      paidAmount: 150_000,
    })
    return { ...midtransNotification(payment, 'settlement', KEY), ...change }
  }
  const parse = (body: unknown) => call('midtrans', 'parseWebhook', typeof body === 'string' ? body : JSON.stringify(body))

  test('Midtrans’ own signature is accepted', async () => {
    expect(await parse(midtrans())).toEqual({
      ok: true,
      value: { orderId: ORDER.orderId, transactionId: 'tx-1', reference: 'tx-1', status: 'settlement', pending: false },
    })
  })

  // SHA-512 of “order-1” + “200” + “10000.00” + “key”, worked out by coreutils' sha512sum.
  test('the signature is the documented one', async () => {
    const strict = await clientsInWorkerd({ MIDTRANS_SERVER_KEY: 'key' })
    const body = {
      order_id: 'order-1',
      transaction_id: 't',
      transaction_status: 'settlement',
      status_code: '200',
      gross_amount: '10000.00',
    }
    expect(await strict('midtrans', 'parseWebhook', JSON.stringify({ ...body, signature_key: SIGNATURE }))).toMatchObject({ ok: true })
  })

  test.each([
    ['another amount', { gross_amount: '1.00' }],
    ['another order', { order_id: 'inv_other-1' }],
    ['another status code', { status_code: '201' }],
    ['a shortened signature', { signature_key: 'ab' }],
    ['no signature', { signature_key: '' }],
  ])('%s is not authentic', async (_, change) => {
    expect(await parse(midtrans(change))).toMatchObject({ ok: false, failure: { reason: 'not_authentic' } })
  })

  test.each(['', '{', '[]', '"text"', 'null', '{"order_id":1}'])('“%s” is not authentic', async (body) => {
    expect(await parse(body)).toMatchObject({ ok: false, failure: { reason: 'not_authentic' } })
  })

  test('two partial refunds are two occasions, the same one sent twice is one', async () => {
    const first = await parse(midtrans({ transaction_status: 'partial_refund', refund_amount: '1000.00' }))
    const again = await parse(midtrans({ transaction_status: 'partial_refund', refund_amount: '1000.00' }))
    const second = await parse(midtrans({ transaction_status: 'partial_refund', refund_amount: '2000.00' }))
    expect(first.value['status']).toBe(again.value['status'])
    expect(second.value['status']).not.toBe(first.value['status'])
  })

  test('a card that fraud detection holds back and then lets go is two occasions, and only the second is money', async () => {
    const held = await parse(midtrans({ transaction_status: 'capture', fraud_status: 'challenge' }))
    const released = await parse(midtrans({ transaction_status: 'capture', fraud_status: 'accept' }))
    expect([held.value['pending'], released.value['pending']]).toEqual([true, false])
    expect(released.value['status']).not.toBe(held.value['status'])
  })

  const invoice = () =>
    xenditInvoice(gateway.add({ gateway: 'xendit', orderId: ORDER.orderId, amount: 150_000 }), 'settlement', gateway.url)
  const token = { 'x-callback-token': LOCAL_GATEWAY_KEYS.XENDIT_CALLBACK_TOKEN }

  test('Xendit’s token is accepted', async () => {
    expect(await call('xendit', 'parseWebhook', JSON.stringify(invoice()), token)).toMatchObject({
      ok: true,
      value: { orderId: ORDER.orderId, status: 'PAID', pending: false },
    })
  })

  test.each([{}, { 'x-callback-token': '' }, { 'x-callback-token': 'local-callback-toke' }, { 'x-callback-token': 'x' }])(
    'Xendit with %o is not authentic',
    async (headers) => {
      expect(await call('xendit', 'parseWebhook', JSON.stringify(invoice()), headers)).toMatchObject({
        failure: { reason: 'not_authentic' },
      })
    },
  )

  test('with the right token and another form it is told which field is missing', async () => {
    const body = JSON.stringify({ id: 'x', external_id: 'y' })
    expect(await call('xendit', 'parseWebhook', body, token)).toMatchObject({
      failure: { reason: 'notification_not_understood', field: 'status' },
    })
  })
})
