/**
 * A plain model in memory and the real Worker live through the same random history: an order, pages at two gateways, payments in
 * whole and in part, notifications late, doubled, reversed and untrue, sweeps three at once, processes that die. They must agree.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepAt } from '../support/accounts.ts'
import { type Client, customerOf } from '../support/client.ts'
import { type LocalGateway, startLocalGateway } from '../support/gateway.ts'
import { mortal } from '../support/gateway-crash.ts'
import { LOCAL_GATEWAY_KEYS } from '../support/gateway-payment.ts'
import { historyOf, rows } from '../support/history.ts'
import { DAY, ends, HOUR, hear, type Life, type ModelInvoice, openOf, ordered, startOf, textOf, tick } from '../support/life-model.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

/** More by `HISTORIES=500`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 2)

const notify = { midtrans: '', xendit: '' }
let now = 0
let worker: RunningWorker
let gateway: LocalGateway

beforeAll(async () => {
  gateway = await startLocalGateway({ notify, now: () => now })
  worker = await startWorker('development', { ...LOCAL_GATEWAY_KEYS, MIDTRANS_URL: gateway.url, XENDIT_URL: gateway.url })
})
afterAll(async () => {
  await worker.close()
  await gateway.close()
})

const page = fc.constantFrom('midtrans' as const, 'xendit' as const)
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('days' as const),
        days: fc.integer({ min: 1, max: 14 }),
        hours: fc.integer({ min: 0, max: 23 }),
        sweeps: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), gateway: page }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('pay' as const), which: fc.nat(3), share: fc.constantFrom(1, 1, 1, 0.5, 2) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('lie' as const),
        which: fc.nat(3),
        state: fc.constantFrom('pending' as const, 'expire' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), atTransaction: fc.nat(4), landed: fc.boolean() }) },
  ),
  { minLength: 10, maxLength: 40 },
)
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never

/** An attempt to pay, as the gateway knows it. */
interface Page {
  readonly orderId: string
  readonly invoice: ModelInvoice
  paid: { amount: number; at: number } | null
  heard: boolean
}

interface World {
  readonly client: Client
  readonly account: string
  readonly life: Life
  readonly pages: Page[]
  /** Ticks at which the order should have ended and did not. */
  asked: number
  /** Real ids of the model's invoices, in the order of their issue. */
  ids: string[]
}

const clockTo = async (at: number) => {
  now = at
  await worker.setClock(at)
}

async function begin(months: 1 | 12, at: number): Promise<World> {
  await worker.reset()
  gateway.reset()
  for (const name of ['midtrans', 'xendit'] as const) notify[name] = new URL(`/api/webhooks/${name}`, worker.url).href
  gateway.faults.held = true
  gateway.faults.copies = 2
  await clockTo(at)
  const { client } = await customerOf(worker, at)
  const wish = { package: 'hosting-mulai', term: months === 1 ? 'monthly' : 'yearly', domain: 'toko.example', page: '/akun/pesanan/baru' }
  const placed = await client.post('/api/v1/orders', wish, { 'idempotency-key': 'the-only-order' })
  expect(placed.status).toBe(201)
  const { account, invoice, amountRupiah } = placed.body
  return { client, account, life: ordered(months, amountRupiah, at), pages: [], asked: 0, ids: [invoice] }
}

async function live(world: World, step: Step): Promise<void> {
  const { life, pages, client } = world
  const chosen = 'which' in step ? pages[pages.length - 1 - step.which] : undefined
  switch (step.do) {
    case 'days':
      for (let day = 0; day < step.days; day++) await sweepAll(world, now + (day === 0 ? (step.hours + 1) * HOUR : DAY), step.sweeps)
      return
    case 'open': {
      const open = openOf(life)
      const id = open && world.ids[life.invoices.indexOf(open)]
      if (!open || !id) return
      const answer = await client.post(`/api/v1/invoices/${id}/pay`, { gateway: step.gateway })
      // A page that was paid a moment ago, and of which nobody here has heard, is not opened twice.
      expect([200, 409]).toContain(answer.status)
      const known = await rows<{ order_id: string }>(worker.db, 'SELECT order_id FROM gateway_orders ORDER BY created_at, attempt')
      for (const { order_id } of known) {
        // The provider's own address is not served here.
        gateway.payment(order_id).notifyUrl = null
        if (!pages.some(({ orderId }) => orderId === order_id)) pages.push({ orderId: order_id, invoice: open, paid: null, heard: false })
      }
      return
    }
    case 'pay': {
      // The second payment of a page does not exist at a gateway, nor one of a page that is closed.
      if (!chosen || chosen.paid !== null || gateway.payment(chosen.orderId).state !== 'pending') return
      const amount = Math.round(gateway.payment(chosen.orderId).amount * step.share)
      chosen.paid = { amount, at: Math.floor(now / 1000) * 1000 }
      await gateway.move(chosen.orderId, 'settlement', { amount, at: chosen.paid.at })
      return
    }
    case 'lie':
      if (chosen) await gateway.notify(chosen.orderId, step.state)
      return
    case 'deliver':
      await gateway.release()
      // In the order in which they are told: the last first.
      for (const page of pages.toReversed()) hearOf(world, page)
      return
    case 'die':
      await sweepAt(mortal(worker.db, step).db, now).catch(() => undefined)
      if (step.landed || step.atTransaction > 1) await sweepAll(world, now, 1)
      return
  }
}

