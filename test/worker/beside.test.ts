/** What staff do beside an account's state (S11, S14, S18), on the real Worker: holds, violations, blocks against the purge. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, createClient, customerOf } from '../support/client.ts'
import { historyOf, noticesOf, rows, stateOf } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

/** Due 10 March: late 11 March 00:00 WIB, to be suspended 13 March 00:00 WIB. */
const LATE = '2027-03-10T17:00:00Z'
const SUSPENDED = '2027-03-12T17:00:00Z'
const MORNING = '2027-03-01T02:00:00Z'
const REASON = 'Pelanggan membayar lewat cek yang baru cair minggu depan.'
const ABUSE = { reason: 'Situs menyebarkan halaman phishing.', evidence: 'Laporan CERT 2027-118, salinan halaman di arsip kami.' }

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
let account = ''
let invoice = ''

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MORNING)
  staff = await staffOf(worker, Date.parse(MORNING))
  customer = await customerOf(worker, Date.parse(MORNING))
})
afterAll(() => worker.close())

beforeEach(async () => {
  await worker.setClock(MORNING)
  const response = await worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'toko.example', package: 'hosting-mulai', dueOn: '2027-03-10' }),
  })
  const made = (await response.json()) as { account: string; invoice: string }
  account = made.account
  invoice = made.invoice
})

let keys = 0
const fresh = () => ({ 'idempotency-key': `beside-${++keys}` })
const path = (what: string) => `/api/v1/staff/accounts/${account}/${what}`
const hold = (body: object = { until: null, reason: REASON }, headers = fresh(), who = staff) => who.post(path('hold'), body, headers)
const endHold = (who = staff) => who.delete(path('hold'), { reason: 'Cek sudah cair seluruhnya.' }, fresh())
const declare = (body: object = ABUSE, who = staff) => who.post(path('violation'), body, fresh())
const lift = (who = staff) => who.delete(path('violation'), { reason: 'Halaman sudah dihapus pelanggan.' }, fresh())
const block = (subject = 'Surat Perintah 12/2027', who = staff) =>
  who.post(path('purge-blocks'), { subject, reason: 'Penyidik meminta data tetap ada.' }, fresh())
const unblock = (id: string, who = staff) => who.delete(path(`purge-blocks/${id}`), { reason: 'Perintah sudah dicabut.' }, fresh())

const row = async () => (await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', account))[0]
const lastEvent = async () => (await historyOf(worker.db, account)).at(-1)
const orders = async () =>
  (await rows<{ body: string }>(worker.db, `SELECT body FROM outbox WHERE kind = 'panel' AND subject = ?`, account)).map(
    ({ body }) => JSON.parse(body) as { order: string; reason: string },
  )
const inbox = async () => {
  const { body } = await customer.client.get('/api/v1/notices', { 'accept-language': 'en' })
  return (body as { subject: string; kind: string; text: string; clause: { id: string } | null }[]).filter(
    ({ subject }) => subject === account,
  )
}
const set = (change: string) =>
  worker.db
    .prepare(`UPDATE accounts SET ${change}, version = version + 1, commit_id = 'com_test' || version WHERE id = ?`)
    .bind(account)
    .run()

describe('a hold', () => {
  test('stands on the account with its reason, is told to the customer, and brings the account up for review at once', async () => {
    const answer = await hold({ until: '2027-03-20T00:00:00+07:00', reason: REASON })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ account, act: 'hold_placed', serviceRuns: true, clause: { document: 'terms', id: 'S14' } })
    const until = Date.parse('2027-03-19T17:00:00Z')
    const now = Date.parse(answer.body.at)
    expect(await row()).toMatchObject({
      ...{ hold_kind: 'staff', hold_placed_at: now, hold_until: until, hold_reason: REASON },
      ...{ state: 'active', next_action: 'review', next_action_at: now },
    })
    const event = await lastEvent()
    expect(event).toMatchObject({ type: 'account.hold_placed', body: { clause: { id: 'S14' }, until, state: 'active' } })
    expect(JSON.stringify(event)).not.toContain('cek')
    const [told] = await inbox()
    expect(told).toMatchObject({ kind: 'hold_placed', clause: { id: 'S14' } })
    expect(told?.text).toContain(REASON)
    expect(told?.text).toContain('20 March 2027')
    expect(await rows(worker.db, `SELECT kind FROM outbox WHERE subject = ? AND kind = 'mail'`, account)).toHaveLength(1)
    expect(await orders()).toEqual([])
  })

  test('that is running is not replaced by another, and what is past cannot be its end', async () => {
    await hold()
    const second = await hold()
    expect(second.status).toBe(409)
    expect(second.body).toMatchObject({ code: 'hold_runs', until: null })
    await endHold()
    expect((await hold()).status).toBe(201)
    await endHold()
    const past = await hold({ until: '2027-02-01T00:00:00+07:00', reason: REASON })
    expect(past.status).toBe(422)
    expect(past.body).toMatchObject({ code: 'hold_ends_in_the_past', errors: [{ field: 'until' }] })
  })

  test('is ended by staff, stays on the account, and is told; where none runs there is none to end', async () => {
    expect((await endHold()).body).toMatchObject({ status: 409, code: 'no_hold' })
    await hold()
    const ended = await endHold()
    expect(ended.body.act).toBe('hold_ended')
    expect(await row()).toMatchObject({ hold_kind: 'staff', hold_until: Date.parse(ended.body.at), next_action: 'review' })
    expect(await lastEvent()).toMatchObject({ type: 'account.hold_ended' })
    expect((await inbox()).map(({ kind }) => kind)).toContain('hold_ended')
    expect((await endHold()).body.code).toBe('no_hold')
  })
})

