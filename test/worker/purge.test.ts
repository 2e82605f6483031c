/** The purge of an ended account (S11), on the real Worker with its Workflow, a WHM and a gateway that can fail. */
import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPayment } from '../../worker/billing/gateways/actions/orders.ts'
import { deskOf } from '../../worker/billing/gateways/desk.ts'
import { createContext, type Env } from '../../worker/context.ts'
import { type Client, customerOf } from '../support/client.ts'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { historyOf, noticesOf, rows } from '../support/history.ts'
import { until } from '../support/mailbox-wait.ts'
import { type FakeWhm, openWhm } from '../support/panel-whm.ts'
import { accountRow, ENDED, type Ended, endedAccount, FROM, proofsOf, purged } from '../support/purge.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let worker: RunningWorker
let gateway: LocalGateway
let whm: FakeWhm
let env: Env
let staff: Client
let hurry: { dispose(): Promise<void> }

beforeAll(async () => {
  const notify = { midtrans: '', xendit: '' }
  gateway = await startLocalGateway({ notify, now: () => ENDED })
  whm = await openWhm()
  const keys = { ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url, GATEWAY_TIMEOUT: '1000' }
  const panel = { PANEL: 'whm', WHM_URL: whm.url, WHM_USER: 'root', WHM_TOKEN: whm.token, PANEL_PATIENCE_MS: '700' }
  worker = await startWorker('development', { ...keys, ...panel, OUTBOX_HELD: '', MAIL_TRANSPORT: 'record' })
  env = { DB: worker.db, ...keys } as unknown as Env
  await worker.setClock(ENDED)
  staff = await staffOf(worker, ENDED)
  hurry = await worker.hurryPurges()
})
beforeEach(() => {
  gateway.reset()
  // What the gateway would tell us by itself is not what these tests are about.
  gateway.faults.held = true
  whm.accounts.clear()
  whm.zones.clear()
  whm.acts.length = 0
  whm.faults.length = 0
})
afterEach(async () => {
  // What one case left waiting is not taken up by the next.
  await worker.db
    .prepare(`UPDATE accounts SET next_action = NULL, next_action_at = NULL, version = version + 1, commit_id = commit_id || 'x'`)
    .run()
})
afterAll(async () => {
  await hurry.dispose()
  await worker.close()
  await gateway.close()
  await whm.close()
})

let names = 0
const nextName = () => `p${String.fromCharCode(97 + Math.floor(names / 26))}${String.fromCharCode(97 + (names++ % 26))}`

async function ended(options: Parameters<typeof endedAccount>[2] = {}): Promise<Ended> {
  const made = await endedAccount(worker.db, nextName(), options)
  whm.add({ user: made.username, suspended: 1, suspendreason: '[mufakat] terms 2024-11-01 S14' })
  whm.zones.add(made.domain)
  return made
}

async function tick(at: number): Promise<void> {
  await worker.setClock(at)
  await worker.tick(at)
}

const due = async ({ account }: Ended) => (await accountRow(worker.db, account))?.['next_action_at']
const purgeRow = async ({ account }: Ended) =>
  (await rows<Record<string, number>>(worker.db, 'SELECT * FROM purges WHERE account = ?', account))[0]
const tasksOf = async ({ account }: Ended) =>
  (await rows<{ kind: string }>(worker.db, 'SELECT kind FROM tasks WHERE subject = ? AND done_at IS NULL', account)).map(({ kind }) => kind)
/** A payment that undoes the end switches the service on again; that is no deletion. */
const deletions = () => whm.acts.filter((act) => !act.startsWith('unsuspendacct'))
const expectUntouched = async (made: Ended) => {
  expect(deletions()).toEqual([])
  expect(await purgeRow(made)).toBeUndefined()
}

/** A page on which the invoice can be paid, opened while the account still ran. */
async function charge({ invoice }: Ended): Promise<string> {
  await worker.db.prepare(`UPDATE invoices SET state = 'issued', commit_id = 'com_open' WHERE id = ?`).bind(invoice).run()
  const context = createContext(env, ENDED - HOUR, 'id')
  const wish = { invoice, gateway: 'midtrans', description: 'x', returnUrl: 'https://x.example', expiresAt: ENDED } as const
  const opened = await openPayment(context, deskOf(context), wish)
  await worker.db.prepare(`UPDATE invoices SET state = 'void', commit_id = 'com_ended' WHERE id = ?`).bind(invoice).run()
  if (!opened.ok) throw new Error(opened.failure.reason)
  return opened.value.orderId
}