function hearOf({ life }: World, page: Page): void {
  if (page.paid === null || page.heard) return
  page.heard = true
  hear(life, page.invoice, page.paid, now)
}

async function sweepAll(world: World, at: number, sweeps: number): Promise<void> {
  await clockTo(at)
  await Promise.all(Array.from({ length: sweeps }, () => worker.tick(at)))
  // An order is not cancelled over money that its gateway has: the gateway is asked, and what it says is heard.
  if (world.life.state === 'pending_payment' && ends(world.life, at)) {
    for (const page of world.pages) hearOf(world, page)
    if (world.life.state === 'pending_payment' && (await stillAsks(world))) return
  }
  tick(world.life, at)
}

/** Of two sweeps that ask a gateway at once, one may find a page not closed yet: the order then stays for an hour, and not for long. */
async function stillAsks(world: World): Promise<boolean> {
  const [row] = await rows<{ state: string }>(worker.db, 'SELECT state FROM accounts WHERE id = ?', world.account)
  if (row?.state !== 'pending_payment') return false
  world.asked++
  expect(world.asked).toBeLessThanOrEqual(2)
  return true
}

async function expectAgreement(world: World): Promise<void> {
  const { life, account } = world
  const [row] = await rows<Record<string, unknown>>(worker.db, 'SELECT * FROM accounts WHERE id = ?', account)
  const invoices = await rows<Record<string, unknown>>(
    worker.db,
    'SELECT * FROM invoices WHERE account = ? ORDER BY issued_at, serial',
    account,
  )
  world.ids = invoices.map(({ id }) => String(id))
  expect({ state: row?.['state'], suspendedAt: row?.['suspended_at'] }).toEqual({ state: life.state, suspendedAt: life.suspendedAt })
  if (life.state !== 'pending_payment' && life.state !== 'order_cancelled') expect(row?.['due_on']).toBe(textOf(life.due))
  expect(invoices.map(({ state, due_on }) => `${state} ${due_on}`)).toEqual(
    life.invoices.map(({ state, due }) => `${state} ${textOf(due)}`),
  )
  const paid = await rows<{ n: number; sum: number }>(worker.db, 'SELECT count(*) AS n, coalesce(sum(amount), 0) AS sum FROM payments')
  const heard = world.pages.flatMap(({ heard, paid }) => (heard && paid ? [paid.amount] : []))
  expect(paid).toEqual([{ n: heard.length, sum: heard.reduce((sum, amount) => sum + amount, 0) }])
  const told = (await historyOf(worker.db, account)).flatMap(({ type, at }) => {
    const name = type.replace('account.', '')
    return ['order_cancelled', 'invoice_issued', 'overdue', 'suspended', 'terminated'].includes(name)
      ? [`${name} ${new Date(at).toISOString()}`]
      : []
  })
  expect(told).toEqual(life.steps)
  const [events] = await rows<{ n: number }>(worker.db, 'SELECT count(*) AS n FROM events WHERE entity = ?', account)
  expect(events?.n).toBeLessThanOrEqual(Number(row?.['version']))
}

test(`${HISTORIES} random histories: the Worker and a plain model agree after every step`, {
  timeout: 60_000 + HISTORIES * 30_000,
}, async () => {
  const start = fc.integer({ min: 0, max: 720 }).map((days) => startOf(Date.UTC(2027, 0, 28) / DAY + days) + 10 * HOUR)
  const property = fc.asyncProperty(fc.constantFrom(1 as const, 12 as const), start, steps, async (months, at, history) => {
    const world = await begin(months, at)
    await expectAgreement(world)
    for (const step of history) {
      await live(world, step)
      await expectAgreement(world)
    }
  })
  await fc.assert(property, { numRuns: HISTORIES, endOnFailure: true })
})