describe('a hold and the sweep', () => {
  test('placed while a suspension is due: nobody is suspended until a notice after its end has counted a day', async () => {
    await worker.tick(LATE)
    await worker.setClock('2027-03-12T16:58:00Z')
    await hold()
    for (const at of [SUSPENDED, '2027-03-13T17:00:00Z', '2027-03-25T17:00:00Z']) await worker.tick(at)
    expect(await stateOf(worker.db, account)).toBe('overdue')

    await worker.setClock('2027-03-26T02:00:00Z')
    await endHold()
    await worker.tick('2027-03-26T02:01:00Z')
    expect(await stateOf(worker.db, account)).toBe('overdue')
    expect(await noticesOf(worker.db, account)).toContain('overdue 2027-03-26T02:01Z')
    await worker.tick('2027-03-27T02:00:00Z')
    expect(await stateOf(worker.db, account)).toBe('overdue')
    for (const at of ['2027-03-27T02:01:00Z', '2027-03-27T02:02:00Z']) await worker.tick(at)
    expect(await stateOf(worker.db, account)).toBe('suspended')
  })

  test('the customer reads the hold, and the dates to come are those at which the sweep will act', async () => {
    await worker.tick(LATE)
    await worker.setClock('2027-03-12T02:00:00Z')
    await hold({ until: '2027-03-20T00:00:00+07:00', reason: REASON })
    const { body } = await customer.client.get(`/api/v1/accounts/${account}`, { 'accept-language': 'en' })
    expect(body.beside).toMatchObject({ hold: { until: '2027-03-19T17:00:00.000Z', reason: REASON }, violation: null })
    expect(body.timeline.past.at(-1)).toMatchObject({ kind: 'hold_placed', clause: { document: 'terms', id: 'S14' } })
    expect(body.timeline.next.map(({ kind, when }: { kind: string; when: string }) => `${kind} ${when}`)).toEqual([
      'overdue_notice 20 March 2027, 00:00 WIB',
      'suspended 21 March 2027, 00:00 WIB',
      'terminated 28 March 2027, 00:00 WIB',
    ])
    await worker.tick('2027-03-12T02:01:00Z')
    await worker.tick('2027-03-19T17:00:00Z')
    await worker.tick('2027-03-20T16:59:00Z')
    expect(await stateOf(worker.db, account)).toBe('overdue')
    await worker.tick('2027-03-20T17:00:00Z')
    expect(await stateOf(worker.db, account)).toBe('suspended')
  })

  test('at the same moment: one of them is first, and nothing is lost or done twice', async () => {
    await worker.tick(LATE)
    await worker.setClock('2027-03-12T17:00:00Z')
    const [placed] = await Promise.all([hold(), worker.tick(SUSPENDED), worker.tick(SUSPENDED)])
    expect(placed.status).toBe(201)
    const history = await historyOf(worker.db, account)
    expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1))
    const suspended = history.filter(({ type }) => type === 'account.suspended')
    expect(suspended).toHaveLength((await stateOf(worker.db, account)) === 'suspended' ? 1 : 0)
    expect(history.filter(({ type }) => type === 'account.hold_placed')).toHaveLength(1)
    // What the hold found, it keeps: no further step is taken while it runs.
    const before = await stateOf(worker.db, account)
    for (const at of ['2027-03-13T17:00:00Z', '2027-04-20T17:00:00Z']) await worker.tick(at)
    expect(await stateOf(worker.db, account)).toBe(before)
  })

  test('of an order that waits for its payment: the order still ends by itself', async () => {
    await set(`state = 'pending_payment', next_action = 'expire_order', next_action_at = ${Date.parse('2027-03-03T17:00:00Z')}`)
    await hold()
    await worker.tick('2027-03-01T02:05:00Z')
    expect(await row()).toMatchObject({ state: 'pending_payment', next_action: 'expire_order' })
  })
})

