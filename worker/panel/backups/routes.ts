/** Doors of a customer's backups and restores (S7, S8, S9, S15). */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { IdempotencyHeaders } from '../../agreements/schemas.ts'
import { requireMember } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { refuse } from '../../problem.ts'
import { DOOR_PROBLEMS } from '../../problem-words.ts'
import { acceptQuote } from './actions/accept.ts'
import { requestBackup } from './actions/backup.ts'
import { requestRestore } from './actions/restore.ts'
import { BACKUP_PROBLEMS, RESTORE_PROBLEMS } from './problems.ts'
import { AcceptAnswer, BackupAnswer, BackupsView, RestoreAnswer } from './schemas.ts'
import { showBackups } from './views.ts'

const json = <S extends z.ZodType>(schema: S, description: string) => ({ content: { 'application/json': { schema } }, description })
const params = z.object({ id: z.string().max(64) })
/** What is asked for says the address alone. */
const body = { required: true, content: { 'application/json': { schema: z.strictObject({}) } } } as const

const getBackups = createRoute({
  method: 'get',
  path: '/accounts/{id}/backups',
  summary: 'Backups, restores and capacity of one account, with what can be asked for now and what not (S7, S8, S9)',
  middleware: [requireMember('service')] as const,
  request: { params },
  responses: { 200: json(BackupsView, 'Newest first.') },
})

const postBackup = createRoute({
  method: 'post',
  path: '/accounts/{id}/backups',
  summary: 'Ask for a backup; it overwrites the last one (S7)',
  middleware: [requireMember('service')] as const,
  request: { params, headers: IdempotencyHeaders, body },
  responses: { 202: json(BackupAnswer, 'Accepted; a notice tells how it ended.') },
})

const postRestore = createRoute({
  method: 'post',
  path: '/accounts/{id}/restores',
  summary: 'Ask for a restore of the stored backup (S8)',
  middleware: [requireMember('service')] as const,
  request: { params, headers: IdempotencyHeaders, body },
  responses: { 201: json(RestoreAnswer, '`running`: it is free and under way. `quoted`: its price, which can be taken up.') },
})

const postAccept = createRoute({
  method: 'post',
  path: '/accounts/{id}/restores/{restore}/accept',
  summary: 'Take up the price of a restore; it runs once its invoice is paid (S8)',
  middleware: [requireMember('service')] as const,
  request: { params: params.extend({ restore: z.string().max(64) }), headers: IdempotencyHeaders, body },
  responses: { 201: json(AcceptAnswer, 'The invoice to pay.') },
})

export const backups = openDoor()
  .openapi(getBackups, async (c) => {
    const view = await showBackups(c.var.context, c.var.visitor.customer.id, c.req.valid('param').id)
    return view ? c.json(view, 200) : refuse(c, BACKUP_PROBLEMS, { reason: 'account_not_found' })
  })
  .openapi(postBackup, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    if (key === undefined) return refuse(c, DOOR_PROBLEMS, { reason: 'idempotency_key_missing' })
    const made = await requestBackup(c.var.context, c.var.visitor, c.req.valid('param').id, key)
    return made.ok ? c.json(made.value, 202) : refuse(c, BACKUP_PROBLEMS, made.failure.failure, { clause: made.failure.clause })
  })
  .openapi(postRestore, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    if (key === undefined) return refuse(c, DOOR_PROBLEMS, { reason: 'idempotency_key_missing' })
    const made = await requestRestore(c.var.context, c.var.visitor, c.req.valid('param').id, key)
    return made.ok ? c.json(made.value, 201) : refuse(c, RESTORE_PROBLEMS, made.failure.failure, { clause: made.failure.clause })
  })
  .openapi(postAccept, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    if (key === undefined) return refuse(c, DOOR_PROBLEMS, { reason: 'idempotency_key_missing' })
    const { id, restore } = c.req.valid('param')
    const made = await acceptQuote(c.var.context, c.var.visitor, id, restore, key)
    return made.ok ? c.json(made.value, 201) : refuse(c, RESTORE_PROBLEMS, made.failure.failure, { clause: made.failure.clause })
  })
