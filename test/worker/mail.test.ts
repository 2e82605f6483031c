import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context, Env } from '../../worker/context.ts'
import { mailNotice } from '../../worker/db/changes.ts'
import { recordBounce } from '../../worker/notices/queue.ts'
import { CUSTOMER, seedAccounts } from '../support/accounts.ts'
import { type Mailbox, openMailbox } from '../support/mailbox.ts'
import { until } from '../support/mailbox-wait.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MINUTE = 60_000
/** 00:00 WIB on 11 March 2027: the first instant of lateness of what was due on the 10th. */
const LATE = Date.parse('2027-03-10T17:00:00Z')
const POLICY = 'content/privacy/2024-11-01/id.md'

interface OutboxRow {
  attempts: number
  due_at: number
  last_error: string | null
}

async function seedCustomer(worker: RunningWorker, language = 'id'): Promise<void> {
  await worker.db.batch([
    worker.db.prepare(
      `INSERT INTO auth_user (id, name, email, username, created_at, updated_at) VALUES ('usr_1', 'Sari', 'sari@example.org', 'sari', 0, 0)`,
    ),
    worker.db
      .prepare(
        `INSERT INTO customers (versions_told, id, kind, name, phone, address, country, born_on, language, transfer_notice, created_at, commit_id)
         VALUES (99, ?1, 'person', 'Sari', '+62', 'Jakarta', 'ID', '1990-01-01', ?2, '2024-11-01', 0, 'com_seed')`,
      )
      .bind(CUSTOMER, language),
    worker.db
      .prepare(`INSERT INTO memberships (customer, user, role, created_at, commit_id) VALUES (?1, 'usr_1', 'owner', 0, 'com_seed')`)
      .bind(CUSTOMER),
  ])
}

const outboxOf = async (worker: RunningWorker) => (await worker.db.prepare('SELECT * FROM outbox').all<OutboxRow>()).results
const noticeOf = async (worker: RunningWorker) =>
  await worker.db
    .prepare("SELECT posted_at, counts_from FROM notices WHERE kind = 'overdue'")
    .first<{ posted_at: number; counts_from: number }>()
const tasksOf = async (worker: RunningWorker) =>
  (await worker.db.prepare('SELECT kind, subject, topic, customer, body FROM tasks').all<Record<string, string>>()).results
const deliveriesOf = async (worker: RunningWorker) =>
  (await worker.db.prepare('SELECT what, outcome, at, attempts, detail FROM deliveries').all<Record<string, unknown>>()).results
const emptied = (worker: RunningWorker) => until(async () => (await outboxOf(worker)).length === 0, 'an empty outbox')
const tried = (worker: RunningWorker, attempts: number) =>
  until(async () => (await outboxOf(worker)).find((row) => row.attempts === attempts && row.last_error !== null), `attempt ${attempts}`)

/** The clock stands at the tick, so that the consumer’s instants follow the sweep’s. */
async function tickAt(worker: RunningWorker, at: number): Promise<void> {
  await worker.setClock(at)
  await worker.tick(at)
}

/** Everything but the events, which stay for ever: each test has accounts of its own name. */
async function empty(worker: RunningWorker): Promise<void> {
  const tables = ['outbox', 'notices', 'deliveries', 'tasks', 'invoices', 'accounts', 'memberships', 'customers', 'auth_user']
  await worker.db.batch(tables.map((table) => worker.db.prepare(`DELETE FROM ${table}`)))
}

async function orderMail(worker: RunningWorker, mail: object): Promise<void> {
  await worker.db
    .prepare(`INSERT INTO outbox (kind, subject, body, commit_id, created_at) VALUES ('mail', 'usr_1', ?1, 'com_mail', 0)`)
    .bind(JSON.stringify(mail))
    .run()
}

const letter = {
  to: 'sari@example.org',
  kind: 'decision_receipt',
  language: 'id',
  subject: 'Tanda terima',
  text: 'Teksnya terlampir.',
  links: {},
}