describe('a violation', () => {
  test('switches the service off, keeps its evidence with the file, and tells the customer why', async () => {
    const answer = await declare()
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ act: 'violation_declared', serviceRuns: false, clause: { document: 'sla', id: 'S18' } })
    expect(await row()).toMatchObject({ violation_reason: ABUSE.reason, violation_evidence: ABUSE.evidence, state: 'active' })
    expect(await orders()).toEqual([{ order: 'align', reason: 'sla 2026-12-15 S18' }])
    const event = await lastEvent()
    expect(event).toMatchObject({
      type: 'account.violation_declared',
      body: { clause: { document: 'sla', id: 'S18' }, serviceRuns: false },
    })
    expect(JSON.stringify(event)).not.toMatch(/phishing|CERT/)
    const [told] = await inbox()
    expect(told).toMatchObject({ kind: 'violation_declared', clause: { id: 'S18' } })
    expect(told?.text).toContain(ABUSE.reason)
    expect(told?.text).not.toContain('CERT')
    const { body } = await customer.client.get(`/api/v1/accounts/${account}`)
    expect(body.beside.violation).toEqual({ since: answer.body.at, reason: ABUSE.reason })
    expect(body.timeline.past.at(-1)).toMatchObject({ kind: 'violation_declared', clause: { document: 'sla', id: 'S18' } })
    expect(JSON.stringify(body)).not.toContain('CERT')
  })

  test('stands until staff lift it, and then the service runs again', async () => {
    await declare()
    expect((await declare()).body).toMatchObject({ status: 409, code: 'violation_stands', declaredAt: expect.any(Number) })
    const lifted = await lift()
    expect(lifted.body).toMatchObject({ act: 'violation_lifted', serviceRuns: true })
    expect(await row()).toMatchObject({ violation_at: null, violation_reason: null, violation_evidence: null })
    expect(await orders()).toHaveLength(2)
    expect((await lift()).body).toMatchObject({ status: 409, code: 'no_violation' })
  })

  test('is told wherever staff find the service', async () => {
    await declare()
    const found = (await staff.get(`/api/v1/staff/customers?q=${account}`)).body.found.flatMap(
      ({ accounts }: { accounts: object[] }) => accounts,
    )
    expect(found).toContainEqual(expect.objectContaining({ id: account, state: 'active', isOff: true }))
    expect((await staff.get(`/api/v1/staff/invoices/${invoice}`)).body).toMatchObject({ accountState: 'active', accountIsOff: true })
    await lift()
    expect((await staff.get(`/api/v1/staff/invoices/${invoice}`)).body.accountIsOff).toBe(false)
  })

  test('of an account that is off anyway orders nothing at the panel', async () => {
    for (const at of [LATE, SUSPENDED]) await worker.tick(at)
    await worker.setClock('2027-03-13T02:00:00Z')
    const before = (await orders()).length
    expect((await declare()).body.serviceRuns).toBe(false)
    expect((await lift()).body.serviceRuns).toBe(false)
    expect(await orders()).toHaveLength(before)
  })

  test('is not lifted by a payment', async () => {
    await declare()
    await staff.post(
      `/api/v1/staff/invoices/${invoice}/payments`,
      { amountRupiah: 500_000, method: 'cash', reference: `KAS-${account}`, paidAt: MORNING },
      fresh(),
    )
    expect(await row()).toMatchObject({ violation_reason: ABUSE.reason })
    expect((await declare()).body.code).toBe('violation_stands')
  })
})

