/** The side of `persisted.ts` that is killed: serves the bundle and answers its parent. */
import { readdirSync, readFileSync } from 'node:fs'
import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { type Seed, seedAccounts } from './accounts.ts'

export interface Request {
  readonly id: number
  readonly sql?: string
  readonly seed?: Seed
  readonly sweep?: string
}

async function serve(bundle: string, state: string, vars: string): Promise<void> {
  const server = new Miniflare({
    ...convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: `${bundle}/index.js` }],
      modulesRoot: bundle,
      compatibilityDate: '2026-10-20',
      compatibilityFlags: ['nodejs_compat'],
      bindings: { ENVIRONMENT: 'development', OUTBOX_HELD: 'yes', ...(JSON.parse(vars) as Record<string, string>) },
      d1Databases: { DB: 'mufakat' },
      queueProducers: { OUTBOX: 'mufakat-outbox' },
      workflows: { PURGE: { name: 'mufakat-purge', className: 'Purge' } },
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
  process.send?.({ id: 0, value: (await server.ready).href })
}

async function requestSweep(server: Miniflare, now: string): Promise<unknown> {
  const response = await server.dispatchFetch('http://localhost/api/dev/sweep', { method: 'POST', body: JSON.stringify({ now }) })
  if (!response.ok) throw new Error(`sweep answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** A database that has tables was migrated by an earlier life of this process. */
async function migrate(db: D1Database): Promise<void> {
  if (await db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'accounts'`).first()) return
  // Loaded only here: it takes seconds, and every further life of this process starts without.
  const { unstable_splitSqlQuery: splitSql } = await import('wrangler')
  const folder = 'worker/migrations'
  for (const file of readdirSync(folder).sort()) {
    await db.batch(splitSql(readFileSync(`${folder}/${file}`, 'utf8')).map((statement) => db.prepare(statement)))
  }
}

const [, , bundle = '', state = '', vars = '{}'] = process.argv
await serve(bundle, state, vars)
