/** Backups on request (S7, S15), from the click to the notice, against a panel that speaks WHM's own language. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, carriedOut, type Hosted, hosted, moveTo, titlesOf } from '../support/backups.ts'
import { customerOf } from '../support/client.ts'
import { historyOf, rows } from '../support/history.ts'
import { until } from '../support/mailbox-wait.ts'
import { type FakeWhm, openWhm } from '../support/panel-whm.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Wednesday, 10 March 2027, 12:00 WIB. */
const WEDNESDAY = at('2027-03-10T05:00:00Z')

let worker: RunningWorker
let whm: FakeWhm
let mine: Hosted

beforeAll(async () => {
  whm = await openWhm()
  const settings = { OUTBOX_HELD: '', PANEL: 'whm', WHM_URL: whm.url, WHM_USER: 'root', WHM_TOKEN: whm.token, PANEL_PATIENCE_MS: '2000' }
  worker = await startWorker('development', settings)
})
afterAll(async () => {
  await worker.close()
  await whm.close()
})
beforeEach(async () => {
  whm.acts.length = 0
  whm.faults.length = 0
  whm.sessions.clear()
  whm.answersNothing(false)
  await worker.setClock(WEDNESDAY)
  mine = await hosted(worker, whm, WEDNESDAY)
})

const backupsOf = (account: string) =>
  rows<Record<string, unknown>>(worker.db, 'SELECT * FROM backups WHERE account = ? ORDER BY requested_at', account)
/** What the panel did of the account; another case's may still arrive. */
const actsOf = ({ user }: Hosted) => whm.acts.filter((act) => act.endsWith(` ${user}`))
const tasksOf = (account: string) => rows<{ kind: string }>(worker.db, 'SELECT kind FROM tasks WHERE subject = ?', account)

/** When the panel is asked again after a first try. */
async function tried(account: string): Promise<number> {
  const found = await until(
    async () =>
      (
        await rows<{ due_at: number }>(
          worker.db,
          `SELECT due_at FROM outbox WHERE kind = 'panel' AND last_error IS NOT NULL AND subject = ?`,
          account,
        )
      )[0],
    'a try',
  )
  return found.due_at
}

const suspend = (account: string) =>
  worker.db
    .prepare(
      `UPDATE accounts SET state = 'suspended', overdue_at = 1, suspended_at = 2, next_action = NULL, next_action_at = NULL,
         version = version + 1, commit_id = 'com_suspended' WHERE id = ?`,
    )
    .bind(account)
    .run()

/** Asked for, begun and ended. */
async function stored(hostedAt: Hosted, now: number) {
  await worker.setClock(now)
  const asked = await hostedAt.ask('backups')
  expect(asked.status).toBe(202)
  await carriedOut(worker, hostedAt.account)
  await moveTo(worker, now + 3 * MINUTE)
  return asked.body.id as string
}

