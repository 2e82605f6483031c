/** The races of `commit`, on the real D1: what loses leaves nothing, what wins lands whole. */

import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commit } from '../../worker/commit.ts'
import type { Db } from '../../worker/context.ts'
import { insertEvents, insertNotice, queueMail } from '../../worker/db/changes.ts'
import { rowCounts } from '../support/client.ts'
import { type RunningWorker, startWorker } from '../support/worker.ts'

const AT = 1_800_000_000_000
const MAIL = { to: 'a@example.com', kind: 'test', language: 'id', subject: 's', text: 't', links: {} } as const

let worker: RunningWorker
let db: Db
let before: Record<string, number>
beforeAll(async () => {
  worker = await startWorker('production')
  db = drizzle(worker.db)
  await worker.db
    .prepare('CREATE TABLE things (id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL, commit_id TEXT) STRICT')
    .run()
})
afterAll(() => worker.close())
beforeEach(async () => {
  await worker.db.batch(
    ['DELETE FROM things', "INSERT INTO things VALUES ('a', 1, 'open', NULL), ('b', 1, 'open', NULL)"].map((one) => worker.db.prepare(one)),
  )
  before = await rowCounts(worker)
})

const thing = (id: string) => worker.db.prepare('SELECT version, state, commit_id FROM things WHERE id = ?').bind(id).first()
const move = (id: string, readVersion: number, commitId: string) =>
  sql`UPDATE things SET version = version + 1, state = 'closed', commit_id = ${commitId} WHERE id = ${id} AND version = ${readVersion}`

/** A move of a thing with all that follows it: event, notice, mail. */
function close(id: string, readVersion: number, commitId: string, expected = 1) {
  const notice = { subject: commitId, kind: 'closed', cycle: '1', customer: 'cus_x', body: {} }
  return commit(db, {
    id: commitId,
    at: AT,
    guard: { statement: move(id, readVersion, commitId), expected },
    writes: [
      insertEvents(db, commitId, AT, [{ entity: `${id}-${commitId}`, version: readVersion + 1, type: 'thing.closed', body: { id } }]),
      insertNotice(db, commitId, AT, notice),
      queueMail(db, commitId, AT, id, [MAIL]),
    ],
  })
}

const nothingWritten = async () => expect(await rowCounts(worker)).toEqual(before)

describe('a commit', () => {
  test('whose guard matches lands whole', async () => {
    expect(await close('a', 1, 'com_1')).toEqual({ ok: true, value: { commitId: 'com_1' } })
    expect(await thing('a')).toEqual({ version: 2, state: 'closed', commit_id: 'com_1' })
    const after = await rowCounts(worker)
    for (const table of ['commits', 'events', 'notices', 'outbox']) expect(after[table], table).toBe((before[table] ?? 0) + 1)
  })

  test('whose guard misses leaves no event, no notice, no mail, no commit: nothing', async () => {
    expect(await close('a', 7, 'com_missed')).toEqual({ ok: false, failure: { reason: 'lost_race' } })
    expect(await thing('a')).toEqual({ version: 1, state: 'open', commit_id: null })
    await nothingWritten()
  })

  test('whose guard moves fewer or more rows than expected leaves nothing', async () => {
    expect((await close('a', 1, 'com_two', 2)).ok).toBe(false)
    const both = sql`UPDATE things SET version = version + 1, commit_id = 'com_both'`
    expect((await commit(db, { id: 'com_both', at: AT, guard: { statement: both, expected: 1 }, writes: [] })).ok).toBe(false)
    expect([await thing('a'), await thing('b')].map((row) => row?.['version'])).toEqual([1, 1])
    await nothingWritten()
  })

  test('of ten that read the same version at once exactly one lands', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => close('b', 1, `com_race_${i}`)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect((await thing('b'))?.['version']).toBe(2)
    const after = await rowCounts(worker)
    for (const table of ['commits', 'events', 'notices', 'outbox']) expect(after[table], table).toBe((before[table] ?? 0) + 1)
  })

  test('that meets a taken unique key rolls back whole, its guard’s move too', async () => {
    await close('a', 1, 'com_first')
    before = await rowCounts(worker)
    const taken = insertNotice(db, 'com_second', AT, { subject: 'com_first', kind: 'closed', cycle: '1', customer: 'cus_x', body: {} })
    const lost = await commit(db, {
      id: 'com_second',
      at: AT,
      guard: { statement: move('b', 1, 'com_second'), expected: 1 },
      writes: [taken],
    })
    expect(lost).toEqual({ ok: false, failure: { reason: 'lost_race' } })
    expect((await thing('b'))?.['version']).toBe(1)
    await nothingWritten()
  })

  test('whose id was used before writes nothing a second time', async () => {
    await close('a', 1, 'com_same')
    before = await rowCounts(worker)
    expect((await close('b', 1, 'com_same')).ok).toBe(false)
    expect((await thing('b'))?.['version']).toBe(1)
    await nothingWritten()
  })

  test('that fails for another reason throws, and leaves nothing', async () => {
    const broken = sql`INSERT INTO events (seq, entity) VALUES (NULL, NULL)`
    await expect(
      commit(db, { id: 'com_broken', at: AT, guard: { statement: move('a', 1, 'com_broken'), expected: 1 }, writes: [broken] }),
    ).rejects.toThrow()
    expect((await thing('a'))?.['version']).toBe(1)
    await nothingWritten()
  })

  test('that landed although D1 reported an error counts as landed', async () => {
    const flaky = new Proxy(worker.db, {
      get: (target, name) => {
        if (name !== 'batch') return Reflect.get(target, name).bind(target)
        return async (statements: Parameters<typeof target.batch>[0]) => {
          await target.batch(statements)
          throw new Error('D1_ERROR: Network connection lost.')
        }
      },
    })
    const landed = await commit(drizzle(flaky), {
      id: 'com_flaky',
      at: AT,
      guard: { statement: move('a', 1, 'com_flaky'), expected: 1 },
      writes: [],
    })
    expect(landed.ok).toBe(true)
    expect((await thing('a'))?.['version']).toBe(2)
  })
})

describe('events', () => {
  test.each(['UPDATE events SET type = 1', 'DELETE FROM events'])('refuse %s', async (statement) => {
    await close('a', 1, `com_${statement.slice(0, 6)}`)
    await expect(worker.db.prepare(statement).run()).rejects.toThrow(/events are never/)
  })
})