describe('when it begins', () => {
  test('a minute before 26 hours it waits; at 26 hours everything is deleted, with a proof of each part', async () => {
    const made = await ended({ dueAt: ENDED + HOUR, paidAmount: 40_000 })
    await tick(FROM - MINUTE)
    await expectUntouched(made)
    expect(await due(made)).toBe(FROM)

    await tick(FROM)
    await purged(worker.db, made.account)
    expect(whm.acts).toEqual([`removeacct ${made.username}`, `delete_account_archives ${made.username}`, `killdns ${made.domain}`])
    expect(await proofsOf(worker.db, made.account)).toEqual(['backups removed', 'dns removed', 'gateway clear', 'server removed'])
    expect(await accountRow(worker.db, made.account)).toMatchObject({ state: 'purged', next_action: null, next_action_at: null })
    const history = await historyOf(worker.db, made.account)
    expect(history.map(({ type }) => type)).toEqual(['account.purge_begun', 'account.purged'])
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/)
    const gone = { outcome: 'removed', digest }
    expect(history.at(-1)?.body).toMatchObject({
      clause: { document: 'terms', version: '2024-11-01', id: 'S11' },
      from: 'terminated',
      proofs: { gateway: { outcome: 'clear', digest }, server: gone, backups: gone, dns: gone },
      partPaymentsRupiah: 40_000,
    })
    expect((await noticesOf(worker.db, made.account)).map((notice) => notice.slice(0, 17))).toEqual(['purged 2027-03-20'])
    const [panel] = await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM panel_accounts WHERE account = ?', made.account)
    expect(panel).toMatchObject({ presence: 'absent', removed_at: expect.any(Number) })
  })

  test('so it does for an account that its customer ended', async () => {
    const made = await ended({ state: 'cancelled' })
    await tick(FROM)
    await purged(worker.db, made.account)
    expect((await historyOf(worker.db, made.account)).at(-1)?.body).toMatchObject({ from: 'cancelled', to: 'purged' })
  })

  test.each(['open_claim', 'open_data_request', 'legal_hold'])('%s keeps the data, and a day later it is looked at again', async (kind) => {
    const made = await ended()
    const block = `INSERT INTO purge_blocks (id, account, kind, subject, placed_at, placed_by, commit_id) VALUES (?1, ?2, ?3, 's', 0, 'usr_1', 'com_1')`
    await worker.db.prepare(block).bind(`pbk_${made.account}`, made.account, kind).run()
    await tick(FROM)
    await expectUntouched(made)
    expect(await due(made)).toBe(FROM + 24 * HOUR)

    await worker.db
      .prepare(`UPDATE purge_blocks SET lifted_at = 1, lifted_by = 'usr_1', commit_id = 'com_2' WHERE account = ?`)
      .bind(made.account)
      .run()
    await tick(FROM + 24 * HOUR)
    await purged(worker.db, made.account)
  })

  test('a hold keeps it until the hold ends', async () => {
    const made = await ended()
    const hold = `UPDATE accounts SET hold_kind = 'staff', hold_placed_at = 0, hold_until = ?, hold_reason = 'x', version = version + 1,
      commit_id = 'com_hold' WHERE id = ?`
    await worker.db
      .prepare(hold)
      .bind(FROM + 3 * HOUR, made.account)
      .run()
    await tick(FROM)
    await expectUntouched(made)
    expect(await due(made)).toBe(FROM + 3 * HOUR)
  })

  test('while staff say that the gateways are away nothing is deleted, whatever a gateway answers', async () => {
    const made = await ended()
    await worker.setClock(FROM - MINUTE)
    expect((await staff.post('/api/v1/staff/gateway-outage', {})).status).toBe(201)
    await tick(FROM)
    await expectUntouched(made)
    expect(await due(made)).toBe(FROM + 24 * HOUR)

    await worker.setClock(FROM + HOUR)
    expect((await staff.post('/api/v1/staff/gateway-outage/end', {})).status).toBe(200)
    await tick(FROM + 24 * HOUR)
    await purged(worker.db, made.account)
    // The clock of these tests goes back, to before it ended.
    await worker.db.exec('DELETE FROM outages')
  })
})

