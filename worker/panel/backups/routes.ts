/** Doors of a customer's backups and restores (S7, S8, S9, S15). */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireMember } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { requireKey } from '../../guards.ts'
import { refuse } from '../../problem.ts'
import { body, IdempotencyHeaders, idParams, json, Nothing } from '../../shapes.ts'
import { acceptQuote } from './actions/accept.ts'
import { requestBackup } from './actions/backup.ts'
import { requestRestore } from './actions/restore.ts'
import { BACKUP_PROBLEMS, RESTORE_PROBLEMS } from './problems.ts'
import { AcceptAnswer, BackupAnswer, BackupsView, RestoreAnswer } from './schemas.ts'
import { showBackups } from './views.ts'

const getBackups = createRoute({
  method: 'get',
  path: '/accounts/{id}/backups',
  summary: 'Backups, restores and capacity of one account, with what can be asked for now and what not (S7, S8, S9)',
  middleware: [requireMember('service')] as const,
  request: { params: idParams },
  responses: { 200: json(BackupsView, 'Newest first.') },
})

const postBackup = createRoute({
  method: 'post',
  path: '/accounts/{id}/backups',
  summary: 'Ask for a backup; it overwrites the last one (S7)',
  middleware: [requireMember('service'), requireKey] as const,
  request: { params: idParams, headers: IdempotencyHeaders, body: body(Nothing) },
  responses: { 202: json(BackupAnswer, 'Accepted; a notice tells how it ended.') },
})

const postRestore = createRoute({
  method: 'post',
  path: '/accounts/{id}/restores',
  summary: 'Ask for a restore of the stored backup (S8)',
  middleware: [requireMember('service'), requireKey] as const,
  request: { params: idParams, headers: IdempotencyHeaders, body: body(Nothing) },
  responses: { 201: json(RestoreAnswer, '`running`: it is free and under way. `quoted`: its price, which can be taken up.') },
})

const postAccept = createRoute({
  method: 'post',
  path: '/accounts/{id}/restores/{restore}/accept',
  summary: 'Take up the price of a restore; it runs once its invoice is paid (S8)',
  middleware: [requireMember('service'), requireKey] as const,
  request: { params: idParams.extend({ restore: z.string().max(64) }), headers: IdempotencyHeaders, body: body(Nothing) },
  responses: { 201: json(AcceptAnswer, 'The invoice to pay.') },
})

export const backups = openDoor()
  .openapi(getBackups, async (c) => {
    const view = await showBackups(c.var.context, c.var.visitor.customer.id, c.req.valid('param').id)
    return view ? c.json(view, 200) : refuse(c, BACKUP_PROBLEMS, { reason: 'account_not_found' })
  })
  .openapi(postBackup, async (c) => {
    const made = await requestBackup(c.var.context, c.var.visitor, c.req.valid('param').id, c.var.key)
    return made.ok ? c.json(made.value, 202) : refuse(c, BACKUP_PROBLEMS, made.failure.failure, { clause: made.failure.clause })
  })
  .openapi(postRestore, async (c) => {
    const made = await requestRestore(c.var.context, c.var.visitor, c.req.valid('param').id, c.var.key)
    return made.ok ? c.json(made.value, 201) : refuse(c, RESTORE_PROBLEMS, made.failure.failure, { clause: made.failure.clause })
  })
  .openapi(postAccept, async (c) => {
    const { id, restore } = c.req.valid('param')
    const made = await acceptQuote(c.var.context, c.var.visitor, id, restore, c.var.key)
    return made.ok ? c.json(made.value, 201) : refuse(c, RESTORE_PROBLEMS, made.failure.failure, { clause: made.failure.clause })
  })
