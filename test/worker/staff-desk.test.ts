/** The staff's desk, door by door, on one Worker with one customer, since starting them is what takes time; hence the length. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, createClient, customerOf } from '../support/client.ts'
import { historyOf, rows, stateOf } from '../support/history.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MORNING = '2027-03-01T02:00:00Z'
const SUSPENDED = '2027-03-12T17:00:00Z'
const TERMINATED = '2027-03-19T17:00:00Z'

let worker: RunningWorker
let staff: Client
let customer: Awaited<ReturnType<typeof customerOf>>
let n = 0
const key = () => ({ 'idempotency-key': `desk-key-${++n}-long-enough` })

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(MORNING)
  staff = await staffOf(worker, Date.parse(MORNING))
  customer = await customerOf(worker, Date.parse(MORNING), { name: 'Toko Mawar Sejahtera' })
})
afterAll(() => worker.close())
beforeEach(() => worker.setClock(MORNING))

async function open(domain: string, dueOn = '2027-03-10') {
  const response = await worker.fetch('/api/dev/accounts', {
    method: 'POST',
    body: JSON.stringify({ customer: customer.customerId, domain, package: 'hosting-mulai', term: 'yearly', dueOn }),
  })
  const made = (await response.json()) as { account: string; invoice: string }
  const [invoice] = await rows<{ amount: number; number: string }>(
    worker.db,
    `SELECT amount, upper(shard) || '-' || year || '-' || printf('%06d', serial) AS number FROM invoices WHERE id = ?`,
    made.invoice,
  )
  return { ...made, amount: invoice?.amount ?? 0, number: invoice?.number ?? '' }
}

async function until(instant: string): Promise<void> {
  for (const tick of ['2027-03-10T17:00:00Z', SUSPENDED, TERMINATED].filter((at) => at <= instant)) await worker.tick(tick)
  await worker.setClock(instant)
}

const search = async (q: string, amount?: number) =>
  (await staff.get(`/api/v1/staff/invoices?q=${encodeURIComponent(q)}${amount ? `&amountRupiah=${amount}` : ''}`)).body

const DOORS: readonly { readonly method: 'get' | 'post'; readonly path: string; readonly body?: object }[] = [
  { method: 'get', path: '/api/v1/staff/today' },
  { method: 'get', path: '/api/v1/staff/invoices?q=toko' },
  { method: 'get', path: '/api/v1/staff/invoices/inv_x' },
  { method: 'get', path: '/api/v1/staff/invoices/inv_x/preview?amountRupiah=1&paidAt=2027-02-01T00:00:00Z' },
  { method: 'get', path: '/api/v1/staff/unmatched' },
  { method: 'post', path: '/api/v1/staff/unmatched/midtrans/t/refund/resolution', body: { note: 'sudah dilihat' } },
  { method: 'post', path: '/api/v1/staff/unmatched/midtrans/t/unknown_order/assignment', body: { invoice: 'inv_x' } },
  { method: 'get', path: '/api/v1/staff/tasks' },
  { method: 'post', path: '/api/v1/staff/tasks/tsk_x/done', body: {} },
  { method: 'get', path: '/api/v1/staff/dead-letters' },
  { method: 'post', path: '/api/v1/staff/dead-letters/x/again', body: {} },
  { method: 'post', path: '/api/v1/staff/dead-letters/x/attended', body: {} },
]

describe('every door of the desk', () => {
  test.each(DOORS)('$method $path refuses visitors, customers, and staff without the second factor', async ({ method, path, body }) => {
    const ask = async (client: Client) => {
      const answer = method === 'get' ? await client.get(path) : await client.post(path, body, key())
      return `${answer.status} ${answer.body.code}`
    }
    expect(await ask(createClient(worker))).toBe('401 signed_out')
    expect(await ask(customer.client)).toBe('403 not_staff')
    const half = await staffWithoutFactor()
    expect(await ask(half)).toBe('403 second_factor_required')
  })
})

let halfway: Client | undefined
/** Staff whose session began without the second factor. */
async function staffWithoutFactor(): Promise<Client> {
  if (halfway) return halfway
  const { client, input } = await customerOf(worker, Date.parse(MORNING))
  await worker.db.prepare(`UPDATE auth_user SET role = 'staff', two_factor_enabled = 1 WHERE username = ?`).bind(input.userId).run()
  halfway = client
  return client
}