describe('the gateways are asked once more', () => {
  test.each([
    ['a payment on its way', async (order: string) => void (await gateway.move(order, 'pending'))],
    ['silence', async () => void Object.assign(gateway.faults, { silent: true })],
    ['a broken gateway', async () => void Object.assign(gateway.faults, { failWith: 503 })],
  ])('%s: it waits an hour and asks again', async (_, happens) => {
    const made = await ended()
    const order = await charge(made)
    await happens(order)
    await tick(FROM)
    await expectUntouched(made)
    expect(await due(made)).toBe(FROM + HOUR)
    expect(await tasksOf(made)).toEqual([])

    gateway.faults.silent = false
    gateway.faults.failWith = null
    await gateway.move(order, 'expire')
    await tick(FROM + HOUR)
    await purged(worker.db, made.account)
    expect(whm.acts).toHaveLength(3)
  })

  test('after a day without a clear answer a person is told, once', async () => {
    const made = await ended({ dueAt: FROM + 24 * HOUR })
    await gateway.move(await charge(made), 'pending')
    await tick(FROM + 24 * HOUR)
    await tick(FROM + 25 * HOUR)
    await expectUntouched(made)
    expect(await tasksOf(made)).toEqual(['purge_gateway_unclear'])
  })

  test('a payment made in time that nobody told us of is entered first, and undoes the end', async () => {
    const made = await ended()
    await gateway.move(await charge(made), 'settlement', { at: ENDED - MINUTE })
    await tick(FROM)
    await tick(FROM + MINUTE)
    expect(deletions()).toEqual([])
    expect(await accountRow(worker.db, made.account)).toMatchObject({ state: 'active', terminated_at: null })
    expect((await historyOf(worker.db, made.account)).map(({ type }) => type)).toEqual(['account.termination_undone'])
  })

  test('one made after the end is entered and kept, and the purge goes on', async () => {
    const made = await ended()
    await gateway.move(await charge(made), 'settlement', { at: ENDED + MINUTE })
    await tick(FROM)
    expect(whm.acts).toEqual([])
    expect((await historyOf(worker.db, made.account)).map(({ type }) => type)).toEqual(['account.paid_after_termination'])
    await tick(FROM + 15 * MINUTE)
    await purged(worker.db, made.account)
  })
})

describe('money and the purge', () => {
  const pay = ({ invoice }: Ended, paidAt: number) =>
    staff.post(
      `/api/v1/staff/invoices/${invoice}/payments`,
      { paidAt: new Date(paidAt).toISOString(), amountRupiah: 500_000, method: 'bank_transfer', reference: `PUR-${invoice}` },
      { 'idempotency-key': `pay-${invoice}` },
    )

  test('paid in time and heard of before: the end is undone and nothing is deleted', async () => {
    const made = await ended()
    await worker.setClock(FROM - HOUR)
    expect(await pay(made, ENDED)).toMatchObject({ status: 201, body: { effect: 'termination_undone' } })
    await tick(FROM)
    await expectUntouched(made)
  })

  test('paid in time and heard of after the purge: it is owed back', async () => {
    const made = await ended()
    await tick(FROM)
    await purged(worker.db, made.account)
    const paid = await pay(made, ENDED)
    expect(paid).toMatchObject({ status: 201, body: { effect: 'refund_owed', accountState: 'purged' } })
    expect(await accountRow(worker.db, made.account)).toMatchObject({ state: 'purged' })
    const [task] = await rows<{ body: string }>(worker.db, `SELECT * FROM tasks WHERE subject = ? AND kind = 'refund_owed'`, made.account)
    expect(task).toMatchObject({ kind: 'refund_owed', topic: paid.body.id, done_at: null })
    expect(JSON.parse(task?.body ?? '')).toMatchObject({ invoice: made.invoice, refundOwedRupiah: 500_000, clause: { id: 'S13' } })
  })

  test('heard of while the data is being deleted, it is owed back too, and the purge ends', async () => {
    const made = await ended()
    whm.faults.push('broken', 'silent_before', 'silent_before')
    await tick(FROM)
    await until(async () => (await accountRow(worker.db, made.account))?.['purged_at'] !== null, 'the deletion to begin')
    expect(await pay(made, ENDED)).toMatchObject({ status: 201, body: { effect: 'refund_owed' } })
    await purged(worker.db, made.account)
    expect(await tasksOf(made)).toContain('refund_owed')
  })
})