describe('a backup', () => {
  test('is asked of the panel, and its customer is told when it is stored, with its clause', async () => {
    whm.sessions.set(`${mine.user}20270310`, { state: 'COMPLETED', size: 1_250_000_000 })
    const id = await stored(mine, WEDNESDAY)
    expect(actsOf(mine)).toEqual([`start_background_pkgacct ${mine.user}`])
    expect(await backupsOf(mine.account)).toMatchObject([
      { id, state: 'stored', bytes: 1_250_000_000, sla_version: '2026-12-15', used_inodes: 20_000, check_at: null },
    ])
    expect(await titlesOf(worker, mine.account)).toEqual([expect.stringMatching(/^Backup of toko\d+\.example stored$/)])
    const events = (await historyOf(worker.db, mine.account)).map(({ type, body }) => `${type} ${body.clause?.id} ${body.clause?.version}`)
    expect(events.slice(1)).toEqual(['account.backup_asked S7 2026-12-15', 'account.backup_stored S7 2026-12-15'])
    expect(await mine.see()).toMatchObject({
      stored: id,
      backup: { usedThisWeek: 1, perWeek: 1, refusal: { code: 'backup_quota_used', nextAllowedOn: '2027-03-15', clause: { id: 'S7' } } },
      restore: { priceNowRupiah: 0, usedThisMonth: 0, nextFreeOn: '2027-04-01', refusal: null },
      backups: [{ id, state: 'stored', bytes: 1_250_000_000 }],
    })
  })

  test.each([
    ['Sunday 23:59:59 WIB is still the same week', '2027-03-14T16:59:59Z', 409],
    ['Monday 00:00 WIB is a new one', '2027-03-14T17:00:00Z', 202],
  ])('%s', async (_, then, status) => {
    await stored(mine, WEDNESDAY)
    await worker.setClock(then)
    const asked = await mine.ask('backups')
    expect(asked.status).toBe(status)
    if (status === 409) {
      expect(asked.headers.get('content-type')).toContain('application/problem+json')
      expect(asked.body).toMatchObject({
        ...{ code: 'backup_quota_used', used: 1, perWeek: 1, nextAllowedOn: '2027-03-15' },
        clause: { document: 'sla', version: '2026-12-15', id: 'S7', href: expect.stringContaining('#S7') },
      })
    }
  })

  test('overwrites the last one from the moment the panel begins', async () => {
    const first = await stored(mine, WEDNESDAY)
    const next = WEDNESDAY + 7 * DAY
    await worker.setClock(next)
    whm.sessions.set(`${mine.user}20270310`, { state: 'RUNNING' })
    expect((await mine.ask('backups')).body).toMatchObject({ overwrites: first })
    await carriedOut(worker, mine.account)
    expect((await backupsOf(mine.account)).map(({ state }) => state)).toEqual(['overwritten', 'started'])
    expect(await mine.see()).toMatchObject({ stored: null, restore: { refusal: { code: 'panel_busy' } } })
    await moveTo(worker, next + 3 * MINUTE)
    whm.sessions.set(`${mine.user}20270310`, { state: 'COMPLETED', size: 5 })
    await moveTo(worker, next + 9 * MINUTE)
    expect((await backupsOf(mine.account)).map(({ state }) => state)).toEqual(['overwritten', 'stored'])
  })
})

describe('a backup is refused', () => {
  test.each([
    ['exactly 10 GB passes', { diskused: '10000000000' }, 202, undefined],
    ['one mebibyte more does not', { diskused: '9537M' }, 409, 'too_large'],
    ['exactly 250,000 inodes pass', { inodesused: '250000' }, 202, undefined],
    ['one more does not', { inodesused: '250001' }, 409, 'too_many_inodes'],
  ])('above either cap: %s', async (name, use, status, code) => {
    // WHM reports whole mebibytes: 9,536 of them are the most that 10 GB hold.
    const exact = name.startsWith('exactly 10') ? { diskused: '9536M' } : use
    whm.add({ user: mine.user, plan: 'hosting-maju', inodesused: '1', ...exact })
    const asked = await mine.ask('backups')
    expect(asked.status).toBe(status)
    if (code) expect(asked.body).toMatchObject({ code, clause: { id: 'S7' }, nextAllowedOn: '2027-03-10' })
  })

  test('while nobody knows how large it is, and nothing is counted', async () => {
    whm.answersNothing(true)
    expect(await mine.ask('backups')).toMatchObject({ status: 503, body: { code: 'usage_unknown', clause: { id: 'S7' } } })
    whm.answersNothing(false)
    expect((await mine.ask('backups')).status).toBe(202)
  })

  test('while suspended for lateness, with the clause and the invoice that ends it (S15)', async () => {
    await suspend(mine.account)
    const refused = await mine.ask('backups')
    expect(refused).toMatchObject({ status: 409, body: { code: 'suspended_as_overdue', clause: { document: 'terms', id: 'S15' } } })
    expect(refused.body.invoice).toMatch(/^inv_/)
    expect(await mine.ask('restores')).toMatchObject({ status: 409, body: { code: 'suspended_as_overdue', clause: { id: 'S15' } } })
    expect(await mine.see()).toMatchObject({
      backup: { refusal: { code: 'suspended_as_overdue' } },
      restore: { refusal: { clause: { id: 'S15' } } },
    })
  })

  test('while another one is under way', async () => {
    whm.sessions.set(`${mine.user}20270310`, { state: 'RUNNING' })
    await mine.ask('backups')
    await carriedOut(worker, mine.account)
    await worker.db
      .prepare(`UPDATE backups SET requested_at = requested_at - ${8 * DAY} WHERE account = ?`)
      .bind(mine.account)
      .run()
    expect(await mine.ask('backups')).toMatchObject({ status: 409, body: { code: 'panel_busy', under: 'backup' } })
  })

  test('to another customer as if there were no such account, and without a key', async () => {
    const other = await customerOf(worker, WEDNESDAY)
    const path = `/api/v1/accounts/${mine.account}`
    const key = { 'idempotency-key': 'another-customer' }
    expect(await other.client.post(`${path}/backups`, {}, key)).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
    expect(await other.client.post(`${path}/restores`, {}, key)).toMatchObject({ status: 404 })
    expect(await other.client.get(`${path}/backups`)).toMatchObject({ status: 404 })
    expect(await mine.client.post(`${path}/backups`, {})).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } })
  })
})

