/** Every door that the API describes, asked by whoever has no business there and with what nobody would send; new doors join by themselves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Client, createClient, customerOf } from '../support/client.ts'
import { staffOf } from '../support/staff.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOW = Date.parse('2026-11-25T03:00:00Z')

interface Door {
  readonly verb: string
  readonly path: string
}

let worker: RunningWorker
let mine: Client
let stranger: Client
let staff: Client
let doors: readonly Door[] = []
let ids: { account: string; invoice: string }
let keys = 0

beforeAll(async () => {
  worker = await startWorker('development')
  await worker.setClock(NOW)
  const company = { kind: 'company', bornOn: undefined, company: { name: 'PT Maju', authority: 'Direktur' } }
  const owner = await customerOf(worker, NOW, company)
  mine = owner.client
  stranger = (await customerOf(worker, NOW, company)).client
  staff = await staffOf(worker, NOW)
  const body = JSON.stringify({ customer: owner.customerId, domain: 'milik.example', package: 'hosting-mulai', dueOn: '2026-12-10' })
  ids = (await (await worker.fetch('/api/dev/accounts', { method: 'POST', body })).json()) as typeof ids
  const { paths } = (await (await worker.fetch('/api/openapi.json')).json()) as { paths: Record<string, object> }
  doors = Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => ({ verb: verb.toUpperCase(), path })))
})
afterAll(() => worker.close())

const OPEN = /^\/(catalog|ways-to-pay|policies|sign-in|registrations|invitations\/(look|new-user))$/
const isStaffs = ({ path }: Door) => path.startsWith('/staff/')
const ownerOf = (door: Door) => (isStaffs(door) ? staff : OPEN.test(door.path) ? createClient(worker) : mine)
const CHOICES: Readonly<Record<string, string>> = { '{gateway}': 'midtrans', '{reason}': 'refund' }
const addressOf = ({ path }: Door, id = 'none') => `/api/v1${path.replaceAll(/\{\w+\}/g, (name) => CHOICES[name] ?? id)}`

const ask = (who: Client, { verb }: Door, address: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  who.send(verb, address, verb === 'GET' ? undefined : body, { 'idempotency-key': `hostile-${++keys}`, ...headers })

/** Told as a problem, with a code, in words, and with nothing of what is behind the door. */
function flawOf({ status, headers, body }: Answer): string | undefined {
  if (status < 300) return undefined
  if (status >= 500) return `answers ${status}`
  const told = headers.get('content-type') === 'application/problem+json' && typeof body.code === 'string' && body.status === status
  if (!told) return `${status} is no problem: ${JSON.stringify(body).slice(0, 100)}`
  return /SELECT|D1_|SQLITE|\.ts:\d|node_modules/.test(JSON.stringify(body)) ? 'says what is behind it' : undefined
}

/** @returns what went wrong, door by door; a few are asked at a time. */
async function ofEvery(list: readonly Door[], flaw: (door: Door) => Promise<string | undefined>): Promise<string[]> {
  const flaws: string[] = []
  for (let from = 0; from < list.length; from += 8) {
    const some = list.slice(from, from + 8)
    const found = await Promise.all(some.map(flaw))
    flaws.push(...found.flatMap((one, at) => (one ? [`${some[at]?.verb} ${some[at]?.path}: ${one}`] : [])))
  }
  return flaws
}

describe('every door', () => {
  test('but the open ones asks visitors to sign in', async () => {
    const closed = doors.filter(({ path }) => !OPEN.test(path))
    const flaws = await ofEvery(closed, async (door) => {
      const { status, body } = await ask(createClient(worker), door, addressOf(door))
      return status === 401 && body.code === 'signed_out' ? undefined : `${status} ${body.code}`
    })
    expect(flaws).toEqual([])
  })

  test('of staff is closed to customers', async () => {
    const flaws = await ofEvery(doors.filter(isStaffs), async (door) => {
      const { status, body } = await ask(mine, door, addressOf(door))
      return status === 403 && body.code === 'not_staff' ? undefined : `${status} ${body.code}`
    })
    expect(flaws).toEqual([])
  })

  test.each([
    ['is not JSON', '{', {}, 400],
    ['holds half a character', '{"x":"\\ud800"}', {}, 400],
    ['came from a form', '{}', { 'content-type': 'text/plain' }, 415],
    ['is nested beyond reason', `{"0":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, {}, 422],
    ['is a list', '[]', {}, 422],
  ] as const)('refuses a body that %s', async (_, body, headers, expected) => {
    const flaws = await ofEvery(
      doors.filter(({ verb }) => verb === 'POST'),
      async (door) => {
        const answer = await ask(ownerOf(door), door, addressOf(door), body, headers)
        return flawOf(answer) ?? (answer.status === expected ? undefined : `answers ${answer.status}`)
      },
    )
    expect(flaws).toEqual([])
  })

  test.each([
    ['a zero', '%00'],
    ['broken UTF-8', '%E0%A4%A'],
    ['far too long', 'x'.repeat(3000)],
  ])('has nothing at an id that is %s', async (_, id) => {
    const named = doors.filter(({ path }) => path.includes('{'))
    const flaws = await ofEvery(named, async (door) => {
      const answer = await ask(ownerOf(door), door, addressOf(door, id))
      return flawOf(answer) ?? (answer.status < 300 ? `answers ${answer.status}` : undefined)
    })
    expect(flaws).toEqual([])
  })
})

/** With a body that fits, so that nothing but whose it is can refuse. */
const BODIES: Readonly<Record<string, object>> = {
  '/accounts/{id}/changes': { package: 'hosting-usaha', term: 'yearly' },
  '/invoices/{id}/pay': { gateway: 'midtrans' },
}

test('what belongs to one customer is not there for another', async () => {
  const about = doors.filter(({ path }) => /^\/(accounts|invoices)\/\{id\}/.test(path))
  expect(about.length).toBeGreaterThan(10)
  const flaws = await ofEvery(about, async (door) => {
    const id = door.path.startsWith('/accounts') ? ids.account : ids.invoice
    const { status } = await ask(stranger, door, addressOf(door, id), BODIES[door.path] ?? {})
    return status === 404 ? undefined : `answers ${status}`
  })
  expect(flaws).toEqual([])
})
