/** Another package or another term (S17): for the next renewal, or at once and pro rata, through sweep and payment, on the real Worker. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountRow, asking, invoicesOf, type Opened, openAccount, pay } from '../support/changing.ts'
import { type Client, customerOf, rowCounts } from '../support/client.ts'
import { historyOf, noticesOf, rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const REGISTERED = '2028-01-09T03:00:00Z'
/** 10:00 WIB. The yearly account is due 31 January 2028, so that 20 days lie between this day and that one. */
const MORNING = '2028-01-10T03:00:00Z'
const DUE = '2028-01-31'
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
const row = () => accountRow(worker, made.account)
const invoices = async () =>
  (await invoicesOf(worker, made.account)).map(
    ({ kind, state, amount, period_from, period_to, due_on }) => `${kind} ${state} ${amount} ${period_from}..${period_to} due ${due_on}`,
  )
const panelOrders = () =>
  rows<{ n: number }>(
    worker.db,
    `SELECT count(*) AS n FROM outbox WHERE subject = ? AND (kind = 'panel' OR kind = 'step' AND body LIKE '%"panel":%')`,
    made.account,
  )

describe('what there is to choose from', () => {
  test('is every package and term of the same kind: what it is, from when, and what it costs now', async () => {
    const { status, body } = await mine().changes()
    expect(status).toBe(200)
    const told = body.options.map(
      ({ package: item, term, current, kind, from, costNowRupiah, priceRupiah }: Record<string, unknown>) =>
        `${item} ${term} ${priceRupiah}: ${current ? 'has it' : `${kind} ${from} ${costNowRupiah}`}`,
    )
    expect(told).toEqual([
      'hosting-mulai monthly 20000: downgrade 2028-01-31 0',
      'hosting-mulai yearly 200000: downgrade 2028-01-31 0',
      'hosting-tumbuh monthly 50000: shorter_term 2028-01-31 0',
      'hosting-tumbuh yearly 500000: has it',
      'hosting-maju monthly 95000: shorter_term 2028-01-31 0',
      'hosting-maju yearly 950000: upgrade now 24657',
      'hosting-andal monthly 180000: shorter_term 2028-01-31 0',
      'hosting-andal yearly 1800000: upgrade now 71232',
    ])
  })

  test('the day counts from midnight WIB, and of a leap year there are 366', async () => {
    const cost = async () =>
      (await mine().changes()).body.options.find((option: Record<string, unknown>) => option['kind'] === 'upgrade').costNowRupiah
    await worker.setClock('2028-01-10T16:58:00Z')
    expect(await cost()).toBe(24_657)
    await worker.setClock('2028-01-10T17:00:00Z')
    expect(await cost()).toBe(23_424)
    await worker.setClock('2028-01-29T17:00:00Z')
    expect(await cost()).toBe(0)
    await worker.setClock(MORNING)
    made = await openAccount(worker, sari.customerId, { dueOn: '2028-02-29' })
    expect(await cost()).toBe(Math.floor((450_000 * 49) / 366))
  })
})

