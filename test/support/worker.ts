/**
 * The real Worker on workerd with an embedded D1, the built site and the migrations, for integration tests.
 * Time is injected by the development clock or by `tick`, never faked.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { databaseOf } from './database.ts'
import { prepared } from './prepared.ts'
import { openServer, type Said } from './server.ts'

process.env['CI'] ??= '1'
process.env['WRANGLER_SEND_METRICS'] = 'false'
process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'

/** Not secrets: fixed keys of the tests. */
export const TEST_SECRETS = {
  AUTH_SECRET: 'a-secret-for-tests-of-at-least-32-characters',
  RECEIPT_KEYS: JSON.stringify({
    keys: [
      {
        kty: 'OKP',
        crv: 'Ed25519',
        kid: 'test-1',
        alg: 'EdDSA',
        use: 'sig',
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
        d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      },
    ],
  }),
}

export interface RunningWorker {
  readonly url: URL
  readonly db: D1Database
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Runs the cron trigger as if it fired at this instant. */
  tick(at: number | string): Promise<void>
  /** Sets the development clock. */
  setClock(at: number | string): Promise<void>
  /** Its Workflow runs without waiting between retries from now on, until it is disposed of. */
  hurryPurges(): Promise<{ dispose(): Promise<void> }>
  logs(): readonly { message: string }[]
  /** Empties all storage and applies the migrations again. */
  reset(): Promise<void>
  close(): Promise<void>
}

const isoOf = (at: number | string) => (typeof at === 'number' ? new Date(at).toISOString() : at)

/**
 * @param environment `development` mounts the test clock; `production` is what a bare deploy would run; `vars` are added to its own.
 * What is ordered (mail, the panel) stays in the outbox for tests to look at, unless `OUTBOX_HELD` is empty.
 */
export async function startWorker(
  environment: 'development' | 'production' = 'development',
  vars: Readonly<Record<string, string>> = {},
): Promise<RunningWorker> {
  if (!existsSync('dist/index.html')) throw new Error('dist/ is missing: run `npm run build` first')
  const folder = await prepared()
  const logs: Said[] = []
  const bindings = {
    ...TEST_SECRETS,
    OUTBOX_HELD: 'yes',
    ...vars,
    ...(environment === 'development' ? { ENVIRONMENT: 'development' } : {}),
  }
  const begin = async () => {
    const state = mkdtempSync(join(tmpdir(), 'mufakat-worker-'))
    cpSync(join(folder, 'state'), state, { recursive: true })
    const server = openServer(folder, state, bindings, (said) => logs.push(said))
    const url = await server.ready
    return { server, state, url, db: databaseOf(server) }
  }
  const end = async () => {
    await running.server.dispose()
    rmSync(running.state, { recursive: true, force: true })
  }
  let running = await begin()
  const call = (path: string, init?: RequestInit) =>
    running.server.dispatchFetch(new URL(path, running.url), init as never) as unknown as Promise<Response>
  return {
    get url() {
      return running.url
    },
    get db() {
      return running.db
    },
    fetch: call,
    async tick(at) {
      if (environment === 'development') {
        const response = await call('/api/dev/sweep', { method: 'POST', body: JSON.stringify({ now: isoOf(at) }) })
        if (!response.ok) throw new Error(`sweep answered ${response.status}: ${await response.text()}`)
        return
      }
      const query = new URLSearchParams({ cron: '* * * * *', time: String(new Date(at).getTime()), format: 'json' })
      await call(`/cdn-cgi/local/scheduled?${query}`)
    },
    async setClock(at) {
      const response = await call('/api/dev/clock', { method: 'PUT', body: JSON.stringify({ now: isoOf(at) }) })
      if (!response.ok) throw new Error(`clock answered ${response.status}: ${await response.text()}`)
    },
    async hurryPurges() {
      const { PURGE } = await running.server.getBindings<{ PURGE: Introspected }>()
      const session = await PURGE.unsafeStartIntrospection()
      await PURGE.unsafeSetIntrospectionOperations(session, [{ type: 'disableRetryDelays' }])
      return { dispose: () => PURGE.unsafeStopIntrospection(session) }
    },
    logs: () => logs,
    async reset() {
      await end()
      running = await begin()
    },
    close: end,
  }
}

/** The local platform's own door to what a Workflow's runs do. */
interface Introspected {
  unsafeStartIntrospection(): Promise<string>
  unsafeSetIntrospectionOperations(session: string, operations: readonly object[]): Promise<void>
  unsafeStopIntrospection(session: string): Promise<void>
}