describe('failures', () => {
  test('a panel that does the work and does not answer: the next try finds nothing left to do', async () => {
    const made = await ended()
    whm.faults.push('silent_after')
    await tick(FROM)
    await purged(worker.db, made.account)
    expect(whm.acts.filter((act) => act.startsWith('removeacct'))).toHaveLength(1)
    expect(await proofsOf(worker.db, made.account)).toContain('server absent')
  })

  test('a panel that refuses seven times becomes a task; six hours later it is begun again and told nobody twice', async () => {
    const made = await ended()
    whm.faults.push(...Array.from({ length: 7 }, () => 'refuses' as const))
    await tick(FROM)
    await until(async () => (await tasksOf(made)).includes('purge_failed'), 'the task')
    expect(await proofsOf(worker.db, made.account)).toEqual(['gateway clear'])
    expect(await accountRow(worker.db, made.account)).toMatchObject({ state: 'terminated', next_action: 'purge' })
    await tick(FROM + 7 * HOUR)
    await purged(worker.db, made.account)
    expect((await purgeRow(made))?.['attempt']).toBe(2)
    // Told once, and done with by the purge itself.
    expect(
      await rows(worker.db, "SELECT kind, done_at IS NULL AS open FROM tasks WHERE subject = ? AND kind LIKE 'purge%'", made.account),
    ).toEqual([{ kind: 'purge_failed', open: 0 }])
  })

  test('a block that is placed while it runs keeps what is left', async () => {
    const made = await ended()
    // Asked twice in vain, 0.7 seconds each, so that the block comes in between.
    whm.faults.push('silent_before', 'silent_before')
    await tick(FROM)
    await until(async () => (await purgeRow(made))?.['deleting_at'], 'the deletion to begin')
    await worker.db
      .prepare(
        `INSERT INTO purge_blocks (id, account, kind, subject, placed_at, placed_by, commit_id) VALUES ('pbk_late', ?, 'legal_hold', 's', 0, 'usr_1', 'com_1')`,
      )
      .bind(made.account)
      .run()
    await new Promise((wait) => setTimeout(wait, 2_500))
    expect(whm.acts).toEqual([])
    expect(await accountRow(worker.db, made.account)).toMatchObject({ state: 'terminated' })
    await worker.db.prepare(`UPDATE purge_blocks SET lifted_at = 1, lifted_by = 'u', commit_id = 'com_2' WHERE id = 'pbk_late'`).run()
    await tick(FROM + HOUR)
    await purged(worker.db, made.account)
  })
})

test('the zone of a domain that another account has by now is that account’s, and stays', async () => {
  const made = await ended()
  // The server's part answers late, and meanwhile whoever came back has ordered the same domain anew.
  whm.accounts.delete(made.username)
  whm.add({ user: 'mnewcomer', domain: made.domain })
  await tick(FROM)
  await purged(worker.db, made.account)
  expect(whm.acts).toEqual([`delete_account_archives ${made.username}`])
  expect(whm.zones.has(made.domain)).toBe(true)
  expect(await proofsOf(worker.db, made.account)).toContain('dns absent')
})

