/** A provider's existing customers, accounts and due dates come here (S1, S13, S14), on the real Worker. */

import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertImport } from '../../worker/accounts/importing/changes.ts'
import { recordsOf } from '../../worker/accounts/importing/records.ts'
import { mint, mintUser } from '../../worker/mint.ts'
import { policies } from '../../worker/policies/generated.ts'
import { versionNamed } from '../../worker/policies/rules/version.ts'
import { contextAt } from '../support/accounts.ts'
import { type Client, createClient, rowCounts } from '../support/client.ts'
import { historyOf, rows } from '../support/history.ts'
import { ACCOUNTS_CSV, CUSTOMERS_CSV } from '../support/import.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

/** 10 March 2027, 10:00 WIB. */
const NOW = Date.parse('2027-03-10T03:00:00Z')
const PASSWORD = 'kata sandi yang baru sekali'

let worker: RunningWorker
let staff: Client
beforeAll(async () => {
  worker = await startWorker()
  await worker.setClock(NOW)
  staff = await staffOf(worker, NOW)
})
afterAll(() => worker.close())

let keys = 0
const files = (changes: Record<string, unknown> = {}) => ({
  ...{ dryRun: false, customers: CUSTOMERS_CSV, accounts: ACCOUNTS_CSV, versions: { terms: '2024-11-01', sla: '2024-11-01' } },
  ...changes,
})
const send = (changes: Record<string, unknown> = {}, key = `import-${++keys}`, client = staff) =>
  client.post('/api/v1/staff/imports', files(changes), { 'idempotency-key': key, 'accept-language': 'en' })
describe('a dry run', () => {
  test('says what would be imported, and writes nothing', async () => {
    const before = await rowCounts(worker)
    expect(await send({ dryRun: true })).toMatchObject({
      status: 200,
      body: { imported: false, importedAt: null, customers: 2, accounts: 3, invoicesNow: 2, withoutUsername: 1, problems: [] },
    })
    expect(await rowCounts(worker)).toEqual(before)
  })

  test('tells every problem with its line, in the reader’s language', async () => {
    const { status, body } = await send({
      dryRun: true,
      customers: CUSTOMERS_CSV.replace('dewi@contoh.id', 'dewi').replace(',ID,en', ',QQ,en'),
      accounts: `${ACCOUNTS_CSV}999,x,none,yearly,2027-02-30,,
101,short.example
`,
    })
    expect(status).toBe(200)
    expect(
      body.problems.map((problem: { file: string; line: number; column: string }) => `${problem.file} ${problem.line} ${problem.column}`),
    ).toEqual(['customers 2 email', 'customers 3 country', 'accounts 5 domain', 'accounts 5 due_on', 'accounts 5 package', 'accounts 6 '])
    expect(body.problems[0].text).toBe('Not an e-mail address.')
    expect(JSON.stringify(body)).not.toContain('2027-02-30')
  })

  test.each([
    ['a column that is missing', { accounts: ACCOUNTS_CSV.replace('due_on', 'due') }, ['column_missing', 'column_unknown']],
    ['a quote that is never closed', { customers: CUSTOMERS_CSV.replace('Cimahi"', 'Cimahi') }, ['quote_not_closed']],
  ])('%s is told once, not line by line', async (_, changes, reasons) => {
    const { body } = await send({ dryRun: true, ...changes })
    expect(body.problems.map(({ reason }: { reason: string }) => reason).slice(0, 2)).toEqual(expect.arrayContaining(reasons))
    expect(body.problems.length).toBeLessThan(5)
  })
})

