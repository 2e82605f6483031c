/**
 * The Worker's database as tests hold it in their hands. The local platform's own stand-in asks three times for one query, twice of them
 * while everything waits; this one sends it once, to a small Worker beside the tested one that has the same binding.
 */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'
import type { Miniflare } from 'miniflare'

/** Name of that small Worker. */
export const DOOR = 'database-door'

interface Asked {
  readonly sql: string
  readonly values: readonly unknown[]
}

type Answered = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string; readonly cause?: string }

/** Its program. */
export const DOOR_PROGRAM = `
export default {
  async fetch(request, { DB }) {
    const { how, asked } = await request.json()
    const statements = asked.map(({ sql, values }) => DB.prepare(sql).bind(...values))
    try {
      const value = how === 'exec' ? await DB.exec(asked[0].sql) : how === 'batch' ? await DB.batch(statements) : await statements[0][how]()
      return Response.json({ ok: true, value })
    } catch (error) {
      return Response.json({ ok: false, message: error.message, cause: error.cause?.message })
    }
  }
}`

export function databaseOf(server: Miniflare): D1Database {
  const ask = async (how: 'all' | 'run' | 'raw' | 'batch' | 'exec', asked: readonly Asked[]): Promise<unknown> => {
    const answer = JSON.parse(await post(await server.ready, JSON.stringify({ how, asked }))) as Answered
    if (answer.ok) return answer.value
    throw new Error(answer.message, answer.cause === undefined ? {} : { cause: new Error(answer.cause) })
  }
  const known = new WeakMap<object, Asked>()
  const statement = (asked: Asked): D1PreparedStatement => {
    const made = {
      bind: (...values: unknown[]) => statement({ ...asked, values }),
      all: () => ask('all', [asked]),
      run: () => ask('run', [asked]),
      raw: () => ask('raw', [asked]),
      async first(column?: string) {
        const [row] = ((await ask('all', [asked])) as D1Result<Record<string, unknown>>).results
        if (row === undefined) return null
        return column === undefined ? row : row[column]
      },
    } as unknown as D1PreparedStatement
    known.set(made, asked)
    return made
  }
  const database = {
    prepare: (sql: string) => statement({ sql, values: [] }),
    exec: (sql: string) => ask('exec', [{ sql, values: [] }]),
    batch: (statements: D1PreparedStatement[]) =>
      ask(
        'batch',
        statements.map((one) => known.get(one) ?? raise()),
      ),
  }
  return database as unknown as D1Database
}

/**
 * On a connection of its own: workerd hangs up on idle ones, and a test that computes for seconds hears of it too late.
 * A body that broke off while it was written was never read whole: nothing happened, and it is sent once more.
 */
function post(url: URL, body: string, again = true): Promise<string> {
  return new Promise((done, fail) => {
    const headers = { 'MF-Route-Override': DOOR, 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent: false, headers }, async (response) => {
      try {
        done(await text(response))
      } catch (error) {
        fail(error)
      }
    })
    sent.once('error', (error: NodeJS.ErrnoException) => (again && error.code === 'EPIPE' ? done(post(url, body, false)) : fail(error)))
    sent.end(body)
  })
}

function raise(): never {
  throw new TypeError('not a statement of this database')
}