describe('less, from the next renewal on', () => {
  test('the open invoice is void and issued anew for what is wanted; the paid term stays as it is to its last day', async () => {
    const { status, body } = await mine().change('hosting-mulai')
    expect(status).toBe(201)
    expect(body).toMatchObject({ kind: 'downgrade', from: DUE, costNowRupiah: 0, clause: { document: 'terms', id: 'S17' } })
    expect(await invoices()).toEqual([
      'renewal void 500000 2028-01-31..2029-01-31 due 2028-01-31',
      'renewal issued 200000 2028-01-31..2029-01-31 due 2028-01-31',
    ])
    expect(await row()).toMatchObject({
      package: 'hosting-tumbuh',
      open_invoice: body.invoice,
      next_package: 'hosting-mulai',
      next_from: DUE,
    })
    expect((await mine().changes()).body.wish).toMatchObject({ package: 'hosting-mulai', from: DUE, paid: false })
    expect((await pay(staff, body.invoice, MORNING, 200_000)).body).toMatchObject({ effect: 'paid' })
    await worker.tick('2028-01-30T16:59:00Z')
    expect(await row()).toMatchObject({ package: 'hosting-tumbuh', due_on: '2029-01-31' })
    const [before] = await panelOrders()
    await worker.tick('2028-01-30T17:00:00Z')
    expect(await row()).toMatchObject({ package: 'hosting-mulai', next_package: null, due_on: '2029-01-31' })
    expect((await panelOrders())[0]?.n).toBe((before?.n ?? 0) + 1)
  })

  test('a shorter term keeps the anniversary: 31 January, 29 February, 31 March', async () => {
    const { body } = await mine().change('hosting-tumbuh', 'monthly')
    expect((await invoices()).at(-1)).toBe('renewal issued 50000 2028-01-31..2028-02-29 due 2028-01-31')
    await pay(staff, body.invoice, MORNING, 50_000)
    for (const tick of ['2028-01-10T03:05:00Z', '2028-01-30T17:00:00Z', '2028-02-14T16:59:00Z']) await worker.tick(tick)
    expect(await row()).toMatchObject({
      term: 'monthly',
      due_on: '2028-02-29',
      open_invoice: null,
      next_action_at: at('2028-02-14T17:00:00Z'),
    })
    await worker.tick('2028-02-14T17:00:00Z')
    expect((await invoices()).at(-1)).toBe('renewal issued 50000 2028-02-29..2028-03-31 due 2028-02-29')
  })

  test('before the invoice goes out, the sweep issues it for what is wanted', async () => {
    await pay(staff, made.invoice, MORNING, 500_000)
    expect((await mine().change('hosting-mulai')).body).toMatchObject({ from: '2029-01-31', invoice: null })
    for (const tick of ['2028-01-10T03:05:00Z', '2028-12-30T16:59:00Z']) await worker.tick(tick)
    expect(await invoices()).toHaveLength(1)
    await worker.tick('2028-12-30T17:00:00Z')
    expect((await invoices()).at(-1)).toBe('renewal issued 200000 2029-01-31..2030-01-31 due 2029-01-31')
    expect(await row()).toMatchObject({ package: 'hosting-tumbuh' })
  })

  test('is taken back: the renewal is issued anew for what the account has; once its term is paid it stays', async () => {
    await mine().change('hosting-mulai')
    expect((await mine().takeBack()).body).toMatchObject({ wish: null })
    expect((await invoices()).at(-1)).toBe('renewal issued 500000 2028-01-31..2029-01-31 due 2028-01-31')
    expect(await mine().takeBack()).toMatchObject({ status: 409, body: { code: 'no_change' } })
    const again = await mine().change('hosting-mulai')
    await pay(staff, again.body.invoice, MORNING, 200_000)
    expect(await mine().takeBack()).toMatchObject({ status: 409, body: { code: 'change_paid', clause: { id: 'S17' } } })
  })

  test('a term of which a part is paid is not touched: the change begins with the one after it', async () => {
    await pay(staff, made.invoice, MORNING, 100_000)
    expect((await mine().change('hosting-mulai')).body).toMatchObject({ from: '2029-01-31', invoice: null })
    expect(await row()).toMatchObject({ open_invoice: made.invoice })
  })
})