describe('an import', () => {
  test('with a problem in one line imports no line at all', async () => {
    const before = await rowCounts(worker)
    const answer = await send({ accounts: ACCOUNTS_CSV.replace('102,maju.example', '103,maju.example') })
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'import_has_problems', problems: [{ line: 3, reason: 'unknown_customer' }] },
    })
    expect(await rowCounts(worker)).toEqual(before)
  })

  test.each([
    ['a version that was never published', { versions: { terms: '2020-01-01' } }, 'version_not_in_force'],
    ['no version of the terms', { versions: {} }, 'invalid_input'],
    ['more lines than go in one import', { customers: `${CUSTOMERS_CSV}${'1,person,,,,,,,,\n'.repeat(600)}` }, 'too_many_rows'],
  ])('%s is refused', async (_, changes, code) => {
    expect(await send(changes)).toMatchObject({ status: 422, body: { code } })
  })

  test('needs a staff user, and takes files larger than other doors take, up to their own limit', async () => {
    expect((await send({}, 'as-nobody', createClient(worker))).status).toBe(401)
    const comment = (kilobytes: number) => ({ dryRun: true, accounts: `${ACCOUNTS_CSV}${' '.repeat(kilobytes * 1024)}` })
    expect((await send(comment(200))).status).toBe(200)
    expect(await send(comment(300))).toMatchObject({ status: 413, body: { limitBytes: 262_144 } })
  })

  test('opens customers, accounts and invitations in one commit; the same files are imported once', async () => {
    const [one, two] = await Promise.all([send(), send()])
    expect([one.status, two.status]).toEqual([201, 201])
    expect(one.body).toMatchObject({ imported: true, customers: 2, accounts: 3, problems: [] })
    expect(two.body.importedAt).toBe(one.body.importedAt)
    const before = await rowCounts(worker)
    expect(await send()).toMatchObject({ status: 201, body: { imported: true, importedAt: one.body.importedAt } })
    expect(await send({ dryRun: true })).toMatchObject({ status: 200, body: { imported: true, problems: [] } })
    expect(await rowCounts(worker)).toEqual(before)

    expect(await rows(worker.db, `SELECT kind, name, born_on, origin FROM customers WHERE origin = 'import' ORDER BY name`)).toEqual([
      { kind: 'person', name: 'Dewi Lestari', born_on: null, origin: 'import' },
      { kind: 'company', name: 'PT Maju Bersama', born_on: null, origin: 'import' },
    ])
    expect(await rows(worker.db, `SELECT username, presence FROM panel_accounts ORDER BY username`)).toEqual([
      { username: 'dewi', presence: 'present' },
      { username: 'maju', presence: 'present' },
    ])
    expect(await rows(worker.db, `SELECT DISTINCT decision, method, version FROM acceptances WHERE method = 'import'`)).toEqual([
      { decision: 'asserted', method: 'import', version: '2024-11-01' },
    ])
    expect(
      await rows(worker.db, `SELECT count(*) AS n FROM receipts r JOIN acceptances a ON a.id = r.acceptance WHERE a.method = 'import'`),
    ).toEqual([{ n: 0 }])
    const events = await rows<{ body: string }>(
      worker.db,
      `SELECT body FROM events WHERE type LIKE '%imported' OR type = 'acceptance.asserted'`,
    )
    expect(events).toHaveLength(2 + 4 + 3)
    expect(JSON.stringify(events)).not.toMatch(/Dewi|contoh\.id|\.example/)
  })

  test('the same names in other files are told line by line', async () => {
    const { body } = await send({ dryRun: true, customers: `${CUSTOMERS_CSV}\n` })
    expect(body.problems.map(({ reason }: { reason: string }) => reason)).toEqual([
      ...['email_here_already', 'email_here_already'],
      ...['domain_here_already', 'username_here_already', 'domain_here_already', 'username_here_already', 'domain_here_already'],
    ])
  })
})

