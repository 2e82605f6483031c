/** The real Worker on a workerd that can be killed: its own process group, its database in a folder that outlives it. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Seed } from './accounts.ts'
import type { Request } from './persisted-server.ts'
import { prepared } from './prepared.ts'
import { TEST_SECRETS } from './worker.ts'

export interface PersistedWorker {
  /** Where it listens in this life. */
  readonly url: string
  query<T>(sql: string): Promise<T[]>
  seed(seed: Seed): Promise<void>
  /** Resolves with the sweep's report; rejects when the process dies under it. */
  sweep(at: string): Promise<unknown>
  /** SIGKILL to the server and to workerd, as a power failure would. */
  kill(): Promise<void>
}

/**
 * @param state folder that outlives the process; begins with the prepared database.
 * @param vars beside the tests' own; what is ordered stays in the outbox unless `OUTBOX_HELD` is empty.
 */
export async function startPersisted(state: string, vars: Readonly<Record<string, string>> = {}): Promise<PersistedWorker> {
  const program = fileURLToPath(new URL('./persisted-server.ts', import.meta.url))
  const child = fork(program, [await prepared(), state, JSON.stringify({ ...TEST_SECRETS, ...vars })], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((ready, reject) => {
    child.once('message', ({ value }: { value: string }) => ready(value))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
  return {
    url,
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
      child.off('exit', onExit)
      if (answer.error === undefined) resolve(answer.value)
      else reject(new Error(answer.error))
    }
    const onExit = () => reject(new Error('killed'))
    child.on('message', onMessage)
    child.once('exit', onExit)
    child.send({ ...request, id })
  })
}