describe('more, at once', () => {
  test('waits for its payment, then the package changes in that commit, and the renewal is issued anew for it', async () => {
    const { body } = await mine().change('hosting-maju')
    expect(body).toMatchObject({ kind: 'upgrade', from: 'now', costNowRupiah: 24_657, payUntil: '2028-01-12' })
    expect((await invoices()).at(-1)).toBe('upgrade issued 24657 2028-01-10..2028-01-31 due 2028-01-12')
    expect(await row()).toMatchObject({ package: 'hosting-tumbuh', open_invoice: made.invoice, state: 'active' })
    expect((await mine().changes()).body.upgrade).toMatchObject({ package: 'hosting-maju', invoice: body.invoice, amountRupiah: 24_657 })
    const [before] = await panelOrders()
    expect((await pay(staff, body.invoice, MORNING, 24_657)).status).toBe(201)
    expect(await row()).toMatchObject({ package: 'hosting-maju', state: 'active', due_on: DUE, open_invoice: null })
    expect((await panelOrders())[0]?.n).toBe((before?.n ?? 0) + 1)
    expect((await noticesOf(worker.db, made.account)).map((notice) => notice.split(' ')[0])).toContain('package_changed')
    await worker.tick('2028-01-10T03:05:00Z')
    expect((await invoices()).filter((invoice) => invoice.startsWith('renewal issued'))).toEqual([
      expect.stringContaining('renewal issued 950000 2028-01-31..2029-01-31'),
    ])
  })

  test('unpaid it lapses after its last day, and makes nobody late', async () => {
    await pay(staff, made.invoice, MORNING, 500_000)
    const { body } = await mine().change('hosting-andal')
    await worker.tick('2028-01-13T18:59:00Z')
    expect((await invoices()).at(-1)).toContain('upgrade issued')
    await worker.tick('2028-01-13T19:00:00Z')
    expect((await invoices()).at(-1)).toContain('upgrade void')
    expect(await row()).toMatchObject({ state: 'active', package: 'hosting-tumbuh' })
    expect((await historyOf(worker.db, made.account)).at(-1)).toMatchObject({
      type: 'account.upgrade_lapsed',
      body: { invoice: body.invoice },
    })
    for (const tick of ['2028-02-03T17:00:00Z', '2028-02-20T17:00:00Z']) await worker.tick(tick)
    expect(await row()).toMatchObject({ state: 'active' })
  })

  test('with both terms paid ahead costs the difference for the rest of both', async () => {
    await pay(staff, made.invoice, MORNING, 500_000)
    const offer = (await mine().changes()).body.options.find(
      (option: Record<string, unknown>) => option['package'] === 'hosting-maju' && option['term'] === 'yearly',
    )
    expect(offer.costNowRupiah).toBe(24_657 + 450_000)
  })

  test('with nothing left of the paid term costs nothing, and is had at once', async () => {
    await worker.setClock('2028-01-30T03:00:00Z')
    const { body } = await mine().change('hosting-maju')
    expect(body).toMatchObject({ from: 'now', invoice: null, costNowRupiah: 0 })
    expect(await row()).toMatchObject({ package: 'hosting-maju', open_invoice: null })
    await worker.tick('2028-01-30T03:05:00Z')
    expect((await invoices()).at(-1)).toContain('renewal issued 950000 2028-01-31..2029-01-31')
  })

  test('asked for before the renewal is paid is for the term that runs alone: paid after it, the money is credit', async () => {
    const { body } = await mine().change('hosting-maju')
    expect(body).toMatchObject({ costNowRupiah: 24_657 })
    await pay(staff, made.invoice, MORNING, 500_000)
    expect((await pay(staff, body.invoice, MORNING, 24_657)).body).toMatchObject({ effect: 'credited', creditRupiah: 24_657 })
    expect(await row()).toMatchObject({ package: 'hosting-tumbuh', due_on: '2029-01-31' })
    await worker.tick('2028-01-10T03:05:00Z')
    expect((await invoices()).at(-1)).toBe('upgrade void 24657 2028-01-10..2028-01-31 due 2028-01-12')
    expect((await historyOf(worker.db, made.account)).at(-1)).toMatchObject({
      type: 'account.upgrade_lapsed',
      body: { invoice: body.invoice },
    })
    await worker.setClock('2028-01-10T03:06:00Z')
    expect((await mine().change('hosting-maju')).body).toMatchObject({ costNowRupiah: 450_000 })
  })

  test('is taken back before it is paid: its invoice is void', async () => {
    await mine().change('hosting-maju')
    expect((await mine().takeBack()).body).toMatchObject({ upgrade: null })
    expect((await invoices()).at(-1)).toContain('upgrade void')
    expect((await mine().change('hosting-andal')).status).toBe(201)
  })
})