describe('files at their limits', () => {
  const [customersHeader = '', accountsHeader = ''] = [CUSTOMERS_CSV, ACCOUNTS_CSV].map((csv) => csv.split('\n')[0])
  const csv = (header: string, lines: number, line: (n: number) => string) =>
    [header, ...Array.from({ length: lines }, (_, n) => line(n + 1)), ''].join('\n')
  const people = (many: number) =>
    csv(customersHeader, many, (n) => `${n},person,Nama ${n},p${n}@besar.id,+62812${5_550_000 + n},Jalan ${n},ID,id,,`)
  const all = { terms: '2024-11-01', sla: '2024-11-01', privacy: '2024-11-01', cookies: '2024-11-01' }

  test('as many customers and accounts as one import may have come in one commit', async () => {
    const accounts = csv(accountsHeader, 1000, (n) => `${(n % 500) + 1},besar${n}.example,hosting-mulai,yearly,2027-09-30,,`)
    const answer = await send({ customers: people(500), accounts, versions: all })
    expect(answer).toMatchObject({ status: 201, body: { imported: true, customers: 500, accounts: 1000, problems: [] } })
    expect(
      await rows(worker.db, `SELECT count(*) AS n, count(DISTINCT commit_id) AS commits FROM accounts WHERE domain LIKE 'besar%'`),
    ).toEqual([{ n: 1000, commits: 1 }])
  })

  test('no value that the database is given is larger than it takes', () => {
    const asserted = (['terms', 'sla', 'privacy', 'cookies'] as const).flatMap((kind) => versionNamed(policies, kind, '2024-11-01') ?? [])
    const [terms, , privacy] = asserted
    if (!terms || !privacy) throw new Error('no version')
    const facts = { digest: 'f'.repeat(64), commitId: mint('commit', NOW), by: mintUser(NOW), asserted, terms, privacy }
    const person = { kind: 'person', phone: '+628125550001', address: 'Jalan 1', country: 'ID', language: 'id', bornOn: null } as const
    const due = { term: 'yearly', anniversaryDay: 30, dueOn: '2027-09-30', payableOn: '2027-09-30', invoiceNow: false } as const
    const customers = Array.from({ length: 500 }, (_, n) => ({
      ...person,
      line: n,
      ref: `${n}`,
      name: 'Nama',
      email: `p${n}@x.id`,
      authority: null,
    }))
    const accounts = Array.from({ length: 1000 }, (_, n) => ({ ...due, line: n, customer: `${n % 500}`, domain: `b${n}.example` }))
    const plan = { customers, accounts: accounts.map((one) => ({ ...one, package: 'hosting-mulai', username: null })), problems: [] }
    const context = contextAt(worker.db, NOW)
    const record = {
      digest: facts.digest,
      importedAt: NOW,
      importedBy: facts.by,
      versions: '{}',
      customers: 500,
      accounts: 1000,
      commitId: facts.commitId,
    }
    const params = insertImport(context.db, record, recordsOf(context, facts, plan), []).flatMap(
      (statement) => new SQLiteAsyncDialect().sqlToQuery(statement.getSQL()).params,
    )
    expect(Math.max(...params.map((param) => Buffer.byteLength(String(param))))).toBeLessThan(1_000_000)
  })

  test('a header alone is a problem, and nothing is imported', async () => {
    const empty = { customers: `${customersHeader}\n`, accounts: '' }
    expect(await send(empty)).toMatchObject({ status: 422, body: { code: 'import_has_problems', problems: [{ reason: 'no_lines' }] } })
  })

  test('lines that do not fit the header count like any other', async () => {
    expect(await send({ dryRun: true, customers: `${customersHeader}\n${'x\n'.repeat(600)}` })).toMatchObject({
      status: 422,
      body: { code: 'too_many_rows' },
    })
  })

  test('a name in letters of its own is found in whatever form it is written', async () => {
    const account = (domain: string) => ({ accounts: `${accountsHeader}\n1,${domain},hosting-mulai,yearly,2027-09-30,,\n` })
    const one = people(1).replace('p1@', 'kafe@')
    expect((await send({ customers: one, ...account('Kafé.example') })).status).toBe(201)
    const again = await send({ dryRun: true, customers: people(1).replace('p1@', 'q1@'), ...account('KAFÉ.example') })
    expect(again.body.problems.map(({ reason }: { reason: string }) => reason)).toEqual(['domain_here_already'])
  })
})