describe('mail by SMTP', () => {
  let worker: RunningWorker
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await openMailbox({ user: 'mufakat', password: 'kata: sandi/1' })
    worker = await startWorker('development', { OUTBOX_HELD: '', MAIL_TRANSPORT: 'smtp', SMTP_URL: mailbox.url })
  })
  afterAll(async () => {
    await worker.close()
    await mailbox.close()
  })
  beforeEach(async () => {
    await empty(worker)
    mailbox.received.length = 0
    mailbox.mood = 'takes'
    mailbox.unknown = null
    await seedCustomer(worker)
  })

  test('a late customer gets one mail, with amount, date, clause, and where to ask; the notice counts from its acceptance', async () => {
    await seedAccounts(worker.db, { name: 'satu', accounts: 1, dueOn: '2027-03-10' })
    await tickAt(worker, LATE)
    await emptied(worker)
    const [received] = mailbox.received
    expect(mailbox.received).toHaveLength(1)
    expect(received?.to).toEqual(['sari@example.org'])
    expect(received?.mail.subject).toBe('Pembayaran satu1.example terlambat')
    expect(received?.mail.messageId).toMatch(/^<com_a[0-9A-Z]{26}-\d+@treabiz\.id>$/)
    for (const text of [received?.mail.text, received?.mail.html]) {
      expect(text).toMatch(/Rp\s500\.000/)
      expect(text).toContain('10 Maret 2027')
      expect(text).toContain('13 Maret 2027, 00.00 WIB')
      expect(text).toContain('/ketentuan/2024-11-01#S14')
      expect(text).toContain('/akun/layanan?id=acc_asatu1')
      expect(text).toContain('support@tnet.co.id')
    }
    expect(received?.mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    expect(received?.mail.headers.map(({ key }) => key)).not.toContain('list-unsubscribe')
    const [delivery] = await deliveriesOf(worker)
    expect(delivery).toMatchObject({ what: 'overdue', outcome: 'accepted', attempts: 1 })
    const notice = await noticeOf(worker)
    expect(notice?.counts_from).toBe(delivery?.['at'])
    expect(notice?.counts_from).toBeGreaterThanOrEqual(LATE)
    await tickAt(worker, LATE + MINUTE)
    expect(mailbox.received).toHaveLength(1)
  })

  test('a customer who reads English is written to in English', async () => {
    await worker.db.prepare("UPDATE customers SET language = 'en'").run()
    await seedAccounts(worker.db, { name: 'dua', accounts: 1, dueOn: '2027-03-10' })
    await tickAt(worker, LATE)
    await emptied(worker)
    expect(mailbox.received[0]?.mail.subject).toBe('Payment for dua1.example is late')
    expect(mailbox.received[0]?.mail.text).toContain('/en/ketentuan/2024-11-01#S14')
  })

  test('a mailbox that says “later” is tried again after a minute, not before, and the notice counts from when it takes it', async () => {
    mailbox.mood = { refuses: 451, at: 'recipient' }
    await seedAccounts(worker.db, { name: 'tiga', accounts: 1, dueOn: '2027-03-10' })
    await tickAt(worker, LATE)
    const row = await tried(worker, 1)
    expect(row.last_error).toBe('451 RCPT TO')
    expect(row.due_at - LATE).toBeGreaterThanOrEqual(MINUTE)
    const before = mailbox.conversations
    await tickAt(worker, LATE + MINUTE / 2)
    expect(mailbox.conversations).toBe(before)
    mailbox.mood = 'takes'
    const again = row.due_at + 1
    await tickAt(worker, again)
    await emptied(worker)
    expect(mailbox.received).toHaveLength(1)
    expect((await noticeOf(worker))?.counts_from).toBeGreaterThanOrEqual(again)
    expect(await tasksOf(worker)).toEqual([])
  })

  test('a mailbox that refuses for good: staff are told, and the inbox posting counts from then', async () => {
    mailbox.mood = { refuses: 550, at: 'recipient' }
    await seedAccounts(worker.db, { name: 'empat', accounts: 1, dueOn: '2027-03-10' })
    await worker.tick(LATE)
    await worker.setClock(LATE + MINUTE)
    await emptied(worker)
    const [task] = await tasksOf(worker)
    expect(task).toMatchObject({ kind: 'mail_undeliverable', subject: 'acc_aempat1', topic: 'overdue', customer: CUSTOMER })
    expect(task?.['body']).toContain('550 RCPT TO')
    expect(task?.['body']).not.toContain('sari@example.org')
    const [delivery] = await deliveriesOf(worker)
    expect(delivery).toMatchObject({ outcome: 'undeliverable', attempts: 1 })
    expect((await noticeOf(worker))?.counts_from).toBe(delivery?.['at'])
  })

  test('a mailbox that says “later” for a day is given up, still within 24 hours of the posting', async () => {
    mailbox.mood = { refuses: 421, at: 'mail' }
    await seedAccounts(worker.db, { name: 'lima', accounts: 1, dueOn: '2027-03-10' })
    await tickAt(worker, LATE)
    for (let attempts = 1; attempts < 8; attempts++) {
      const { due_at } = await tried(worker, attempts)
      await tickAt(worker, due_at)
    }
    await emptied(worker)
    expect(await tasksOf(worker)).toHaveLength(1)
    expect(await deliveriesOf(worker)).toMatchObject([{ outcome: 'undeliverable', attempts: 8 }])
    const notice = await noticeOf(worker)
    expect((notice?.counts_from ?? 0) - (notice?.posted_at ?? 0)).toBeLessThan(24 * 60 * MINUTE)
  })

  /** Besides the owner. */
  async function join(role: 'billing' | 'technical'): Promise<void> {
    await worker.db.batch([
      worker.db
        .prepare(`INSERT INTO auth_user (id, name, email, username, created_at, updated_at) VALUES (?1, ?2, ?3, ?2, 0, 0)`)
        .bind(`usr_${role}`, role, `${role}@example.org`),
      worker.db
        .prepare(`INSERT INTO memberships (customer, user, role, created_at, commit_id) VALUES (?1, ?2, ?3, 1, 'com_seed')`)
        .bind(CUSTOMER, `usr_${role}`, role),
    ])
  }

  async function orderNotice(kind: string, body: object): Promise<void> {
    const notice = { customer: CUSTOMER, subject: 'acc_anotice', kind, cycle: kind, body }
    await worker.db.batch(
      mailNotice(drizzle(worker.db), `com_${kind}`, LATE, notice).map((built) => {
        const { sql, params } = built.toSQL()
        return worker.db.prepare(sql).bind(...params)
      }),
    )
  }

  test('mail about money goes to owner and billing, about the server to owner and technical', async () => {
    await join('billing')
    await join('technical')
    await orderNotice('credit_given', { domain: 'x.example', dueOn: '2027-03-10', owedRupiah: 0, paidRupiah: 5, at: LATE })
    await orderNotice('backup_stored', { title: { id: 'Backup', en: 'Backup' }, text: { id: 'Tersimpan', en: 'Stored' } })
    await tickAt(worker, LATE)
    await emptied(worker)
    expect(mailbox.received.map(({ to }) => [...to].sort().join(' ')).sort()).toEqual([
      'billing@example.org sari@example.org',
      'sari@example.org technical@example.org',
    ])
  })

  test('where one of several addresses is refused, the others have the mail, it counts, and staff are told', async () => {
    await join('billing')
    mailbox.unknown = 'billing@example.org'
    await seedAccounts(worker.db, { name: 'sebagian', accounts: 1, dueOn: '2027-03-10' })
    await tickAt(worker, LATE)
    await emptied(worker)
    expect(mailbox.received.map(({ to }) => to)).toEqual([['sari@example.org']])
    const [delivery] = await deliveriesOf(worker)
    expect(delivery).toMatchObject({ outcome: 'accepted' })
    expect((await noticeOf(worker))?.counts_from).toBe(delivery?.['at'])
    expect(await tasksOf(worker)).toMatchObject([{ kind: 'mail_undeliverable', topic: 'overdue', customer: CUSTOMER }])
  })

  test('a notice that was posted again meanwhile is mailed once, by the later posting', async () => {
    mailbox.mood = { refuses: 451, at: 'recipient' }
    await seedAccounts(worker.db, { name: 'enam', accounts: 1, dueOn: '2027-03-10' })
    await tickAt(worker, LATE)
    const { due_at } = await tried(worker, 1)
    await worker.db.prepare("UPDATE notices SET commit_id = 'com_later'").run()
    mailbox.mood = 'takes'
    await tickAt(worker, due_at)
    await emptied(worker)
    expect(mailbox.received).toHaveLength(0)
    expect(await deliveriesOf(worker)).toMatchObject([{ outcome: 'obsolete' }])
  })

  test('a mail that was taken over and came back: its notice counts anew from then, once, and staff are told', async () => {
    await seedAccounts(worker.db, { name: 'tujuh', accounts: 1, dueOn: '2027-03-10' })
    await tickAt(worker, LATE)
    await emptied(worker)
    const { id } = (await worker.db.prepare('SELECT id FROM deliveries').first<{ id: string }>()) ?? { id: '' }
    const bouncedAt = LATE + 60 * MINUTE
    const context: Context = { env: { DB: worker.db } as Env, db: drizzle(worker.db), now: bouncedAt, wallClock: bouncedAt, language: 'id' }
    expect(await recordBounce(context, id, '5.1.1')).toBe('recorded')
    expect((await noticeOf(worker))?.counts_from).toBe(bouncedAt)
    expect(await tasksOf(worker)).toMatchObject([{ kind: 'mail_undeliverable', topic: 'overdue' }])
    expect(await recordBounce({ ...context, now: bouncedAt + MINUTE }, id, '5.1.1')).toBe('unknown')
    expect((await noticeOf(worker))?.counts_from).toBe(bouncedAt)
  })

  test('a mail is attached the very bytes that were published', async () => {
    const bytes = readFileSync(POLICY)
    const digest = createHash('sha256').update(bytes).digest('hex')
    await orderMail(worker, {
      ...letter,
      attachments: [
        { filename: 'privacy-2024-11-01.id.md', contentType: 'text/markdown; charset=utf-8', path: '/privasi/2024-11-01.md', digest },
        { filename: 'rcp_a1.jws', contentType: 'application/jose', text: 'a.b.c' },
      ],
    })
    await tickAt(worker, LATE)
    await emptied(worker)
    const attachments = mailbox.received[0]?.mail.attachments ?? []
    expect(attachments.map(({ filename }) => filename)).toEqual(['privacy-2024-11-01.id.md', 'rcp_a1.jws'])
    expect(Buffer.from(attachments[0]?.content as ArrayBuffer).equals(bytes)).toBe(true)
  })

  test('bytes that are not those of the receipt’s digest are not sent at all', async () => {
    const attachments = [{ filename: 'x.md', contentType: 'text/markdown', path: '/privasi/2024-11-01.md', digest: '0'.repeat(64) }]
    await orderMail(worker, { ...letter, attachments })
    await tickAt(worker, LATE)
    expect((await tried(worker, 1)).last_error).toBe('attachment_missing')
    expect(mailbox.received).toHaveLength(0)
  })

  test('an offer that nobody could refuse is not sent; with a way to refuse it carries the one-click header (M4)', async () => {
    await orderMail(worker, { ...letter, kind: 'offer' })
    await tickAt(worker, LATE)
    expect((await tried(worker, 1)).last_error).toBe('unsubscribe_missing')
    await worker.db.prepare('DELETE FROM outbox').run()
    await orderMail(worker, { ...letter, kind: 'offer', links: { unsubscribe: 'https://treabiz.id/berhenti?t=1' } })
    await tickAt(worker, LATE + MINUTE)
    await emptied(worker)
    const headers = mailbox.received[0]?.mail.headers ?? []
    expect(headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe('<https://treabiz.id/berhenti?t=1>')
    expect(headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click')
  })
})

describe('a mail server that is set up wrongly', () => {
  test.each([
    ['refuses our password', { user: 'mufakat', password: 'right' }, (url: string) => url.replace('right', 'wrong'), /^535/],
    ['has a certificate nobody vouches for', { untrusted: true }, (url: string) => url, /./],
    ['does not offer encryption', {}, (url: string) => url.replace('smtp+plain', 'smtp'), /ETLS|STARTTLS/],
  ])('that %s gets no mail, and no customer is called unreachable for it', async (_, options, change, reason) => {
    const mailbox = await openMailbox(options)
    const worker = await startWorker('development', { OUTBOX_HELD: '', MAIL_TRANSPORT: 'smtp', SMTP_URL: change(mailbox.url) })
    try {
      await orderMail(worker, letter)
      await tickAt(worker, LATE)
      expect((await tried(worker, 1)).last_error).toMatch(reason)
      expect(mailbox.received).toHaveLength(0)
      expect(await tasksOf(worker)).toEqual([])
    } finally {
      await worker.close()
      await mailbox.close()
    }
  })
})

describe('development without a mail server', () => {
  let worker: RunningWorker
  beforeAll(async () => {
    worker = await startWorker('development', { OUTBOX_HELD: '' })
  })
  afterAll(() => worker.close())

  test('mail is recorded in full and shown, and the notice counts from the sweep itself', async () => {
    await seedCustomer(worker)
    await seedAccounts(worker.db, { name: 'mail', accounts: 2, dueOn: '2027-03-10' })
    await worker.tick(LATE)
    const mails = (await (await worker.fetch('/api/dev/mail')).json()) as Record<string, unknown>[]
    expect(mails).toHaveLength(2)
    expect(mails[0]).toMatchObject({ to: 'sari@example.org', kind: 'overdue', language: 'id', status: 'sent', createdAt: LATE })
    expect(mails[0]?.['html']).toContain('<h1')
    expect((await noticeOf(worker))?.counts_from).toBe(LATE)
  })
})
