import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context, Env } from '../../worker/context.ts'
import { type OutboxMessage, relayOutbox, takeDue } from '../../worker/db/outbox.ts'
import { type Consumer, deliver, type Outcome, takeBackDeadLetter } from '../../worker/delivery.ts'
import entry from '../../worker/entry.ts'
import { insertTask } from '../../worker/tasks/changes.ts'
import { until } from '../support/mailbox-wait.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const NOON = Date.parse('2027-03-10T05:00:00Z')
const MINUTE = 60_000

/** A consumer that answers as it is told, and counts. */
function consumer(answers: readonly (Outcome | Error)[]) {
  const seen: string[] = []
  const left = [...answers]
  const its: Consumer = {
    async attempt(_, row) {
      seen.push(`${row.commitId}-${row.id}`)
      const answer = left.shift() ?? done
      if (answer instanceof Error) throw answer
      return answer
    },
    giveUp: async ({ db }, row, reason) => ({
      result: 'settled',
      record: { what: 'test', outcome: 'given_up', detail: reason },
      writes: (id, at) => [insertTask(db, id, at, { kind: 'panel_given_up', subject: row.subject, body: { reason } })],
    }),
  }
  return { consumers: { test: its }, seen }
}

const done: Outcome = { result: 'settled', record: { what: 'test', outcome: 'done' }, writes: () => [] }
const later: Outcome = { result: 'later', reason: 'busy' }