describe('the accounts that came', () => {
  const accountOf = async (domain: string) =>
    (await rows<{ id: string; due_on: string; state: string }>(worker.db, 'SELECT * FROM accounts WHERE domain = ?', domain))[0]

  test('nobody is late: an invoice that should have gone out goes out now, with its full time to pay', async () => {
    await worker.tick(NOW + 60_000)
    const maju = await accountOf('maju.example')
    expect(maju).toMatchObject({ state: 'active', due_on: '2027-03-01' })
    expect(await rows(worker.db, 'SELECT period_from, period_to, due_on, terms_version FROM invoices WHERE account = ?', maju?.id)).toEqual(
      [{ period_from: '2027-03-01', period_to: '2028-03-01', due_on: '2027-04-10', terms_version: '2024-11-01' }],
    )
    const dewi = await accountOf('dewi.example')
    expect(await rows(worker.db, 'SELECT next_action, next_action_at FROM accounts WHERE id = ?', dewi?.id)).toEqual([
      { next_action: 'issue_invoice', next_action_at: Date.parse('2027-08-29T17:00:00Z') },
    ])
    const [first] = await historyOf(worker.db, dewi?.id ?? '')
    expect(first).toMatchObject({ type: 'account.imported', body: { clause: { document: 'terms', version: '2024-11-01', id: 'S13' } } })
  })
})

describe('the customers that came', () => {
  test('choose a password by the link in their mail, and see what was said of them as said, not as accepted', async () => {
    const [mail] = await rows<{ body: string }>(worker.db, `SELECT body FROM outbox WHERE body LIKE '%dewi@contoh.id%'`)
    const invitation = JSON.parse(mail?.body ?? '{}') as { kind: string; text: string; links: { password: string } }
    expect(invitation).toMatchObject({ kind: 'invitation', text: expect.stringContaining('- dewi.example') })
    const token = new URL(invitation.links.password).searchParams.get('token')
    const dewi = createClient(worker)
    const wrong = await dewi.post('/api/v1/sign-in', { login: 'dewi@contoh.id', password: PASSWORD })
    expect(wrong.status).toBe(401)
    expect((await dewi.post('/api/auth/reset-password', { token, newPassword: PASSWORD })).status).toBe(200)
    expect((await dewi.post('/api/v1/sign-in', { login: 'dewi@contoh.id', password: PASSWORD })).status).toBe(200)
    expect((await dewi.post('/api/auth/reset-password', { token, newPassword: PASSWORD })).status).not.toBe(200)

    const { body: agreements } = await dewi.get('/api/v1/agreements')
    expect(agreements.acceptances.map(({ decision }: { decision: string }) => decision)).toEqual(['asserted', 'asserted'])
    expect(agreements.binding.map(({ document, how }: { document: string; how: string }) => `${document} ${how}`)).toEqual([
      'terms asserted',
      'sla asserted',
    ])
    expect(JSON.stringify(agreements)).not.toContain('"accepted"')
    const { body: outstanding } = await dewi.get('/api/v1/agreements/outstanding')
    expect(outstanding.map(({ document, reason }: { document: string; reason: string }) => `${document} ${reason}`)).toEqual([
      'terms never_accepted',
      'sla never_accepted',
      'privacy never_accepted',
    ])
    const { body: accounts } = await dewi.get('/api/v1/accounts')
    expect(accounts).toMatchObject([{ domain: 'dewi.example', state: 'active' }])
  })
})

test('five hundred customers with two accounts each are one commit', async () => {
  const numbers = Array.from({ length: 500 }, (_, n) => n)
  const customers = `ref,kind,name,email,phone,address,country\n${numbers.map((n) => `${n},person,Pelanggan ${n},p${n}@b.id,+62812555${1000 + n},J,ID`).join('\n')}`
  const accounts = `customer;domain;package;term;due_on\n${numbers.flatMap((n) => [1, 2].map((k) => `${n};d${n}-${k}.example;hosting-mulai;yearly;2027-11-30`)).join('\n')}`
  expect(await send({ customers, accounts })).toMatchObject({ status: 201, body: { customers: 500, accounts: 1000 } })
  const [made] = await rows(
    worker.db,
    `SELECT count(*) AS n, count(DISTINCT commit_id) AS commits FROM accounts WHERE domain LIKE 'd%-_.example'`,
  )
  expect(made).toEqual({ n: 1000, commits: 1 })
})