describe('an invoice is found', () => {
  test('by its number or id anywhere in a bank’s text, by domain, and by the customer’s name without regard to case', async () => {
    const made = await open('mawar-merah.example')
    const ids = async (q: string) => (await search(q)).invoices.map(({ id }: { id: string }) => id)
    expect(await ids(`TRSF E-BANKING ${made.number} TOKO`)).toEqual([made.invoice])
    expect(await ids(`bayar ${made.invoice} ya`)).toEqual([made.invoice])
    expect(await ids('pembayaran mawar-merah.example maret')).toEqual([made.invoice])
    expect(await ids('mawar-m')).toEqual([made.invoice])
    expect(await ids('toko MAWAR')).toContain(made.invoice)
    expect(await ids('tidak ada')).toEqual([])
    const [found] = (await search('mawar-merah.example')).invoices
    expect(found).toMatchObject({
      ...{ number: made.number, state: 'issued', dueOn: '2027-03-10', lackingRupiah: made.amount, domain: 'mawar-merah.example' },
      ...{ accountState: 'active', customer: { id: customer.customerId, name: 'Toko Mawar Sejahtera' } },
    })
  })

  test('the one that lacks the amount comes first', async () => {
    const due = await open('dua.example', '2027-03-05')
    const later = await open('dua-lagi.example', '2027-03-20')
    await worker.db.prepare(`UPDATE invoices SET amount = 77777, commit_id = 'com_changed' WHERE id = ?`).bind(due.invoice).run()
    const first = async (amount: number) => (await search('dua', amount)).invoices[0].id
    expect(await first(77777)).toBe(due.invoice)
    expect(await first(later.amount)).toBe(later.invoice)
  })

  test('a reference that stands in the books already is told', async () => {
    const { invoice, amount } = await open('tercatat.example')
    const body = { amountRupiah: amount, paidAt: MORNING, method: 'bank_transfer', reference: 'BCA 9917' }
    await staff.post(`/api/v1/staff/invoices/${invoice}/payments`, body, key())
    expect((await search('BCA 9917')).recorded.map(({ id }: { id: string }) => id)).toEqual([invoice])
    const file = (await staff.get(`/api/v1/staff/invoices/${invoice}`)).body
    expect(file).toMatchObject({ state: 'paid', lackingRupiah: 0, payments: [{ reference: 'BCA 9917', backRupiah: 0, effect: 'paid' }] })
  })

  test('and that somebody searched is recorded: who, by what kind of word, how many customers were found, and never the word', async () => {
    await open('dicari.example')
    const last = async () => {
      const [event] = await rows<{ entity: string; body: string }>(
        worker.db,
        `SELECT entity, body FROM events WHERE type = 'staff.searched' ORDER BY seq DESC`,
      )
      return event && { entity: event.entity, ...(JSON.parse(event.body) as object) }
    }
    await search('toko mawar')
    const by = expect.stringMatching(/^usr_/)
    expect(await last()).toEqual({ entity: expect.stringMatching(/^sea_/), by, for: ['domain', 'name', 'payment_reference'], found: 1 })
    await search('bayar dicari.example')
    expect(await last()).toMatchObject({ for: ['domain', 'payment_reference'], found: 1 })
    await search('A-2027-999999')
    expect(await last()).toMatchObject({ for: ['invoice_number', 'payment_reference'], found: 0 })
    const said = await rows(worker.db, `SELECT 1 FROM events WHERE type = 'staff.searched' AND lower(body) LIKE '%mawar%'`)
    expect(said).toEqual([])
  })

  test('fewer than three letters find nobody, and neither does an id that is not there', async () => {
    const short = await staff.get('/api/v1/staff/invoices?q=ab')
    expect([short.status, short.body.code]).toEqual([422, 'search_too_short'])
    const missing = await staff.get('/api/v1/staff/invoices/inv_none')
    expect([missing.status, missing.body.code]).toEqual([404, 'invoice_not_found'])
  })
})