describe('refused', () => {
  test.each([
    ['what it has', 'hosting-tumbuh', 'yearly', 422, 'nothing_changes'],
    ['a package nobody knows', 'hosting-lain', 'yearly', 422, 'unknown_package'],
    ['another kind of service', 'domain-id', 'yearly', 422, 'other_kind'],
    ['a term that is not offered', 'domain-id', 'monthly', 422, 'term_not_offered'],
  ])('%s', async (_, item, term, status, code) => {
    const before = await rowCounts(worker)
    expect(await mine().change(item, term)).toMatchObject({ status, body: { code } })
    expect(await rowCounts(worker)).toEqual(before)
  })

  test('a second change while one waits', async () => {
    await mine().change('hosting-mulai')
    expect(await mine().change('hosting-maju')).toMatchObject({ status: 409, body: { code: 'change_under_way', wanted: 'hosting-mulai' } })
    const { options } = (await mine().changes()).body
    expect(new Set(options.map((option: { refused: { code: string } | null }) => option.refused?.code))).toEqual(
      new Set(['change_under_way', undefined]),
    )
  })

  test('while leaving', async () => {
    await mine().ask()
    await mine().confirm()
    expect(await mine().change('hosting-maju')).toMatchObject({ status: 409, body: { code: 'leaving' } })
  })

  test('more, while the term that runs is not paid', async () => {
    made = await openAccount(worker, sari.customerId, { dueOn: '2028-01-09' })
    expect(await mine().change('hosting-maju')).toMatchObject({ status: 409, body: { code: 'not_in_good_standing' } })
    await pay(staff, made.invoice, MORNING, 500_000)
    expect((await mine().change('hosting-maju')).body).toMatchObject({ from: 'now', costNowRupiah: expect.any(Number) })
  })

  test('while late or suspended as overdue: less is refused with its clause, more until it is paid', async () => {
    await worker.tick('2028-01-31T17:00:00Z')
    await worker.setClock('2028-02-01T03:00:00Z')
    expect(await mine().change('hosting-maju')).toMatchObject({ status: 409, body: { code: 'not_in_good_standing' } })
    for (const tick of ['2028-02-02T17:00:00Z', '2028-02-02T17:01:00Z']) await worker.tick(tick)
    await worker.setClock('2028-02-03T03:00:00Z')
    expect(await row()).toMatchObject({ state: 'suspended' })
    for (const [item, term] of [
      ['hosting-mulai', 'yearly'],
      ['hosting-tumbuh', 'monthly'],
    ]) {
      const refused = await mine().change(item ?? '', term)
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'suspended_as_overdue', dueOn: DUE, clause: { document: 'terms', id: 'S17' } },
      })
      expect(refused.body.clause.href).toMatch(/#S17$/)
    }
  })

  test('another customer finds no such account', async () => {
    const theirs = asking(budi.client, made.account)
    for (const answer of [await theirs.changes(), await theirs.change('hosting-mulai'), await theirs.takeBack()]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
    }
  })
})

describe('at the same time', () => {
  test('five times with one key is one change', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => mine().change('hosting-mulai', 'yearly', `one-change-${made.account}`)),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.invoice}`)).size).toBe(1)
    expect((await invoices()).filter((invoice) => invoice.startsWith('renewal issued'))).toHaveLength(1)
  })

  test('a payment of the invoice that the change would replace: one is first, and no money is lost', async () => {
    const [changed, paid] = await Promise.all([mine().change('hosting-mulai'), pay(staff, made.invoice, MORNING, 500_000)])
    expect([changed.status, paid.status]).toEqual([201, 201])
    const account = await row()
    if (changed.body.from === DUE) expect(account).toMatchObject({ due_on: DUE, open_invoice: changed.body.invoice })
    else expect(account).toMatchObject({ due_on: '2029-01-31', next_from: '2029-01-31', open_invoice: null })
  })

  test('the sweep at the minute of the due day: the account is whole either way', async () => {
    await worker.setClock('2028-01-31T16:59:59Z')
    const [changed] = await Promise.all([mine().change('hosting-mulai'), worker.tick('2028-01-31T17:00:00Z')])
    expect(changed.status).toBe(201)
    const open = (await invoicesOf(worker, made.account)).filter(({ state }) => state === 'issued')
    expect(open.map(({ id }) => id)).toEqual([(await row())['open_invoice']])
  })
})
