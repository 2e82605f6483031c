/** What accepting costs: round trips to D1 with the session's included, and rows, by how many acceptances there are. Production mode. */
import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import type { Env } from '../../worker/context.ts'
import entry from '../../worker/entry.ts'
import { type Client, createClient, customerOf, shownAt } from '../support/client.ts'
import { type Cost, countCost } from '../support/counted.ts'
import { type RunningWorker, TEST_SECRETS } from '../support/worker.ts'

export interface AcceptanceFigures extends Cost {
  readonly acceptances: number
  readonly request: 'accept' | 'repeat' | 'refuse'
  roundTrips: number
}

/** As design.md promises it; and what is read and written follows the customer's own rows, never how many there are. */
export const ACCEPTANCE_BUDGET = { roundTrips: 4, rowsRead: 20, rowsWritten: 20 } as const

export const acceptanceWithinBudget = (figures: AcceptanceFigures): boolean =>
  figures.roundTrips <= ACCEPTANCE_BUDGET.roundTrips &&
  figures.rowsRead <= ACCEPTANCE_BUDGET.rowsRead &&
  figures.rowsWritten <= ACCEPTANCE_BUDGET.rowsWritten

/** A batch is one trip, however many statements it holds; a statement by itself is one. */
function countTrips(db: D1Database, count: () => void): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>()
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const trip =
      <A extends unknown[], R>(call: (...values: A) => R) =>
      (...values: A) => {
        count()
        return call(...values)
      }
    const counted = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      run: trip(() => statement.run()),
      all: trip(() => statement.all()),
      raw: trip(() => statement.raw()),
    }
    originals.set(counted, statement)
    return counted as unknown as D1PreparedStatement
  }
  const batch = (statements: D1PreparedStatement[]) => {
    count()
    return db.batch(statements.map((statement) => originals.get(statement) ?? statement))
  }
  return { prepare: (query: string) => wrap(db.prepare(query)), batch } as unknown as D1Database
}

/** The real entry of the Worker over a counted database, spoken to by the test's own client. */
function countedWorker(worker: RunningWorker, figures: AcceptanceFigures): Pick<RunningWorker, 'fetch' | 'url'> {
  const counted = countCost(worker.db)
  const db = countTrips(counted.db, () => figures.roundTrips++)
  // What leaves the house after the answer is not what the customer waits for.
  const env = { DB: db, ...TEST_SECRETS, OUTBOX_HELD: 'yes' } as unknown as Env
  const execution = { waitUntil: () => undefined, passThroughOnException: () => undefined }
  return {
    url: worker.url,
    async fetch(path, init) {
      const answer = (await entry.fetch?.(
        new Request(new URL(path, worker.url), init) as never,
        env,
        execution as never,
      )) as unknown as Response
      Object.assign(figures, counted.cost)
      return answer
    },
  }
}

/** Other customers' acceptances: a thousand each. */
export async function fillAcceptances(db: D1Database, acceptances: number): Promise<void> {
  const have = (await db.prepare('SELECT count(*) AS n FROM acceptances').first<number>('n')) ?? 0
  const user = await db.prepare('SELECT id FROM auth_user LIMIT 1').first<string>('id')
  for (let first = Math.ceil(have / 1000); first < acceptances / 1000; first += 100) {
    const numbers = `WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${Math.min(first + 100, acceptances / 1000)})`
    await db.batch([
      db.prepare(`${numbers} INSERT INTO customers (versions_told, id, kind, name, phone, address, country, language, transfer_notice, created_at, commit_id)
        SELECT 99, printf('cus_bench%06d', i), 'company', 'b', '0', 'b', 'ID', 'id', '2024-11-01', 0, 'com_bench' FROM n`),
      db
        .prepare(`${numbers}, v(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM v WHERE j < 999)
        INSERT INTO acceptances (id, customer, user, document, version, language, digest, decision, shown_at, decided_at, method, page, commit_id)
        SELECT printf('acp_bench%06d%04d', i, j), printf('cus_bench%06d', i), ?, 'terms', printf('%04d', j), 'id', printf('%064d', j),
          'accepted', 0, 0, 'import', '/', 'com_bench' FROM n, v`)
        .bind(user),
    ])
  }
}

/**
 * A customer of the running Worker accepts, repeats the request, and sends a wrong digest. Whatever the day, there is something
 * to accept: what the customer accepted of the terms at registration is taken out of the way first.
 */
export async function measureAcceptance(worker: RunningWorker, now: number): Promise<AcceptanceFigures[]> {
  const { client, customerId } = await customerOf(worker, now)
  const mine = "SELECT id FROM acceptances WHERE customer = ? AND document = 'terms'"
  const forget = [`DELETE FROM receipts WHERE acceptance IN (${mine})`, `DELETE FROM acceptances WHERE id IN (${mine})`]
  await worker.db.batch(forget.map((statement) => worker.db.prepare(statement).bind(customerId)))
  const [terms] = shownAt(now)
  const asked = (change: object) => ({ decisions: [{ ...terms, decision: 'accepted', ...change }], page: '/akun/persetujuan/baru' })
  const key = `bench-${customerId}`
  return [
    await measured(worker, client, 'accept', asked({}), key, 201),
    await measured(worker, client, 'repeat', asked({}), key, 201),
    await measured(worker, client, 'refuse', asked({ digest: '0'.repeat(64) }), `${key}-wrong`, 409),
  ]
}

async function measured(
  worker: RunningWorker,
  signedIn: Client,
  request: AcceptanceFigures['request'],
  body: object,
  key: string,
  status: number,
): Promise<AcceptanceFigures> {
  const acceptances = (await worker.db.prepare('SELECT count(*) AS n FROM acceptances').first<number>('n')) ?? 0
  const figures: AcceptanceFigures = { acceptances, request, roundTrips: 0, queries: 0, rowsRead: 0, rowsWritten: 0 }
  const client = createClient(countedWorker(worker, figures))
  for (const [name, value] of signedIn.cookies) client.cookies.set(name, value)
  const answer = await client.post('/api/v1/acceptances', body, { 'idempotency-key': key })
  if (answer.status !== status) throw new Error(`${request} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return figures
}