describe('what a payment will do is told before it is recorded, and is what it then does', () => {
  test.each([
    ['in time', MORNING, 0, MORNING, 'paid'],
    ['a part', MORNING, -1000, MORNING, 'part_paid'],
    ['too much', MORNING, 5000, MORNING, 'paid'],
    ['while suspended', '2027-03-14T00:00:00Z', 0, '2027-03-13T00:00:00Z', 'reactivated'],
    ['before the suspension, heard after it', '2027-03-14T00:00:00Z', 0, '2027-03-12T00:00:00Z', 'suspension_undone'],
    ['before the termination, heard after it', '2027-03-21T00:00:00Z', 0, '2027-03-19T00:00:00Z', 'termination_undone'],
    ['after the termination: kept', '2027-03-21T00:00:00Z', 0, '2027-03-20T00:00:00Z', 'paid_after_termination'],
  ])('%s', async (_, now, more, paidAt, effect) => {
    const { invoice, amount } = await open('akibat.example')
    await until(now)
    const amountRupiah = amount + more
    const preview = await staff.get(`/api/v1/staff/invoices/${invoice}/preview?amountRupiah=${amountRupiah}&paidAt=${paidAt}`)
    const before = await rows(worker.db, 'SELECT id FROM payments WHERE invoice = ?', invoice)
    expect(before).toEqual([])
    expect(preview.body).toMatchObject({ effect, keptRupiah: effect === 'paid_after_termination' ? amount : 0 })
    const body = { amountRupiah, paidAt, method: 'bank_transfer', reference: `BANK ${++n}` }
    const recorded = (await staff.post(`/api/v1/staff/invoices/${invoice}/payments`, body, key())).body
    const { owedRupiah, creditRupiah, clause } = preview.body
    expect({
      effect: recorded.effect,
      owedRupiah: recorded.owedRupiah,
      creditRupiah: recorded.creditRupiah,
      clause: recorded.clause,
    }).toEqual({
      ...{ effect, owedRupiah, creditRupiah, clause },
    })
  })

  test('a payment of the future is refused', async () => {
    const { invoice } = await open('besok.example')
    const answer = await staff.get(`/api/v1/staff/invoices/${invoice}/preview?amountRupiah=1000&paidAt=2027-03-02T00:00:00Z`)
    expect([answer.status, answer.body.code]).toEqual([422, 'paid_in_future'])
  })
})

