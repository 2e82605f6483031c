/** A customer with a running account at a panel, as tests of backups, restores and capacity begin. */

import { panelUsername } from '../../worker/panel/rules/username.ts'
import type { Client } from './client.ts'
import { customerOf } from './client.ts'
import { rows } from './history.ts'
import { until } from './mailbox-wait.ts'
import type { FakeWhm } from './panel-whm.ts'
import type { RunningWorker } from './worker.ts'

export interface Hosted {
  readonly client: Client
  readonly customer: string
  readonly account: string
  readonly user: string
  ask(what: 'backups' | 'restores', key?: string): ReturnType<Client['post']>
  accept(restore: string, key?: string): ReturnType<Client['post']>
  see(): Promise<Awaited<ReturnType<Client['get']>>['body']>
}

let keys = 0

/** An account that is due in the summer of 2027, on a clock in spring. */
export async function hosted(
  worker: RunningWorker,
  whm: FakeWhm | null,
  now: number,
  item = 'hosting-maju',
  dueOn = '2027-07-15',
): Promise<Hosted> {
  const { client, customerId } = await customerOf(worker, now)
  const domain = `toko${++keys}.example`
  const input = { customer: customerId, domain, package: item, dueOn }
  const made = await worker.fetch('/api/dev/accounts', { method: 'POST', body: JSON.stringify(input) })
  const { account } = (await made.json()) as { account: string }
  const user = panelUsername(account)
  whm?.add({ user, domain, plan: item, diskused: '1000M', inodesused: '20000' })
  const keyed = (key = `backup-key-${++keys}`) => ({ 'idempotency-key': key })
  return {
    ...{ client, customer: customerId, account, user },
    ask: (what, key) => client.post(`/api/v1/accounts/${account}/${what}`, {}, keyed(key)),
    accept: (restore, key) => client.post(`/api/v1/accounts/${account}/restores/${restore}/accept`, {}, keyed(key)),
    see: async () => (await client.get(`/api/v1/accounts/${account}/backups`)).body,
  }
}

export const at = (iso: string) => Date.parse(iso)

/** Nothing is left that was ordered from the panel for the account. */
export const carriedOut = (worker: RunningWorker, account: string) =>
  until(
    async () => (await rows(worker.db, `SELECT 1 FROM outbox WHERE kind = 'panel' AND subject = ?`, account)).length === 0,
    'an empty outbox',
  )

export async function moveTo(worker: RunningWorker, instant: number): Promise<void> {
  await worker.setClock(instant)
  await worker.tick(instant)
}

export const titlesOf = async (worker: RunningWorker, account: string) =>
  (await rows<{ body: string }>(worker.db, 'SELECT body FROM notices WHERE subject = ? ORDER BY posted_at, kind', account)).flatMap(
    ({ body }) => {
      const { title } = JSON.parse(body) as { title?: { en: string } }
      return title ? [title.en] : []
    },
  )
