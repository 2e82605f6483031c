/** What the page of backups asks of the API. */
import type { InferResponseType } from 'hono/client'
import { answerOf } from '../answers.ts'
import { api, keyed, named } from '../calls.ts'

type One = (typeof api.accounts)[':id']

export type BackupsView = InferResponseType<One['backups']['$get']>
export type Restore = BackupsView['restores'][number]
export type Refused = NonNullable<BackupsView['backup']['refusal']>

export const backupsOf = (id: string) => answerOf(() => api.accounts[':id'].backups.$get(named(id)))
export const askBackup = (id: string, key: string) =>
  answerOf(() => api.accounts[':id'].backups.$post({ ...named(id), json: {}, ...keyed(key) }))
export const askRestore = (id: string, key: string) =>
  answerOf(() => api.accounts[':id'].restores.$post({ ...named(id), json: {}, ...keyed(key) }))
export const takeUp = (id: string, restore: string, key: string) =>
  answerOf(() =>
    api.accounts[':id'].restores[':restore'].accept.$post({
      param: { id: encodeURIComponent(id), restore: encodeURIComponent(restore) },
      json: {},
      ...keyed(key),
    }),
  )