/** As the gateways' own actions leave it, whose tests show how it comes there. */
async function unmatched(changes: Record<string, unknown> = {}) {
  const row = {
    ...{
      gateway: 'midtrans',
      transaction_id: `trx-${++n}`,
      reason: 'unknown_order',
      order_id: `old-${n}`,
      amount: 1,
      paid_at: Date.parse(MORNING) - 1000,
    },
    ...{ created_at: Date.parse(MORNING) + n, commit_id: 'com_x' },
    ...changes,
  }
  const names = Object.keys(row)
  await worker.db
    .prepare(`INSERT INTO unmatched_payments (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .bind(...Object.values(row))
    .run()
  return { ...row, path: `/api/v1/staff/unmatched/${row.gateway}/${encodeURIComponent(row.transaction_id)}/${row.reason}` }
}

describe('money that nobody could place', () => {
  const waiting = async () => (await staff.get('/api/v1/staff/unmatched')).body.money as { transactionId: string; assignable: boolean }[]

  test('is listed, and recorded for the invoice that staff found, under the gateway’s own name for it', async () => {
    const { invoice, account, amount } = await open('tak-dikenal.example')
    const money = await unmatched({ amount })
    expect((await waiting()).find(({ transactionId }) => transactionId === money.transaction_id)).toMatchObject({
      assignable: true,
      amountRupiah: amount,
    })
    const answer = await staff.post(`${money.path}/assignment`, { invoice }, key())
    expect(answer.status).toBe(201)
    expect(answer.body.payment).toMatchObject({ invoice, account, effect: 'paid' })
    expect(await rows(worker.db, 'SELECT reference, method FROM payments WHERE invoice = ?', invoice)).toEqual([
      { reference: `midtrans:${money.transaction_id}`, method: 'digital' },
    ])
    expect((await waiting()).map(({ transactionId }) => transactionId)).not.toContain(money.transaction_id)
    const again = await staff.post(`${money.path}/assignment`, { invoice }, key())
    expect([again.status, again.body.payment]).toEqual([201, null])
  })

  test('assigned by two at once it is one payment, and to another invoice not at all', async () => {
    const one = await open('berdua.example')
    const other = await open('bertiga.example')
    const money = await unmatched({ amount: one.amount })
    const both = await Promise.all([1, 2].map(() => staff.post(`${money.path}/assignment`, { invoice: one.invoice }, key())))
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(await rows(worker.db, 'SELECT id FROM payments WHERE invoice = ?', one.invoice)).toHaveLength(1)
    const elsewhere = await staff.post(`${money.path}/assignment`, { invoice: other.invoice }, key())
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'reference_taken'])
  })

  test('that went back, or whose time nobody knows, is not recorded as a payment', async () => {
    const { invoice } = await open('kembali.example')
    const back = await unmatched({ reason: 'refund', amount: -5000 })
    expect((await staff.post(`${back.path}/assignment`, { invoice }, key())).body.code).toBe('not_assignable')
    const timeless = await unmatched({ amount: 5000, paid_at: null })
    expect((await staff.post(`${timeless.path}/assignment`, { invoice }, key())).body).toMatchObject({
      code: 'paid_at_unknown',
      errors: [{ field: 'paidAt' }],
    })
    const told = await staff.post(`${timeless.path}/assignment`, { invoice, paidAt: '2027-02-28T00:00:00Z' }, key())
    expect(told.body.payment.effect).toBe('part_paid')
    const nowhere = await staff.post(`${(await unmatched({ amount: 5000 })).path}/assignment`, { invoice: 'inv_none' }, key())
    expect([nowhere.status, nowhere.body.code]).toEqual([404, 'invoice_not_found'])
  })

  test('is resolved once, with a note that stays out of the event', async () => {
    const money = await unmatched({ reason: 'chargeback', amount: -5000 })
    const note = { note: 'Bank pelanggan menarik kembali, sudah ditelepon.' }
    const both = await Promise.all([1, 2].map(() => staff.post(`${money.path}/resolution`, note)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const history = await historyOf(worker.db, `midtrans:${money.transaction_id}:chargeback`)
    expect(history.map(({ type }) => type)).toEqual(['unmatched_payment.resolved'])
    expect(JSON.stringify(history)).not.toContain('ditelepon')
    expect((await staff.post(`${money.path}/resolution`, { note: 'x' })).body.code).toBe('invalid_input')
    expect((await staff.post('/api/v1/staff/unmatched/xendit/none/refund/resolution', note)).body.code).toBe('unmatched_not_found')
  })
})

async function task(changes: Record<string, unknown> = {}) {
  const id = `tsk_a${String(++n).padStart(6, '0')}`
  const row = { id, kind: 'mail_undeliverable', subject: `acc_${n}`, topic: '', body: '{}', created_at: n, commit_id: 'com_x', ...changes }
  const names = Object.keys(row)
  await worker.db
    .prepare(`INSERT INTO tasks (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .bind(...Object.values(row))
    .run()
  return row
}

/** A delivery that failed, with the task that it leaves behind. */
async function failed(changes: Record<string, unknown> = {}) {
  const id = `com_a${++n}-${n}`
  const row = {
    ...{ id, kind: 'panel', subject: `acc_${n}`, what: 'align', outcome: 'given_up', at: Date.parse(MORNING) + n, attempts: 8 },
    ...{ detail: 'panel_timeout', commit_id: 'com_x' },
    ...changes,
  }
  const names = Object.keys(row)
  await worker.db
    .prepare(`INSERT INTO deliveries (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .bind(...Object.values(row))
    .run()
  const left = await task({
    kind: row.kind === 'panel' ? 'panel_given_up' : 'mail_undeliverable',
    subject: row.subject,
    topic: row.what,
    body: JSON.stringify({ delivery: id }),
  })
  return { ...row, task: left.id }
}
const outboxOf = (subject: string) =>
  rows<{ kind: string; body: string; commit_id: string }>(worker.db, 'SELECT kind, body, commit_id FROM outbox WHERE subject = ?', subject)
const doneBy = async (id: string) =>
  (await rows<{ done_by: string | null }>(worker.db, 'SELECT done_by FROM tasks WHERE id = ?', id))[0]?.done_by

describe('tasks', () => {
  test('come by the page, the oldest first, all of them or those of a kind, and none twice', async () => {
    await worker.db.prepare('DELETE FROM tasks').run()
    for (let made = 0; made < 30; made++)
      await task({ kind: made % 3 === 0 ? 'panel_account_missing' : 'mail_undeliverable', created_at: 5 })
    const first = (await staff.get('/api/v1/staff/tasks')).body
    expect(first.kinds).toEqual([
      { kind: 'mail_undeliverable', count: 20 },
      { kind: 'panel_account_missing', count: 10 },
    ])
    const second = (await staff.get(`/api/v1/staff/tasks?after=${encodeURIComponent(first.next)}`)).body
    expect([first.tasks.length, second.tasks.length, second.next]).toEqual([25, 5, null])
    expect(new Set([...first.tasks, ...second.tasks].map(({ id }: { id: string }) => id)).size).toBe(30)
    expect((await staff.get('/api/v1/staff/tasks?kind=panel_account_missing')).body.tasks).toHaveLength(10)
    await worker.db.prepare('DELETE FROM tasks').run()
  })

  test('are done by whoever was first, however often and by how many at once', async () => {
    const { id } = await task()
    const other = await staffOf(worker, Date.parse(MORNING))
    const answers = await Promise.all([staff, other, staff].map((one) => one.post(`/api/v1/staff/tasks/${id}/done`, {})))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => body.doneBy)).size).toBe(1)
    expect((await historyOf(worker.db, id)).map(({ type }) => type)).toEqual(['task.done'])
    expect((await staff.post('/api/v1/staff/tasks/tsk_none/done', {})).body.code).toBe('task_not_found')
  })
})

describe('what could not be delivered', () => {
  test('is listed with what stood in for it, until somebody deals with it', async () => {
    const { account, invoice } = await open('surat.example')
    await until('2027-03-11T00:00:00Z')
    const mail = { kind: 'mail', subject: account, what: 'overdue', customer: customer.customerId, cycle: invoice, outcome: 'bounced' }
    const letter = await failed(mail)
    const listed = (await staff.get('/api/v1/staff/dead-letters')).body.letters.find(({ id }: { id: string }) => id === letter.id)
    expect(listed).toMatchObject({
      domain: 'surat.example',
      outcome: 'bounced',
      notAgain: null,
      standsIn: { countsFrom: '2027-03-10T17:00:00.000Z' },
    })
    const attended = await staff.post(`/api/v1/staff/dead-letters/${letter.id}/attended`, {})
    expect(attended.status).toBe(200)
    expect(await doneBy(letter.task)).toBe(attended.body.doneBy)
    expect((await staff.post(`/api/v1/staff/dead-letters/${letter.id}/attended`, {})).body.code).toBe('already_attended')
    expect((await staff.get('/api/v1/staff/dead-letters')).body.letters.map(({ id }: { id: string }) => id)).not.toContain(letter.id)
  })

  test('an order to the panel goes out again once, by whoever was first, and its task is done', async () => {
    const letter = await failed()
    const both = await Promise.all([1, 2].map(() => staff.post(`/api/v1/staff/dead-letters/${letter.id}/again`, {}, key())))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await outboxOf(letter.subject)).map(({ body }) => JSON.parse(body))).toEqual([
      { order: 'align', reason: 'ordered again by staff' },
    ])
    expect(await doneBy(letter.task)).not.toBeNull()
    expect((await historyOf(worker.db, letter.id)).map(({ type }) => type)).toEqual(['delivery.ordered_again'])
  })

  test('the same key gets the same answer, however many ask at once', async () => {
    const letter = await failed()
    const same = key()
    const again = () => staff.post(`/api/v1/staff/dead-letters/${letter.id}/again`, {}, same)
    const [first, ...others] = await Promise.all([again(), again(), again()])
    const answers = [...others, await again()].map(({ status, body }) => ({ status, body }))
    expect(answers).toEqual(answers.map(() => ({ status: 201, body: first?.body })))
    expect(await outboxOf(letter.subject)).toHaveLength(1)
    expect((await staff.post(`/api/v1/staff/dead-letters/${letter.id}/again`, {})).body.code).toBe('idempotency_key_missing')
  })

  test('a letter is mailed again as the posting that stands in the inbox, while what it says is true', async () => {
    const { account, invoice, amount } = await open('lagi.example')
    await until('2027-03-11T00:00:00Z')
    await worker.db.prepare('DELETE FROM outbox WHERE subject = ?').bind(account).run()
    const mail = {
      kind: 'mail',
      subject: account,
      what: 'overdue',
      customer: customer.customerId,
      cycle: invoice,
      outcome: 'undeliverable',
    }
    const letter = await failed(mail)
    const again = await staff.post(`/api/v1/staff/dead-letters/${letter.id}/again`, {}, key())
    expect(again.status).toBe(201)
    const [row] = await outboxOf(account)
    const [posting] = await rows<{ commit_id: string; counts_from: number }>(
      worker.db,
      `SELECT commit_id, counts_from FROM notices WHERE subject = ? AND kind = 'overdue'`,
      account,
    )
    expect(row).toMatchObject({ kind: 'mail', commit_id: posting?.commit_id })
    expect(posting?.counts_from).toBe(Date.parse('2027-03-10T17:00:00Z'))

    await worker.db
      .prepare('UPDATE invoices SET state = ?, paid_amount = ?, commit_id = ? WHERE id = ?')
      .bind('paid', amount, 'com_p', invoice)
      .run()
    const late = await failed(mail)
    expect((await staff.post(`/api/v1/staff/dead-letters/${late.id}/again`, {}, key())).body).toMatchObject({
      code: 'not_deliverable_again',
      why: 'no_longer_owed',
    })
    // A reminder's cycle says besides how many days before it spoke.
    await worker.db
      .prepare(
        `INSERT INTO notices (customer, subject, kind, cycle, posted_at, counts_from, body, commit_id) VALUES (?, ?, 'reminder', ?, 1, 1, '{}', 'com_r')`,
      )
      .bind(customer.customerId, account, `${invoice}:77`)
      .run()
    const reminder = await failed({ ...mail, what: 'reminder', cycle: `${invoice}:77` })
    expect((await staff.post(`/api/v1/staff/dead-letters/${reminder.id}/again`, {}, key())).body.why).toBe('no_longer_owed')
  })

  test('a restore is never ordered again, and neither is a mail whose text was not kept', async () => {
    const again = async (changes: Record<string, unknown>) =>
      (await staff.post(`/api/v1/staff/dead-letters/${(await failed(changes)).id}/again`, {}, key())).body.why
    expect(await again({ what: 'restore' })).toBe('overwrites_data')
    expect(await again({ kind: 'mail', what: 'verify', outcome: 'undeliverable' })).toBe('text_not_kept')
    expect((await staff.post('/api/v1/staff/dead-letters/none/again', {}, key())).body.code).toBe('delivery_not_found')
  })

  test('is dealt with when its task is done', async () => {
    const letter = await failed()
    await staff.post(`/api/v1/staff/tasks/${letter.task}/done`, {})
    expect((await staff.post(`/api/v1/staff/dead-letters/${letter.id}/again`, {}, key())).body.code).toBe('already_attended')
  })
})

describe('today', () => {
  test('counts whose time runs out today, tasks, money and letters, and shows the first of each', async () => {
    for (const table of ['tasks', 'unmatched_payments', 'deliveries']) await worker.db.prepare(`DELETE FROM ${table}`).run()
    const late = await open('hari-ini.example', '2027-06-10')
    await worker.tick('2027-06-10T17:00:00Z')
    await worker.setClock('2027-06-12T01:00:00Z')
    await failed({ kind: 'mail', what: 'verify', outcome: 'undeliverable' })
    await failed()
    await unmatched({ amount: 5000 })
    const before = (await staff.get('/api/v1/staff/today')).body
    expect(before.clocks.first.map(({ account }: { account: string }) => account)).not.toContain(late.account)
    expect(before).toMatchObject({
      tasks: { count: 2, more: false },
      unmatched: { count: 1 },
      deadLetters: { count: 2, mail: 1, given_up: 1 },
    })
    expect([before.tasks.first.length, before.unmatched.first.length, before.deadLetters.first.length]).toEqual([2, 1, 2])

    // Suspension is due on 13 June at 00:00 WIB, the first minute of that day there.
    await worker.setClock('2027-06-12T18:00:00Z')
    const after = (await staff.get('/api/v1/staff/today')).body
    expect(after.clocks.suspend).toBe(before.clocks.suspend + 1)
    expect(after.clocks.first).toContainEqual({
      account: late.account,
      customer: customer.customerId,
      domain: 'hari-ini.example',
      action: 'suspend',
      at: '2027-06-12T17:00:00.000Z',
    })
    expect(await stateOf(worker.db, late.account)).toBe('overdue')
  })
})