describe('the outbox', () => {
  let worker: RunningWorker
  let sent: OutboxMessage[]
  let queueIsDown = false
  const contextAt = (now: number) => async (): Promise<Context> => {
    const OUTBOX = {
      async sendBatch(batch: readonly { body: OutboxMessage }[]) {
        if (queueIsDown) throw new Error('the queue is down')
        sent.push(...batch.map(({ body }) => body))
      },
    }
    return { env: { DB: worker.db, OUTBOX } as unknown as Env, db: drizzle(worker.db), now, wallClock: now, language: 'id' }
  }
  const rows = async (table: string) => (await worker.db.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results
  const put = (count: number) =>
    worker.db
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
         INSERT INTO outbox (kind, subject, body, commit_id, created_at) SELECT 'test', 'subject' || i, '{}', 'com_1', 0 FROM n`,
      )
      .bind(count)
      .run()
  const relay = async (now: number) => relayOutbox(await contextAt(now)())
  /** The Worker's own tick, on a database that does not answer one of its sweeps. It is skipped unless the clock on the wall says the same. */
  const tickWithout = async (table: string, now = Date.now()) => {
    const prepare = (query: string) => {
      if (query.includes(table)) throw new Error('does not answer')
      return worker.db.prepare(query)
    }
    const DB = { prepare, batch: (list: Parameters<typeof worker.db.batch>[0]) => worker.db.batch(list) }
    const { env } = await contextAt(now)()
    await entry.scheduled({ scheduledTime: now, cron: '* * * * *', noRetry() {} } as never, { ...env, DB } as never)
  }

  beforeAll(async () => {
    worker = await startWorker('development', { OUTBOX_HELD: '' })
  })
  afterAll(() => worker.close())
  beforeEach(async () => {
    sent = []
    queueIsDown = false
    await worker.db.batch(['outbox', 'deliveries', 'tasks'].map((table) => worker.db.prepare(`DELETE FROM ${table}`)))
  })

  test('a row is handed over once, however many relays run, and all rows are', async () => {
    await put(250)
    await Promise.all([relay(NOON), relay(NOON), relay(NOON)])
    expect(sent).toHaveLength(250)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(250)
  })

  test('a row whose hand-over died is handed over again when its lease is over, not before', async () => {
    await put(1)
    queueIsDown = true
    await expect(relay(NOON)).rejects.toThrow('the queue is down')
    queueIsDown = false
    expect(await relay(NOON + 14 * MINUTE)).toEqual({ relayed: 0 })
    expect(await relay(NOON + 15 * MINUTE)).toEqual({ relayed: 1 })
  })

  test('a sweep that fails keeps nothing from being handed over', async () => {
    await put(3)
    await expect(tickWithout('breaker')).rejects.toThrow()
    expect(sent).toHaveLength(3)
  })

  test('a message that comes twice is carried out once', async () => {
    await put(1)
    const { consumers, seen } = consumer([])
    const [message] = await takeDue((await contextAt(NOON)()).db, NOON, 10)
    if (!message) throw new Error('nothing due')
    await Promise.all(Array.from({ length: 20 }, () => deliver(contextAt(NOON), consumers, message)))
    await deliver(contextAt(NOON), consumers, message)
    expect(seen).toHaveLength(1)
    expect(await rows('outbox')).toEqual([])
    expect(await rows('deliveries')).toMatchObject([{ kind: 'test', outcome: 'done', attempts: 1 }])
  })

  test('a message never does the work of a later row that got the same number', async () => {
    await put(1)
    const [stale] = await takeDue((await contextAt(NOON)()).db, NOON, 10)
    if (!stale) throw new Error('nothing due')
    await worker.db.prepare("UPDATE outbox SET commit_id = 'com_2'").run()
    const { consumers, seen } = consumer([])
    await deliver(contextAt(NOON), consumers, stale)
    expect(seen).toEqual([])
  })

  test('a consumer that dies is followed by another attempt under the same id', async () => {
    await put(1)
    const { consumers, seen } = consumer([new Error('boom'), done])
    await relay(NOON)
    for (const message of sent.splice(0)) await deliver(contextAt(NOON), consumers, message)
    expect(await rows('outbox')).toMatchObject([{ attempts: 1, due_at: NOON + MINUTE, last_error: 'Error' }])
    await relay(NOON + MINUTE)
    for (const message of sent) await deliver(contextAt(NOON + MINUTE), consumers, message)
    expect(seen).toHaveLength(2)
    expect(new Set(seen).size).toBe(1)
    expect(await rows('outbox')).toEqual([])
  })

  test('what fails for a day is given up, once, with a task', async () => {
    await put(1)
    const { consumers, seen } = consumer(Array.from({ length: 20 }, () => later))
    let now = NOON
    for (let tick = 0; tick < 12; tick++) {
      await relay(now)
      for (const message of sent.splice(0)) await deliver(contextAt(now), consumers, message)
      now = Number((await rows('outbox'))[0]?.['due_at'] ?? now)
    }
    expect(seen).toHaveLength(8)
    expect(await rows('outbox')).toEqual([])
    expect(await rows('tasks')).toMatchObject([{ kind: 'panel_given_up', subject: 'subject1' }])
    expect(await rows('deliveries')).toMatchObject([{ outcome: 'given_up', attempts: 8, detail: 'busy' }])
  })

  test('a dead letter goes back to the outbox and is carried out later; one whose row is gone, nothing', async () => {
    await put(1)
    const { consumers, seen } = consumer([])
    const [message] = await takeDue((await contextAt(NOON)()).db, NOON, 10)
    if (!message) throw new Error('nothing due')
    await takeBackDeadLetter(contextAt(NOON), consumers, message)
    await takeBackDeadLetter(contextAt(NOON), consumers, message)
    expect(seen).toEqual([])
    expect(await rows('outbox')).toMatchObject([{ attempts: 1, due_at: NOON + MINUTE, last_error: 'dead_letter' }])
    await relay(NOON + MINUTE)
    for (const again of sent.splice(0)) await deliver(contextAt(NOON + MINUTE), consumers, again)
    expect(await rows('deliveries')).toMatchObject([{ outcome: 'done', attempts: 2 }])
    expect(await rows('tasks')).toEqual([])
  })

  test('dead letters without end are given up after the last attempt, once, with a task', async () => {
    await put(1)
    const { consumers, seen } = consumer([])
    for (let attempts = 0; attempts < 12; attempts++) {
      const { id, commit_id: commitId } = (await rows('outbox'))[0] ?? {}
      if (id === undefined) break
      await takeBackDeadLetter(contextAt(NOON), consumers, { id: Number(id), commitId: String(commitId), attempts })
    }
    expect(seen).toEqual([])
    expect(await rows('tasks')).toHaveLength(1)
    expect(await rows('deliveries')).toMatchObject([{ outcome: 'given_up', attempts: 8, detail: 'dead_letter' }])
  })

  test('a row whose every attempt died with its process is given up like any other', async () => {
    await put(1)
    const { consumers, seen } = consumer([])
    await worker.db.prepare('UPDATE outbox SET attempts = 8').run()
    await relay(NOON)
    for (const message of sent.splice(0)) await deliver(contextAt(NOON), consumers, message)
    expect(seen).toEqual([])
    expect(await rows('deliveries')).toMatchObject([{ outcome: 'given_up', detail: 'no_outcome' }])
  })

  test('a request that orders something has it carried out without waiting for the next tick', async () => {
    await worker.db
      .prepare(`INSERT INTO outbox (kind, subject, body, commit_id, created_at) VALUES ('mail', 'usr_1', ?1, 'com_3', 0)`)
      .bind(JSON.stringify({ to: 'a@example.org', kind: 'verify_email', language: 'en', subject: 'Hello', text: 'Text', links: {} }))
      .run()
    await worker.fetch('/api/v1/nothing', { method: 'POST' })
    await until(async () => (await rows('outbox')).length === 0, 'an empty outbox')
    expect(await rows('sent_mail')).toMatchObject([{ subject: 'Hello', kind: 'verify_email' }])
  })
})
