/** Ending an account in two steps, changing one's mind, and leaving over a declined version (S11, S13, S24, P5), on the real Worker. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountRow, asking, invoicesOf, nextKey, type Opened, openAccount, pay } from '../support/changing.ts'
import { type Client, customerOf, rowCounts, shownAt } from '../support/client.ts'
import { historyOf, noticesOf, rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

/** 10:00 WIB. The yearly account is due 31 January 2028; its renewal invoice went out on 31 December 2027. */
const MORNING = '2028-01-10T03:00:00Z'
const REGISTERED = '2028-01-09T03:00:00Z'
const DUE = '2028-01-31'
/** 00:00 WIB of the day after the due day. */
const ENDS = '2028-01-31T17:00:00.000Z'
const at = (iso: string) => Date.parse(iso)

let worker: RunningWorker
let staff: Client
let sari: Awaited<ReturnType<typeof customerOf>>
let budi: Awaited<ReturnType<typeof customerOf>>
let made: Opened

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(REGISTERED)
  staff = await staffOf(worker, at(REGISTERED))
  sari = await customerOf(worker, at(REGISTERED))
  budi = await customerOf(worker, at(REGISTERED))
})
beforeEach(async () => {
  await worker.setClock(MORNING)
  made = await openAccount(worker, sari.customerId, { dueOn: DUE })
})
afterAll(() => worker.close())

const mine = () => asking(sari.client, made.account)

describe('the first step', () => {
  test('says what would end, when, what becomes of the invoice, and until when to confirm; nothing ends', async () => {
    const { status, body } = await mine().ask()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'asked',
      endsAt: ENDS,
      confirmBy: expect.stringMatching(/^2028-01-13T03:0/),
      deletedFrom: '2028-02-01T19:00:00.000Z',
      voidsInvoice: expect.stringMatching(/^A-/),
      clause: { document: 'terms', id: 'S13' },
    })
    expect(await accountRow(worker, made.account)).toMatchObject({ state: 'active', cancel_ends_at: null, open_invoice: made.invoice })
    expect((await noticesOf(worker.db, made.account)).map((notice) => notice.split(' ')[0])).toContain('cancellation_asked')
  })

  test('asked again while it waits is the same step, told once', async () => {
    const first = await mine().ask()
    await worker.setClock('2028-01-11T03:00:00Z')
    const before = await rowCounts(worker)
    expect((await mine().ask()).body.confirmBy).toBe(first.body.confirmBy)
    expect(await rowCounts(worker)).toEqual(before)
  })

  test('can be taken back before it is confirmed', async () => {
    await mine().ask()
    expect((await mine().stay()).body).toMatchObject({ state: 'running', confirmBy: null })
    expect(await mine().confirm()).toMatchObject({ status: 409, body: { code: 'not_asked' } })
  })
})

