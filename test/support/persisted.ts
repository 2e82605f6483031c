/**
 * The real Worker on a workerd that can be killed: its own process group, its database in a folder that outlives it.
 * This file is both sides: forked, it serves; imported, it starts, asks and kills.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_splitSqlQuery as splitSql } from 'wrangler'
import { type Seed, seedAccounts } from './accounts.ts'
import { TEST_SECRETS } from './worker.ts'

interface Request {
  readonly id: number
  readonly sql?: string
  readonly seed?: Seed
  readonly sweep?: string
}

export interface PersistedWorker {
  query<T>(sql: string): Promise<T[]>
  seed(seed: Seed): Promise<void>
  /** Resolves with the sweep's report; rejects when the process dies under it. */
  sweep(at: string): Promise<unknown>
  /** SIGKILL to the server and to workerd, as a power failure would. */
  kill(): Promise<void>
}

/** @param bundle folder of `wrangler deploy --dry-run --outdir`. @param state folder that outlives the process. */
export async function startPersisted(bundle: string, state: string): Promise<PersistedWorker> {
  const child = fork(fileURLToPath(import.meta.url), [bundle, state], { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((ready, reject) => {
    child.once('message', () => ready())
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
  return {
    query: <T>(sql: string) => ask(child, { sql }) as Promise<T[]>,
    seed: async (seed) => void (await ask(child, { seed })),
    sweep: (at) => ask(child, { sweep: at }),
    async kill() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
      await gone
    },
  }
}

let requests = 0

function ask(child: ChildProcess, request: Omit<Request, 'id'>): Promise<unknown> {
  const id = ++requests
  return new Promise((resolve, reject) => {
    const onMessage = (answer: { id: number; value?: unknown; error?: string }) => {
      if (answer.id !== id) return
      child.off('message', onMessage)
      if (answer.error === undefined) resolve(answer.value)
      else reject(new Error(answer.error))
    }
    child.on('message', onMessage)
    child.once('exit', () => reject(new Error('killed')))
    child.send({ ...request, id })
  })
}

async function serve(bundle: string, state: string): Promise<void> {
  const server = new Miniflare({
    ...convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: `${bundle}/index.js` }],
      modulesRoot: bundle,
      compatibilityDate: '2026-10-20',
      compatibilityFlags: ['nodejs_compat'],
      bindings: { ...TEST_SECRETS, ENVIRONMENT: 'development' },
      d1Databases: { DB: 'mufakat' },
    }),
    resourcePersistencePath: state,
  })
  const db = (await server.getD1Database('DB')) as unknown as D1Database
  await migrate(db)
  process.on('message', async ({ id, sql, seed, sweep }: Request) => {
    try {
      if (seed) await seedAccounts(db, seed)
      const value = sql ? (await db.prepare(sql).all()).results : sweep ? await requestSweep(server, sweep) : null
      process.send?.({ id, value })
    } catch (error) {
      process.send?.({ id, error: String(error) })
    }
  })
  process.send?.({ id: 0 })
}

async function requestSweep(server: Miniflare, now: string): Promise<unknown> {
  const response = await server.dispatchFetch('http://localhost/api/dev/sweep', { method: 'POST', body: JSON.stringify({ now }) })
  if (!response.ok) throw new Error(`sweep answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** A database that has tables was migrated by an earlier life of this process. */
async function migrate(db: D1Database): Promise<void> {
  if (await db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'accounts'`).first()) return
  const folder = 'worker/migrations'
  for (const file of readdirSync(folder).sort()) {
    await db.batch(splitSql(readFileSync(`${folder}/${file}`, 'utf8')).map((statement) => db.prepare(statement)))
  }
}

const [, script, bundle, state] = process.argv
if (script === fileURLToPath(import.meta.url) && bundle !== undefined && state !== undefined) await serve(bundle, state)
