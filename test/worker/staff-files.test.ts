/** Staff find a customer and open the file (P12): nothing is shown that was not recorded first, and the customer reads who looked. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { invoiceNumber } from '../../worker/billing/rules/invoice.ts'
import { foundBy } from '../../worker/staff/files/reads.ts'
import { searchKeys } from '../../worker/staff/files/rules.ts'
import { contextAt } from '../support/accounts.ts'
import { type Client, createClient, customerOf } from '../support/client.ts'
import { rows } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MORNING = '2027-03-01T02:00:00Z'
const REASON = { category: 'asked', words: 'Pelanggan menelepon tentang tagihannya.' }

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
let account = ''
let invoice = ''

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MORNING)
  staff = await staffOf(worker, Date.parse(MORNING))
  customer = await customerOf(worker, Date.parse(MORNING), { name: 'Wulandari Kencana' })
  const response = await worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain: 'kedai-wulan.example', package: 'hosting-mulai', dueOn: '2027-03-10' }),
  })
  const made = (await response.json()) as { account: string; invoice: string }
  account = made.account
  invoice = made.invoice
})
beforeEach(() => worker.setClock(MORNING))
afterAll(() => worker.close())

let keys = 0
const key = () => ({ 'idempotency-key': `looking-${++keys}` })
const search = (q: string, who: Client = staff) => who.get(`/api/v1/staff/customers?q=${encodeURIComponent(q)}`)
const look = (id = customer.customerId, body: object = REASON, headers = key(), who: Client = staff) =>
  who.post(`/api/v1/staff/customers/${id}/looks`, body, headers)
const fileOf = (id = customer.customerId, who: Client = staff) => who.get(`/api/v1/staff/customers/${id}`)

describe('a search', () => {
  test('finds a customer by whatever staff know, and shows only what tells customers apart', async () => {
    const [number] = await rows<{ shard: string; year: number; serial: number }>(worker.db, 'SELECT * FROM invoices WHERE id = ?', invoice)
    if (number === undefined) throw new Error('no invoice')
    await staff.post(
      `/api/v1/staff/invoices/${invoice}/payments`,
      { amountRupiah: 1_000, method: 'bank_transfer', reference: 'BCA KEDAI 77', paidAt: MORNING },
      key(),
    )
    const words: [string, string][] = [
      ['wulandari', 'name'],
      ['WULANDARI KENC', 'name'],
      [customer.input.userId, 'user_id'],
      [customer.input.email.toUpperCase(), 'email'],
      ['kedai-wulan', 'domain'],
      ['https://Kedai-Wulan.example/masuk', 'domain'],
      [invoiceNumber(number), 'invoice_number'],
      [invoice, 'invoice_id'],
      [account, 'account_id'],
      [customer.customerId, 'customer_id'],
      ['BCA KEDAI', 'payment_reference'],
    ]
    for (const [typed, by] of words) {
      const { status, body } = await search(typed)
      expect({ typed, status }).toEqual({ typed, status: 200 })
      const found = body.found.find(({ id }: { id: string }) => id === customer.customerId)
      expect(found?.by, typed).toContain(by)
      expect(Object.keys(found).sort()).toEqual(['accounts', 'by', 'id', 'kind', 'moreAccounts', 'name'])
      expect(found.accounts).toEqual([{ id: account, domain: 'kedai-wulan.example', state: 'active', isOff: false }])
    }
    expect((await search('tidak ada yang bernama begini')).body).toMatchObject({ found: [], more: false })
    expect((await search('%%%')).body.found).toEqual([])
  })

  test('is itself recorded: who, by what kind of word, how many were found, and never the word', async () => {
    await search('wulandari kencana')
    const [event] = await rows<{ entity: string; body: string }>(
      worker.db,
      `SELECT entity, body FROM events WHERE type = 'staff.searched' ORDER BY seq DESC`,
    )
    expect(event?.entity).toMatch(/^sea_/)
    expect(JSON.parse(event?.body ?? '')).toEqual({
      by: expect.stringMatching(/^usr_/),
      for: ['payment_reference', 'name'],
      found: 1,
    })
    expect(event?.body.toLowerCase()).not.toContain('wulan')
  })

  test('shows at most twenty, and says that there are more', async () => {
    const people = Array.from({ length: 22 }, (_, n) =>
      worker.db
        .prepare(
          `INSERT INTO customers (versions_told, id, kind, name, phone, address, country, born_on, language, transfer_notice, created_at, commit_id)
           VALUES (99, ?, 'person', ?, '0', 'Jakarta', 'ID', '1990-01-01', 'id', '2024-11-01', 0, 'com_seed')`,
        )
        .bind(`cus_aMANY${n}`, `Zzyzx ${n}`),
    )
    await worker.db.batch(people)
    const { body } = await search('zzyzx')
    expect(body.found).toHaveLength(20)
    expect(body.more).toBe(true)
    expect((await search('zzyzx 7')).body).toMatchObject({ found: [{ name: 'Zzyzx 7' }], more: false })
  })

  test('reads no table from end to end, whatever was typed', async () => {
    const { db } = contextAt(worker.db, 0)
    const typed = ['wulandari', 'a b', 'A-2027-000001', 'x@y.example', 'kedai.example', 'acc_a', 'inv_a', 'cus_a']
    for (const key of typed.flatMap(searchKeys)) {
      const plan = await db.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${foundBy(key)}`)
      for (const { detail } of plan) expect(detail, `${key.by}: ${detail}`).not.toMatch(/^SCAN|TEMP B-TREE/)
    }
  })

  test('needs three characters', async () => {
    expect((await search('ab')).status).toBe(422)
    expect((await staff.get('/api/v1/staff/customers')).status).toBe(422)
  })
})

describe('a file', () => {
  test('stays closed until a reason is named, and closes again after an hour', async () => {
    const closed = await fileOf()
    expect(closed.status).toBe(403)
    expect(closed.body).toMatchObject({ code: 'look_required', customer: customer.customerId })
    expect((await staff.get(`/api/v1/staff/accounts/${account}`)).body).toMatchObject({
      code: 'look_required',
      customer: customer.customerId,
    })

    const opened = await look()
    expect(opened.status).toBe(201)
    expect(opened.body).toMatchObject({ customer: customer.customerId, until: expect.stringMatching(/^2027-03-01T03:00:0/) })
    expect((await fileOf()).status).toBe(200)
    await worker.setClock('2027-03-01T02:59:00Z')
    expect((await fileOf()).status).toBe(200)
    await worker.setClock('2027-03-01T03:01:00Z')
    expect((await fileOf()).body.code).toBe('look_required')
  })

  test('is open to whoever named the reason, and to nobody else', async () => {
    await look()
    const other = await staffOf(worker, Date.parse(MORNING))
    expect((await fileOf(customer.customerId, other)).body.code).toBe('look_required')
    expect((await other.get(`/api/v1/staff/accounts/${account}`)).body.code).toBe('look_required')
  })

  test('holds the customer, their people and accounts, notices with what became of their mail, open tasks, and who looked', async () => {
    await worker.tick('2027-03-10T17:00:00Z')
    await worker.setClock('2027-03-11T02:00:00Z')
    await worker.db
      .prepare(
        `INSERT INTO tasks (id, kind, subject, body, created_at, commit_id) VALUES ('tsk_a1', 'panel_given_up', ?, '{}', 5, 'com_seed')`,
      )
      .bind(account)
      .run()
    const [posted] = await rows<{ cycle: string }>(worker.db, `SELECT cycle FROM notices WHERE subject = ? AND kind = 'overdue'`, account)
    await worker.db
      .prepare(
        `INSERT INTO deliveries (id, kind, subject, what, customer, cycle, outcome, at, attempts, commit_id)
         VALUES ('com_seed-1', 'mail', ?, 'overdue', ?, ?, 'accepted', 1, 1, 'com_seed')`,
      )
      .bind(account, customer.customerId, posted?.cycle ?? null)
      .run()
    await look()
    const { body } = await fileOf()
    expect(body.customer).toMatchObject({ name: 'Wulandari Kencana', kind: 'person', phone: '+6281255500100' })
    expect(body.people).toEqual([expect.objectContaining({ userId: customer.input.userId, email: customer.input.email, role: 'owner' })])
    expect(body.accounts).toEqual([expect.objectContaining({ id: account, state: 'overdue' })])
    const overdue = body.notices.find(({ kind }: { kind: string }) => kind === 'overdue')
    expect(overdue).toMatchObject({ subject: account, delivery: { outcome: 'accepted' } })
    expect(overdue.title).toContain('kedai-wulan.example')
    expect(body.tasks).toEqual([expect.objectContaining({ kind: 'panel_given_up', subject: account })])
    expect(body.looks[0]).toMatchObject({ category: 'asked', words: REASON.words, who: 'Budi Santoso' })

    const one = (await staff.get(`/api/v1/staff/accounts/${account}`)).body
    expect(one.view.account).toMatchObject({ id: account, state: 'overdue' })
    expect(one.view.timeline.next.length).toBeGreaterThan(0)
    expect(one).toMatchObject({ hold: null, violation: null, purgeBlocks: [], acts: [], serviceRuns: true })
    expect(one.payments).toEqual([expect.objectContaining({ reference: 'BCA KEDAI 77', amountRupiah: 1_000 })])
  })

  test('of nobody is not found', async () => {
    expect((await look('cus_aNOBODY')).body.code).toBe('customer_not_found')
    expect((await fileOf('cus_aNOBODY')).status).toBe(404)
    expect((await staff.get('/api/v1/staff/accounts/acc_aNOBODY')).body.code).toBe('account_not_found')
  })
})

describe('a look', () => {
  test('is an event that names the staff user and the kind of reason, and holds none of their words', async () => {
    const { body } = await look(customer.customerId, { category: 'abuse', words: 'Laporan phishing dari CERT tentang kedai itu.' })
    const [event] = await rows<{ type: string; body: string }>(worker.db, 'SELECT type, body FROM events WHERE entity = ?', body.id)
    expect(event?.type).toBe('customer.looked_at')
    expect(JSON.parse(event?.body ?? '')).toEqual({
      clause: { document: 'privacy', version: '2026-12-15', id: 'P12' },
      customer: customer.customerId,
      by: expect.stringMatching(/^usr_/),
      category: 'abuse',
      until: Date.parse(body.until),
    })
  })

  test('is the customer’s to read: when, who, why; and nobody else’s', async () => {
    await worker.setClock('2027-03-12T02:00:00Z')
    await look(customer.customerId, { category: 'fault', words: 'Situs tidak dapat dibuka sejak pagi.' })
    const { status, body } = await customer.client.get('/api/v1/looks')
    expect(status).toBe(200)
    expect(body[0]).toEqual({
      id: expect.stringMatching(/^lok_/),
      at: expect.stringMatching(/^2027-03-12T02:00:0/),
      until: expect.stringMatching(/^2027-03-12T03:00:0/),
      who: 'Budi Santoso',
      category: 'fault',
      words: 'Situs tidak dapat dibuka sejak pagi.',
    })
    await worker.setClock(MORNING)
    const other = await customerOf(worker, Date.parse(MORNING))
    expect((await other.client.get('/api/v1/looks')).body).toEqual([])
  })

  test('repeated under the same key is one look; another reason under it is refused; no key, no look', async () => {
    const count = async () => (await rows(worker.db, 'SELECT id FROM customer_looks')).length
    const before = await count()
    const same = key()
    const [first, second] = await Promise.all([look(undefined, REASON, same), look(undefined, REASON, same)])
    expect(second.body).toEqual(first.body)
    expect(await count()).toBe(before + 1)
    const reused = await look(undefined, { ...REASON, category: 'billing' }, same)
    expect(reused.body.code).toBe('idempotency_key_reused')
    const without = await staff.post(`/api/v1/staff/customers/${customer.customerId}/looks`, REASON)
    expect(without.body.code).toBe('idempotency_key_missing')
  })

  test.each([
    ['no words', { category: 'asked', words: '   ' }],
    ['a word or two', { category: 'asked', words: 'cek' }],
    ['a kind that is none', { category: 'curious', words: REASON.words }],
    ['a field of its own', { ...REASON, until: 0 }],
  ])('with %s is refused', async (_, body) => {
    expect((await look(undefined, body)).status).toBe(422)
  })

  test('stays as it was recorded', async () => {
    await look()
    await expect(worker.db.prepare(`UPDATE customer_looks SET words = 'lain'`).run()).rejects.toThrow('stays as it was recorded')
  })
})

describe('the doors', () => {
  test('are closed to customers, to staff without the second factor, and to whoever is signed out', async () => {
    const closed = async (who: Client) => {
      const answers = [
        await search('wulandari', who),
        await look(undefined, REASON, key(), who),
        await fileOf(undefined, who),
        await who.get(`/api/v1/staff/accounts/${account}`),
      ]
      return [...new Set(answers.map(({ status, body }) => `${status} ${body.code}`))]
    }
    expect(await closed(customer.client)).toEqual(['403 not_staff'])
    expect(await closed(createClient(worker))).toEqual(['401 signed_out'])
    const half = await customerOf(worker, Date.parse(MORNING))
    await worker.db.prepare(`UPDATE auth_user SET role = 'staff' WHERE username = ?`).bind(half.input.userId).run()
    expect(await closed(half.client)).toEqual(['403 second_factor_required'])
  })
})
