/** The side of `persisted.ts` that is killed: serves the bundle and answers its parent. */
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import type { Seed } from './accounts.ts'

export interface Request {
  readonly id: number
  readonly sql?: string
  readonly seed?: Seed
  readonly sweep?: string
}

async function serve(folder: string, state: string, vars: string): Promise<void> {
  const bundle = join(folder, 'bundle')
  const settings = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))
  const { compatibilityDate, compatibilityFlags, d1Databases, queueProducers, workflows } = settings
  if (!existsSync(state)) cpSync(join(folder, 'state'), state, { recursive: true })
  const server = new Miniflare({
    ...convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: `${bundle}/index.js` }],
      modulesRoot: bundle,
      bindings: { ENVIRONMENT: 'development', OUTBOX_HELD: 'yes', ...(JSON.parse(vars) as Record<string, string>) },
      // Nothing consumes the queue, so that only sweeps deliver.
      ...{ compatibilityDate, compatibilityFlags, d1Databases, queueProducers, workflows },
    }),
    resourcePersistencePath: state,
  })
  const db = (await server.getD1Database('DB')) as unknown as D1Database
  process.on('message', async ({ id, sql, seed, sweep }: Request) => {
    try {
      // Brings the Worker’s own modules along, which only the first life needs.
      if (seed) await (await import('./accounts.ts')).seedAccounts(db, seed)
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

const [, , folder = '', state = '', vars = '{}'] = process.argv
await serve(folder, state, vars)