describe('the second step', () => {
  test('sets the end, makes the invoice of a term not begun void, and keeps who did it and from where', async () => {
    await mine().ask()
    const { status, body } = await mine().confirm()
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'confirmed', cause: 'customer', endsAt: ENDS, voidsInvoice: null })
    expect(await accountRow(worker, made.account)).toMatchObject({ open_invoice: null, next_action: 'review', cancel_ends_at: at(ENDS) })
    expect((await invoicesOf(worker, made.account)).map(({ state }) => state)).toEqual(['void'])
    const event = (await historyOf(worker.db, made.account)).at(-1)
    expect(event).toMatchObject({
      type: 'account.cancellation_confirmed',
      body: {
        clause: { id: 'S13' },
        endsAt: at(ENDS),
        voids: [made.invoice],
        user: expect.stringMatching(/^usr_/),
        evidence: expect.any(String),
      },
    })
    expect(
      await rows(worker.db, 'SELECT customer FROM evidence WHERE id = (SELECT commit_id FROM accounts WHERE id = ?)', made.account),
    ).toEqual([{ customer: sari.customerId }])
  })

  test('repeated with its key is the same answer; at once five times, one end', async () => {
    await mine().ask()
    const answers = await Promise.all(Array.from({ length: 5 }, () => mine().confirm('five-at-once')))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.endsAt}`))).toEqual(new Set([`200 ${ENDS}`]))
    expect((await historyOf(worker.db, made.account)).filter(({ type }) => type === 'account.cancellation_confirmed')).toHaveLength(1)
  })

  test('needs the first, and comes within 72 hours of it', async () => {
    expect(await mine().confirm()).toMatchObject({ status: 409, body: { code: 'not_asked' } })
    await mine().ask()
    await worker.setClock('2028-01-13T03:10:00Z')
    const late = await mine().confirm()
    expect(late).toMatchObject({ status: 409, body: { code: 'confirmation_expired', clause: { document: 'terms', id: 'S13' } } })
    expect(late.body.detail).toContain('13 Januari 2028, 10.0')
    await mine().ask()
    expect((await mine().confirm()).status).toBe(200)
  })

  test('is refused once the end is set', async () => {
    await mine().ask()
    await mine().confirm()
    expect(await mine().confirm()).toMatchObject({ status: 409, body: { code: 'already_cancelled' } })
    expect(await mine().ask()).toMatchObject({ status: 409, body: { code: 'already_cancelled', endsAt: at(ENDS) } })
  })

  test('of an account that is late already leaves the rest of the day, and its invoice stands until then', async () => {
    for (const tick of ['2028-01-31T17:00:00Z', '2028-02-01T17:00:00Z']) await worker.tick(tick)
    await worker.setClock('2028-02-02T16:59:00Z')
    await mine().ask()
    expect((await mine().confirm()).body).toMatchObject({ state: 'confirmed', endsAt: '2028-02-02T17:00:00.000Z' })
    expect(await accountRow(worker, made.account)).toMatchObject({ state: 'overdue', open_invoice: made.invoice })
  })
})

describe('the end', () => {
  test('comes at its minute, by the sweep; data goes 26 hours after it, and nothing can be taken back', async () => {
    await mine().ask()
    await mine().confirm()
    for (const tick of ['2028-01-10T03:05:00Z', '2028-01-31T16:59:00Z']) await worker.tick(tick)
    expect(await accountRow(worker, made.account)).toMatchObject({ state: 'active', next_action: 'end_term' })
    expect(await invoicesOf(worker, made.account)).toHaveLength(1)
    await worker.tick(ENDS)
    expect(await accountRow(worker, made.account)).toMatchObject({ state: 'cancelled', next_action_at: at('2028-02-01T19:00:00Z') })
    await worker.setClock('2028-02-01T03:00:00Z')
    expect((await mine().cancellation()).body).toMatchObject({ state: 'ended' })
    expect(await mine().stay()).toMatchObject({ status: 409, body: { code: 'nothing_to_cancel', state: 'cancelled' } })
  })

  test('29 February of a leap year, asked for in the minute before midnight WIB', async () => {
    made = await openAccount(worker, sari.customerId, { dueOn: '2028-02-29', term: 'monthly' })
    await worker.setClock('2028-02-29T16:58:00Z')
    expect((await mine().ask()).body).toMatchObject({ endsAt: '2028-02-29T17:00:00.000Z' })
    expect((await mine().confirm()).body).toMatchObject({ state: 'confirmed', endsAt: '2028-02-29T17:00:00.000Z' })
  })
})

describe('a change of mind', () => {
  test('before the end: the account goes on, and the sweep issues the renewal anew', async () => {
    await mine().ask()
    await mine().confirm()
    expect((await mine().stay()).body).toMatchObject({ state: 'running', endsAt: ENDS })
    expect(await accountRow(worker, made.account)).toMatchObject({ cancel_asked_at: null, cancel_confirmed_at: null, cancel_ends_at: null })
    await worker.tick('2028-01-10T03:01:00Z')
    const invoices = await invoicesOf(worker, made.account)
    expect(invoices.map(({ state, period_from }) => [state, period_from])).toEqual([
      ['void', DUE],
      ['issued', DUE],
    ])
    expect(await accountRow(worker, made.account)).toMatchObject({ open_invoice: invoices[1]?.['id'] })
  })

  test('without an end that is set there is nothing to take back', async () => {
    expect(await mine().stay()).toMatchObject({ status: 409, body: { code: 'nothing_scheduled', clause: { id: 'S13' } } })
  })
})

describe('another customer', () => {
  test('finds no such account behind any of the doors', async () => {
    const theirs = asking(budi.client, made.account)
    const before = await rowCounts(worker)
    for (const answer of [await theirs.cancellation(), await theirs.ask(), await theirs.confirm(), await theirs.stay()]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
    }
    expect(await rowCounts(worker)).toEqual(before)
  })
})

describe('a payment', () => {
  test('against the second step: one of them is first, and the account is whole either way', async () => {
    await mine().ask()
    const [confirmed, paid] = await Promise.all([mine().confirm(), pay(staff, made.invoice, MORNING, 500_000)])
    expect([confirmed.status, paid.status]).toEqual([200, 201])
    const account = await accountRow(worker, made.account)
    const [invoice] = await invoicesOf(worker, made.account)
    expect(['paid', 'void']).toContain(invoice?.['state'])
    if (invoice?.['state'] === 'void') expect(account).toMatchObject({ open_invoice: null, due_on: DUE })
    else expect(account).toMatchObject({ open_invoice: null, due_on: '2029-01-31' })
  })
})

describe('declining a material version', () => {
  /** Terms 2026-12-15 are announced on 21 November 2026 and material. */
  const EARLY = '2026-11-20T03:00:00Z'
  const ANNOUNCED = '2026-11-25T03:00:00Z'
  let langit: Awaited<ReturnType<typeof customerOf>>
  let account: Opened

  beforeEach(async () => {
    await worker.setClock(EARLY)
    langit = await customerOf(worker, at(EARLY))
    account = await openAccount(worker, langit.customerId, { dueOn: '2026-12-10' })
    await worker.setClock(ANNOUNCED)
  })

  const decide = (decision: 'accepted' | 'declined') => {
    const [shown] = shownAt(at('2026-12-20T00:00:00Z')).filter(({ document }) => document === 'terms')
    return langit.client.post(
      '/api/v1/acceptances',
      { decisions: [{ ...shown, shownAt: at(ANNOUNCED) - 60_000, decision }], page: '/akun/persetujuan/putuskan' },
      { 'idempotency-key': nextKey() },
    )
  }

  test('sets the end of every account to the end of its paid term, and nobody is invoiced for another', async () => {
    expect((await decide('declined')).status).toBe(201)
    expect(await accountRow(worker, account.account)).toMatchObject({
      state: 'active',
      open_invoice: null,
      cancel_asked_at: null,
      cancel_ends_at: at('2026-12-10T17:00:00Z'),
    })
    expect((await invoicesOf(worker, account.account)).map(({ state }) => state)).toEqual(['void'])
    expect((await asking(langit.client, account.account).cancellation()).body).toMatchObject({
      state: 'confirmed',
      cause: 'declined_version',
    })
    await worker.tick('2026-11-25T03:01:00Z')
    expect(await invoicesOf(worker, account.account)).toHaveLength(1)
    const inbox = (await langit.client.get('/api/v1/notices')).body
    expect(inbox.find(({ kind }: { kind: string }) => kind === 'leaving_set').text).toContain('11 Desember 2026, 00.00 WIB')
  })

  test('ends every account of a customer who has many, each told by itself, and accepting keeps them all', async () => {
    for (let more = 0; more < 16; more++) await openAccount(worker, langit.customerId, { dueOn: '2026-12-10' })
    const ends = () => rows(worker.db, 'SELECT DISTINCT cancel_ends_at FROM accounts WHERE customer = ?', langit.customerId)
    const told = (kind: string) =>
      rows(
        worker.db,
        `SELECT count(*) AS notices, (SELECT count(*) FROM outbox o JOIN accounts a ON a.id = o.subject WHERE a.customer = ?1
           AND o.body ->> '$.notice.kind' = ?2) + (SELECT count(*) FROM deliveries WHERE customer = ?1 AND what = ?2) AS mails,
           (SELECT count(*) FROM events e JOIN accounts a ON a.id = e.entity WHERE a.customer = ?1 AND e.type = 'account.' || ?2) AS events
         FROM notices WHERE customer = ?1 AND kind = ?2`,
        langit.customerId,
        kind,
      )
    expect((await decide('declined')).status).toBe(201)
    expect(await ends()).toEqual([{ cancel_ends_at: at('2026-12-10T17:00:00Z') }])
    expect(await told('leaving_set')).toEqual([{ notices: 17, mails: 17, events: 17 }])
    expect((await decide('accepted')).status).toBe(201)
    expect(await ends()).toEqual([{ cancel_ends_at: null }])
    expect(await told('leaving_taken_back')).toEqual([{ notices: 17, mails: 17, events: 17 }])
  })

  test('of an account that is late waits until it is paid for; then the sweep sets the end, and asks for no further term', async () => {
    for (const tick of ['2026-12-10T17:00:00Z', '2026-12-11T17:00:00Z']) await worker.tick(tick)
    await worker.setClock('2026-12-12T03:00:00Z')
    const [shown] = shownAt(at('2026-12-20T00:00:00Z')).filter(({ document }) => document === 'terms')
    const decisions = [{ ...shown, shownAt: at('2026-12-12T03:00:00Z') - 60_000, decision: 'declined' }]
    const declined = await langit.client.post('/api/v1/acceptances', { decisions, page: '/akun' }, { 'idempotency-key': nextKey() })
    expect(declined.status).toBe(201)
    expect(await accountRow(worker, account.account)).toMatchObject({
      state: 'overdue',
      open_invoice: account.invoice,
      cancel_ends_at: null,
    })
    expect((await pay(staff, account.invoice, '2026-12-12T02:00:00Z', 500_000)).body).toMatchObject({ effect: 'paid' })
    for (const tick of ['2027-11-09T16:59:00Z', '2027-11-09T17:00:00Z']) await worker.tick(tick)
    expect(await accountRow(worker, account.account)).toMatchObject({
      state: 'active',
      open_invoice: null,
      cancel_ends_at: at('2027-12-10T17:00:00Z'),
    })
    expect(await invoicesOf(worker, account.account)).toHaveLength(1)
    await worker.tick('2027-12-10T17:00:00Z')
    expect(await accountRow(worker, account.account)).toMatchObject({ state: 'cancelled', next_action: 'purge' })
  })

  test('is taken back by accepting it, and the renewal is issued again', async () => {
    await decide('declined')
    expect(await asking(langit.client, account.account).stay()).toMatchObject({ status: 409, body: { code: 'leaving_by_decline' } })
    expect((await decide('accepted')).status).toBe(201)
    expect(await accountRow(worker, account.account)).toMatchObject({ cancel_ends_at: null, next_action: 'review' })
    await worker.tick('2026-11-25T03:01:00Z')
    expect((await invoicesOf(worker, account.account)).map(({ state }) => state)).toEqual(['void', 'issued'])
  })

  test('leaves an end that the customer confirmed as it is, and accepting does not take that one back', async () => {
    const own = asking(langit.client, account.account)
    await own.ask()
    await own.confirm()
    await decide('declined')
    await decide('accepted')
    expect((await own.cancellation()).body).toMatchObject({ state: 'confirmed', cause: 'customer' })
  })
})
