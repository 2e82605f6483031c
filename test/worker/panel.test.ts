import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { orderReason, queueOrders } from '../../worker/panel/orders.ts'
import { panelUsername } from '../../worker/panel/rules/username.ts'
import { CUSTOMER } from '../support/accounts.ts'
import { until } from '../support/mailbox-wait.ts'
import { openWebhookReceiver, type WebhookReceiver } from '../support/panel-webhook.ts'
import { type FakeWhm, openWhm } from '../support/panel-whm.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const NOON = Date.parse('2027-03-10T05:00:00Z')
const SECRET = `whsec_${Buffer.from('twenty-four bytes at least').toString('base64')}`
const ACCOUNT = 'acc_a01KB6Z3V5QH8W2T4N7XJ9RYDME'
const USER = panelUsername(ACCOUNT)

type State = 'active' | 'overdue' | 'suspended' | 'terminated' | 'purged'

async function putAccount(worker: RunningWorker, state: State, packageId = 'starter'): Promise<void> {
  await worker.db
    .prepare(
      `INSERT OR IGNORE INTO customers (versions_told, id, kind, name, phone, address, country, born_on, language, transfer_notice, created_at, commit_id)
       VALUES (99, ?1, 'person', 'Sari', '0', 'Jakarta', 'ID', '1990-01-01', 'id', '2024-11-01', 0, 'com_seed')`,
    )
    .bind(CUSTOMER)
    .run()
  await worker.db
    .prepare(
      `INSERT INTO accounts (id, customer, package, domain, state, term, anniversary_day, due_on, overdue_at, suspended_at, terminated_at,
         created_at, commit_id)
       VALUES (?1, ?2, ?3, 'toko.example', ?4, 'yearly', 10, '2027-03-10', 0, 0, 0, 0, 'com_seed')
       ON CONFLICT DO UPDATE SET state = excluded.state, package = excluded.package, version = accounts.version + 1,
         commit_id = 'com_' || accounts.version`,
    )
    .bind(ACCOUNT, CUSTOMER, packageId, state === 'active' ? 'overdue' : state)
    .run()
}

/** The panel confirmed the account earlier. */
async function putConfirmed(worker: RunningWorker, suspended: boolean, reviewAt = NOON + DAY): Promise<void> {
  await worker.db
    .prepare(
      `INSERT INTO panel_accounts (account, username, presence, suspended, package, created_at, review_at, commit_id)
       VALUES (?1, ?2, 'present', ?3, 'starter', 0, ?4, 'com_seed')`,
    )
    .bind(ACCOUNT, USER, suspended ? 1 : 0, reviewAt)
    .run()
}

async function order(worker: RunningWorker, what: 'align' | 'remove' | 'backup' | 'restore', at = NOON): Promise<void> {
  const reason = orderReason({ document: 'terms', version: '2024-11-01', id: 'S14' })
  await queueOrders(drizzle(worker.db), `com_order${at}`, at, [{ account: ACCOUNT, order: what, reason }])
  await tickAt(worker, at)
}

async function tickAt(worker: RunningWorker, at: number): Promise<void> {
  await worker.setClock(at)
  await worker.tick(at)
}