describe('a backup happens once', () => {
  test('though it is asked for twice with one key, or by two at once', async () => {
    const answers = await Promise.all([mine.ask('backups', 'the-same-backup'), mine.ask('backups', 'the-same-backup')])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const other = await hosted(worker, whm, WEDNESDAY)
    const two = await Promise.all([other.ask('backups'), other.ask('backups'), other.ask('backups')])
    expect(two.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    await carriedOut(worker, other.account)
    expect(await backupsOf(other.account)).toHaveLength(1)
  })

  test('though the panel times out after doing the work: it is asked again, and overwrites itself', async () => {
    whm.faults.push('silent_after')
    await mine.ask('backups')
    const due = await tried(mine.account)
    await moveTo(worker, due)
    await carriedOut(worker, mine.account)
    expect(actsOf(mine)).toHaveLength(2)
    expect(await backupsOf(mine.account)).toHaveLength(1)
  })
})

describe('a backup that fails', () => {
  test('does not count, and its customer is told why', async () => {
    whm.sessions.set(`${mine.user}20270310`, { state: 'FAILED' })
    await stored(mine, WEDNESDAY)
    expect(await backupsOf(mine.account)).toMatchObject([{ state: 'failed', why: 'panel' }])
    expect(await titlesOf(worker, mine.account)).toEqual([expect.stringContaining('failed')])
    expect(await mine.see()).toMatchObject({ backup: { usedThisWeek: 0, refusal: null } })
    expect((await mine.ask('backups')).status).toBe(202)
  })

  test('because the panel refuses becomes a task too, and the stored one stays', async () => {
    const first = await stored(mine, WEDNESDAY)
    await worker.setClock(WEDNESDAY + 7 * DAY)
    whm.faults.push('refuses')
    await mine.ask('backups')
    await carriedOut(worker, mine.account)
    expect((await backupsOf(mine.account)).map(({ state }) => state)).toEqual(['stored', 'failed'])
    expect(await mine.see()).toMatchObject({ stored: first })
    expect(await tasksOf(mine.account)).toEqual([{ kind: 'panel_given_up' }])
  })

  test('because the account was suspended before the panel began does not count either', async () => {
    whm.faults.push('broken')
    const asked = await mine.ask('backups')
    const due = await tried(mine.account)
    await suspend(mine.account)
    await moveTo(worker, due)
    await carriedOut(worker, mine.account)
    expect(actsOf(mine)).toEqual([])
    expect(await backupsOf(mine.account)).toMatchObject([{ id: asked.body.id, state: 'failed', why: 'account_off' }])
  })

  test('of which the panel does not tell within a day is for a person', async () => {
    whm.sessions.set(`${mine.user}20270310`, { state: 'RUNNING' })
    await stored(mine, WEDNESDAY)
    expect(await backupsOf(mine.account)).toMatchObject([{ state: 'started' }])
    await moveTo(worker, WEDNESDAY + DAY + 9 * MINUTE)
    expect(await backupsOf(mine.account)).toMatchObject([{ state: 'unclear' }])
    expect(await tasksOf(mine.account)).toEqual([{ kind: 'backup_outcome_unknown' }])
    await moveTo(worker, WEDNESDAY + DAY + 10 * MINUTE)
    expect(await titlesOf(worker, mine.account)).toHaveLength(1)
  })
})