describe('a block against the purge', () => {
  test('is placed for a lawful order and lifted again, and the customer is not told of it', async () => {
    const placed = await block()
    expect(placed.status).toBe(201)
    expect(placed.body).toMatchObject({ act: 'purge_blocked', purgeBlock: expect.stringMatching(/^\w+_a/), clause: { id: 'S11' } })
    expect(await rows(worker.db, 'SELECT kind, subject, lifted_at FROM purge_blocks WHERE account = ?', account)).toEqual([
      { kind: 'legal_hold', subject: 'Surat Perintah 12/2027', lifted_at: null },
    ])
    expect((await lastEvent())?.body).toMatchObject({ block: placed.body.purgeBlock, kind: 'legal_hold' })
    expect((await block()).body).toMatchObject({ status: 409, code: 'block_stands' })
    expect((await block('Surat Perintah 13/2027')).status).toBe(201)

    expect((await unblock(placed.body.purgeBlock)).body).toMatchObject({ act: 'purge_unblocked' })
    expect((await unblock(placed.body.purgeBlock)).body).toMatchObject({ status: 409, code: 'no_such_block' })
    expect(await rows(worker.db, 'SELECT subject FROM purge_blocks WHERE account = ? AND lifted_at IS NULL', account)).toEqual([
      { subject: 'Surat Perintah 13/2027' },
    ])
    expect(await inbox()).toEqual([])
  })
})

describe('every act', () => {
  test('keeps what staff wrote beside the event of the same commit, for the file alone', async () => {
    await hold()
    await declare()
    await endHold()
    await staff.post(
      `/api/v1/staff/customers/${customer.customerId}/looks`,
      { category: 'abuse', words: 'Meninjau laporan phishing.' },
      fresh(),
    )
    const { body } = await staff.get(`/api/v1/staff/accounts/${account}`)
    expect(body.acts.map(({ act }: { act: string }) => act).sort()).toEqual(['hold_ended', 'hold_placed', 'violation_declared'])
    const violation = body.acts.find(({ act }: { act: string }) => act === 'violation_declared')
    expect(violation).toMatchObject({ ...ABUSE, who: 'Budi Santoso' })
    expect(body).toMatchObject({ hold: { runs: false, reason: REASON }, violation: ABUSE, serviceRuns: false })
    await expect(worker.db.prepare(`UPDATE account_acts SET reason = 'lain'`).run()).rejects.toThrow('stays as it was written')
  })

  test('is refused for an account that is purged or that nobody has', async () => {
    await set(`state = 'purged', purged_at = 1, next_action = NULL, next_action_at = NULL`)
    for (const answer of [await hold(), await declare(), await block()]) expect(answer.body).toMatchObject({ status: 409, code: 'purged' })
    account = 'acc_aNOBODY'
    for (const answer of [await hold(), await endHold(), await declare(), await lift(), await block(), await unblock('x')]) {
      expect(answer.body).toMatchObject({ status: 404, code: 'account_not_found' })
    }
  })

  test('asks for words, and for a key', async () => {
    expect((await hold({ until: null, reason: 'ya' })).status).toBe(422)
    expect((await hold({ until: 'besok', reason: REASON })).status).toBe(422)
    expect((await declare({ reason: ABUSE.reason })).status).toBe(422)
    expect((await block('')).status).toBe(422)
    expect((await staff.delete(path('hold'), { reason: REASON })).body.code).toBe('idempotency_key_missing')
    expect((await staff.delete(path('hold'), {}, fresh())).status).toBe(422)
  })

  test('repeated under the same key is done once and answered twice', async () => {
    const same = fresh()
    const body = { until: null, reason: REASON }
    const answers = await Promise.all([hold(body, same), hold(body, same), hold(body, same)])
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body)
    expect((await historyOf(worker.db, account)).filter(({ type }) => type === 'account.hold_placed')).toHaveLength(1)
    expect((await hold({ ...body, reason: `${REASON} Lagi.` }, same)).body.code).toBe('idempotency_key_reused')
  })

  test('is staff’s alone, with the second factor', async () => {
    const half = await customerOf(worker, Date.parse(MORNING))
    await worker.db.prepare(`UPDATE auth_user SET role = 'staff' WHERE username = ?`).bind(half.input.userId).run()
    for (const [who, code] of [
      [customer.client, 'not_staff'],
      [half.client, 'second_factor_required'],
      [createClient(worker), 'signed_out'],
    ] as const) {
      const answers = [
        await hold(undefined, fresh(), who),
        await endHold(who),
        await declare(ABUSE, who),
        await lift(who),
        await block('x y z', who),
        await unblock('x', who),
      ]
      expect([...new Set(answers.map(({ body }) => body.code))]).toEqual([code])
    }
    expect(await historyOf(worker.db, account)).toHaveLength(1)
  })
})