const rowsOf = async (worker: RunningWorker, table: string) =>
  (await worker.db.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results
const carriedOut = (worker: RunningWorker) => until(async () => (await rowsOf(worker, 'outbox')).length === 0, 'an empty outbox')
const tried = (worker: RunningWorker, attempts: number) =>
  until(async () => (await rowsOf(worker, 'outbox')).find((row) => row['attempts'] === attempts && row['last_error'] !== null), 'a try')

async function empty(worker: RunningWorker): Promise<void> {
  const tables = ['outbox', 'deliveries', 'tasks', 'panel_accounts', 'panel_jobs', 'accounts']
  await worker.db.batch(tables.map((table) => worker.db.prepare(`DELETE FROM ${table}`)))
}

describe('WHM', () => {
  let worker: RunningWorker
  let whm: FakeWhm
  beforeAll(async () => {
    whm = await openWhm()
    const settings = { OUTBOX_HELD: '', PANEL: 'whm', WHM_URL: whm.url, WHM_USER: 'root', WHM_TOKEN: whm.token, PANEL_PATIENCE_MS: '1000' }
    worker = await startWorker('development', settings)
  })
  afterAll(async () => {
    await worker.close()
    await whm.close()
  })
  beforeEach(async () => {
    await empty(worker)
    whm.accounts.clear()
    whm.acts.length = 0
    whm.faults.length = 0
  })

  test('a suspended account is switched off, under our mark and the clause, and the panel’s word is kept', async () => {
    whm.add({ user: USER })
    await putAccount(worker, 'suspended')
    await putConfirmed(worker, false)
    await order(worker, 'align')
    await carriedOut(worker)
    expect(whm.acts).toEqual([`suspendacct ${USER}`])
    expect(whm.accounts.get(USER)?.suspendreason).toBe('[mufakat] terms 2024-11-01 S14')
    expect(await rowsOf(worker, 'panel_accounts')).toMatchObject([{ suspended: 1, presence: 'present' }])
    expect(await rowsOf(worker, 'deliveries')).toMatchObject([{ what: 'align', outcome: 'done', detail: 'suspend' }])
  })

  test('a panel that times out after doing the work is asked, and does not do it twice', async () => {
    whm.add({ user: USER })
    whm.faults.push('silent_after')
    await putAccount(worker, 'suspended')
    await putConfirmed(worker, false)
    await order(worker, 'align')
    const row = await tried(worker, 1)
    expect(row['last_error']).toContain('panel_timeout')
    await tickAt(worker, Number(row['due_at']))
    await carriedOut(worker)
    expect(whm.acts).toEqual([`suspendacct ${USER}`])
    expect(await rowsOf(worker, 'panel_accounts')).toMatchObject([{ suspended: 1 }])
  })

  test('a new account is created once, though its first answer was lost', async () => {
    whm.faults.push('silent_after')
    await putAccount(worker, 'active')
    await order(worker, 'align')
    const row = await tried(worker, 1)
    await tickAt(worker, Number(row['due_at']))
    await carriedOut(worker)
    expect(whm.acts).toEqual([`createacct ${USER}`])
    expect(whm.accounts.get(USER)).toMatchObject({ domain: 'toko.example', plan: 'starter', suspended: 0 })
  })

  test('a panel that is down is tried again later', async () => {
    whm.add({ user: USER })
    whm.faults.push('broken')
    await putAccount(worker, 'suspended')
    await putConfirmed(worker, false)
    await order(worker, 'align')
    const row = await tried(worker, 1)
    expect(row['last_error']).toBe('panel_broken: 503')
    expect(whm.acts).toEqual([])
    await tickAt(worker, Number(row['due_at']))
    await carriedOut(worker)
    expect(whm.acts).toEqual([`suspendacct ${USER}`])
  })

  test('what the panel refuses becomes a task for staff, with the panel’s own word', async () => {
    whm.add({ user: USER })
    whm.faults.push('refuses')
    await putAccount(worker, 'suspended')
    await putConfirmed(worker, false)
    await order(worker, 'align')
    await carriedOut(worker)
    const [task] = await rowsOf(worker, 'tasks')
    expect(task).toMatchObject({ kind: 'panel_given_up', subject: ACCOUNT, topic: 'align' })
    expect(String(task?.['body'])).toContain('The test refuses.')
  })

  test('an order that comes after its reason has gone does nothing: the account was paid for meanwhile', async () => {
    whm.add({ user: USER })
    await putAccount(worker, 'active')
    await putConfirmed(worker, false)
    await order(worker, 'align')
    await carriedOut(worker)
    expect(whm.acts).toEqual([])
    expect(await rowsOf(worker, 'deliveries')).toMatchObject([{ outcome: 'obsolete' }])
  })

  test('a payment switches on what we switched off, not what staff switched off at the panel', async () => {
    whm.add({ user: USER, suspended: 1, suspendreason: 'Spam since Monday' })
    await putAccount(worker, 'active')
    await putConfirmed(worker, false)
    await order(worker, 'align')
    await carriedOut(worker)
    expect(whm.acts).toEqual([])
    expect(await rowsOf(worker, 'tasks')).toMatchObject([{ kind: 'panel_suspended_by_other', customer: CUSTOMER }])
  })

  test('a purge removes a terminated account, and not one whose termination was undone', async () => {
    whm.add({ user: USER })
    await putAccount(worker, 'overdue')
    await putConfirmed(worker, false)
    await order(worker, 'remove')
    await carriedOut(worker)
    expect(whm.acts).toEqual([])
    await putAccount(worker, 'terminated')
    await order(worker, 'remove', NOON + MINUTE)
    await carriedOut(worker)
    expect(whm.acts).toEqual([`removeacct ${USER}`])
    expect(await rowsOf(worker, 'panel_accounts')).toMatchObject([{ presence: 'absent', review_at: null }])
  })

  test('the daily comparison switches off a suspended account that somebody switched on, and reads its use', async () => {
    whm.add({ user: USER, diskused: '2048M', inodesused: '120000' })
    await putAccount(worker, 'suspended')
    await putConfirmed(worker, true, NOON)
    await tickAt(worker, NOON - MINUTE)
    expect(whm.acts).toEqual([])
    await tickAt(worker, NOON)
    expect(whm.acts).toEqual([`suspendacct ${USER}`])
    await tickAt(worker, NOON + MINUTE)
    expect(whm.acts).toHaveLength(1)
    expect(await rowsOf(worker, 'panel_accounts')).toMatchObject([
      { suspended: 1, disk_bytes: 2_147_483_648, inodes: 120_000, review_at: NOON + DAY },
    ])
  })

  test('the comparison finds an account that is gone; it is not created anew, empty, and staff are told once', async () => {
    await putAccount(worker, 'active')
    await putConfirmed(worker, false, NOON)
    await tickAt(worker, NOON)
    await tickAt(worker, NOON + DAY)
    expect(whm.acts).toEqual([])
    expect(await rowsOf(worker, 'tasks')).toMatchObject([{ kind: 'panel_account_missing', subject: ACCOUNT }])
    // Staff have brought it back: it is compared again.
    whm.add({ user: USER, plan: 'larger' })
    await tickAt(worker, NOON + 2 * DAY)
    expect(whm.acts).toEqual([`changepackage ${USER}`])
    expect(await rowsOf(worker, 'panel_accounts')).toMatchObject([{ presence: 'present', removed_at: null }])
  })

  test('the comparison leaves an account alone while its restore runs: the panel may not have it then', async () => {
    await putAccount(worker, 'active')
    await putConfirmed(worker, false, NOON)
    await worker.db.batch([
      worker.db
        .prepare(
          `INSERT INTO backups (id, account, customer, state, requested_at, requested_by, sla_version, used_bytes, used_inodes, started_at,
             ended_at, commit_id) VALUES ('bkp_run', ?1, ?2, 'stored', 0, 'usr_1', '2024-11-01', 1, 1, 0, 0, 'com_seed')`,
        )
        .bind(ACCOUNT, CUSTOMER),
      worker.db
        .prepare(
          `INSERT INTO restores (id, account, customer, backup, kind, price, sla_version, state, requested_at, requested_by, commit_id)
           VALUES ('rst_run', ?1, ?2, 'bkp_run', 'free', 0, '2024-11-01', 'running', 0, 'usr_1', 'com_seed')`,
        )
        .bind(ACCOUNT, CUSTOMER),
    ])
    await tickAt(worker, NOON)
    await worker.db.batch([worker.db.prepare('DELETE FROM restores'), worker.db.prepare('DELETE FROM backups')])
    expect(await rowsOf(worker, 'tasks')).toEqual([])
    expect(await rowsOf(worker, 'panel_accounts')).toMatchObject([{ presence: 'present', review_at: NOON + 60 * MINUTE }])
  })

  test('a backup is made while the account is on, and refused while it is off (S15)', async () => {
    whm.add({ user: USER })
    await putAccount(worker, 'active')
    await putConfirmed(worker, false)
    await order(worker, 'backup')
    await carriedOut(worker)
    expect(await rowsOf(worker, 'panel_jobs')).toMatchObject([{ kind: 'backup', state: 'started', reference: `${USER}20270310` }])
    await worker.db.prepare('DELETE FROM deliveries').run()
    await putAccount(worker, 'suspended')
    await order(worker, 'backup', NOON + MINUTE)
    await carriedOut(worker)
    expect(whm.acts).toEqual([`start_background_pkgacct ${USER}`])
    expect(await rowsOf(worker, 'deliveries')).toMatchObject([{ outcome: 'obsolete', detail: 'account is off (S15)' }])
  })

  test('a restore whose answer was lost is not repeated: a person looks', async () => {
    whm.add({ user: USER })
    whm.faults.push('silent_after')
    await putAccount(worker, 'active')
    await putConfirmed(worker, false)
    await order(worker, 'restore')
    await carriedOut(worker)
    expect(whm.acts).toEqual([`start_local_cpmove_restore ${USER}`])
    expect(await rowsOf(worker, 'tasks')).toMatchObject([{ kind: 'restore_outcome_unknown' }])
    expect(await rowsOf(worker, 'panel_jobs')).toMatchObject([{ kind: 'restore', state: 'asked' }])
  })
})

describe('a WHM token that is not valid', () => {
  test('leaves the order where it is, with the reason', async () => {
    const whm = await openWhm()
    const settings = { OUTBOX_HELD: '', PANEL: 'whm', WHM_URL: whm.url, WHM_USER: 'root', WHM_TOKEN: 'old' }
    const worker = await startWorker('development', settings)
    try {
      whm.add({ user: USER })
      await putAccount(worker, 'suspended')
      await putConfirmed(worker, false)
      await order(worker, 'align')
      expect((await tried(worker, 1))['last_error']).toBe('panel_unauthorized: 403')
      expect(whm.acts).toEqual([])
    } finally {
      await worker.close()
      await whm.close()
    }
  })
})

describe('signed webhooks', () => {
  let worker: RunningWorker
  let receiver: WebhookReceiver
  let now = NOON
  const at = async (instant: number) => {
    now = instant
    await tickAt(worker, instant)
  }
  beforeAll(async () => {
    receiver = await openWebhookReceiver(SECRET, () => now / 1000)
    const rotating = `whsec_${Buffer.from('the secret that is on its way in').toString('base64')} ${SECRET}`
    worker = await startWorker('development', {
      OUTBOX_HELD: '',
      PANEL: 'webhook',
      PANEL_WEBHOOK_URL: receiver.url,
      PANEL_WEBHOOK_SECRET: rotating,
    })
  })
  afterAll(async () => {
    await worker.close()
    await receiver.close()
  })

  test('a receiver believes them, also while secrets change over; a repeated one bears the same id', async () => {
    receiver.answers.push(500)
    await putAccount(worker, 'suspended')
    await putConfirmed(worker, false)
    await order(worker, 'align')
    const row = await tried(worker, 1)
    await at(Number(row['due_at']))
    await carriedOut(worker)
    expect(receiver.rejected).toEqual([])
    expect(receiver.attempts).toBe(2)
    expect(receiver.told).toMatchObject([
      {
        id: expect.stringMatching(/^com_order\d+-\d+-suspend$/),
        type: 'account.suspend',
        data: { account: ACCOUNT, username: USER, domain: 'toko.example' },
      },
    ])
    expect(await rowsOf(worker, 'panel_accounts')).toMatchObject([{ suspended: 1 }])
  })

  test('a receiver that is not there for a moment is told again; one that says it is gone is not', async () => {
    await empty(worker)
    receiver.answers.push(404)
    await putAccount(worker, 'suspended')
    await putConfirmed(worker, false)
    now = NOON + DAY
    await order(worker, 'align', now)
    const row = await tried(worker, 1)
    expect(row['last_error']).toBe('panel_broken: 404')
    await at(Number(row['due_at']))
    await carriedOut(worker)
    expect(await rowsOf(worker, 'tasks')).toEqual([])
    receiver.answers.push(410)
    now = NOON + 2 * DAY
    await order(worker, 'align', now)
    await carriedOut(worker)
    expect(await rowsOf(worker, 'tasks')).toMatchObject([{ kind: 'panel_given_up', topic: 'align' }])
  })
})
