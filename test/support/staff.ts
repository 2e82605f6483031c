import { type Client, customerOf } from './client.ts'
import type { RunningWorker } from './worker.ts'

type Running = Pick<RunningWorker, 'fetch' | 'url' | 'db'>

/** A staff user in a session that began with the second factor; how one gets there is shown by the tests of signing in. */
export async function staffOf(worker: Running, now: number): Promise<Client> {
  const { input, client } = await customerOf(worker, now)
  await worker.db.batch([
    worker.db.prepare(`UPDATE auth_user SET role = 'staff', two_factor_enabled = 1 WHERE username = ?`).bind(input.userId),
    worker.db
      .prepare(`UPDATE auth_session SET second_factor = 1 WHERE user_id = (SELECT id FROM auth_user WHERE username = ?)`)
      .bind(input.userId),
  ])
  return client
}