describe('doing it twice', () => {
  test('two sweeps at once begin one purge', async () => {
    const list = await Promise.all([ended(), ended(), ended()])
    await worker.setClock(FROM)
    await Promise.all([worker.tick(FROM), worker.tick(FROM)])
    for (const made of list) {
      await purged(worker.db, made.account)
      expect((await purgeRow(made))?.['attempt']).toBe(1)
      expect((await historyOf(worker.db, made.account)).map(({ type }) => type)).toEqual(['account.purge_begun', 'account.purged'])
    }
    expect(whm.acts).toHaveLength(9)
  })

  test('a Workflow that is begun again finds the proofs and deletes nothing twice', async () => {
    const made = await ended()
    await tick(FROM)
    await purged(worker.db, made.account)
    const acts = whm.acts.length
    // A restored database that has forgotten the end of it, and a Workflow that is retained no longer.
    await worker.db.batch([
      worker.db.prepare('UPDATE purges SET finished_at = NULL, attempt = 7 WHERE account = ?').bind(made.account),
      worker.db
        .prepare(
          `UPDATE accounts SET state = 'terminated', next_action = 'purge', next_action_at = ?, version = version + 1, commit_id = 'com_again' WHERE id = ?`,
        )
        .bind(FROM, made.account),
    ])
    await worker.db.prepare(`DELETE FROM notices WHERE subject = ?`).bind(made.account).run()
    await tick(FROM + HOUR)
    await purged(worker.db, made.account)
    expect(whm.acts).toHaveLength(acts)
  })
})

test('while the outbox is held, nothing is deleted', async () => {
  const made = await ended()
  const { sweepPurges } = await import('../../worker/accounts/purging/sweep.ts')
  const context = createContext({ ...env, OUTBOX_HELD: 'yes' }, FROM, 'id')
  expect(await sweepPurges(context, () => Promise.reject(new Error('asked')))).toBe('held')
  await expectUntouched(made)
})

describe('the proof', () => {
  test('is shown to the customer in their language, and to nobody else', async () => {
    const made = await ended()
    await worker.setClock(ENDED)
    const owner = await customerOf(worker, ENDED)
    const other = await customerOf(worker, ENDED)
    await worker.db
      .prepare(`UPDATE accounts SET customer = ?, version = version + 1, commit_id = 'com_given' WHERE id = ?`)
      .bind(owner.customerId, made.account)
      .run()
    const path = `/api/v1/accounts/${made.account}/purge`
    expect((await owner.client.get(path)).status).toBe(404)
    await tick(FROM)
    await purged(worker.db, made.account)
    const { body } = await owner.client.get(path, { 'accept-language': 'en' })
    expect(body).toMatchObject({ endedAt: new Date(ENDED).toISOString(), missing: [], purgedAt: expect.any(String) })
    expect(body.parts.map(({ part, text }: { part: string; text: string }) => `${part}: ${text}`)).toEqual([
      'gateway: Asked once more before the deletion: there is no payment that is not in the books.',
      'server: Deleted. The panel was asked afterwards and no longer has it.',
      'backups: Deleted. The panel confirmed the deletion of the backup archives.',
      'dns: Deleted. The panel was asked afterwards and no longer has it.',
    ])
    for (const { proof, digest } of body.parts) expect(createHash('sha256').update(proof).digest('hex')).toBe(digest)
    expect((await other.client.get(path)).status).toBe(404)
    const { body: view } = await owner.client.get(`/api/v1/accounts/${made.account}`)
    expect(view.timeline.past.map(({ kind }: { kind: string }) => kind)).toEqual(['purge_begun', 'purged'])
  })
})

test('without a panel the customer is told that staff delete by hand, and staff are; nothing claims more', async () => {
  const bare = await startWorker('development', { OUTBOX_HELD: '' })
  try {
    const made = await endedAccount(bare.db, 'bare')
    await bare.setClock(FROM)
    await bare.tick(FROM)
    await purged(bare.db, made.account)
    expect(await proofsOf(bare.db, made.account)).toEqual(['backups recorded', 'dns recorded', 'gateway clear', 'server recorded'])
    expect((await noticesOf(bare.db, made.account)).map((notice) => notice.split(' ')[0])).toEqual(['purge_by_hand'])
    expect(await rows(bare.db, 'SELECT kind, body FROM tasks WHERE subject = ?', made.account)).toEqual([
      { kind: 'purge_by_hand', body: '{"parts":["server","backups","dns"]}' },
    ])
  } finally {
    await bare.close()
  }
})
