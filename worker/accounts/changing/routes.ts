/** Doors of a customer who wants something else: to end an account (S13), or another package or term (S17). */
import { createRoute } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { requireMember } from '../../auth/middleware.ts'
import type { CustomerVisitor } from '../../auth/visitor.ts'
import type { Context } from '../../context.ts'
import { openDoor } from '../../door.ts'
import { evidenceOf } from '../../evidence.ts'
import { requireKey } from '../../guards.ts'
import { refuse } from '../../problem.ts'
import { body, IdempotencyHeaders, idParams, json } from '../../shapes.ts'
import { askToCancel, confirmToCancel, showCancellation, withdraw } from './actions/cancellation.ts'
import { changeAccount, readChanging, takeBack } from './actions/change.ts'
import { citedFor } from './citing.ts'
import { CANCELLATION_PROBLEMS, type CancellationFailure, CHANGE_PROBLEMS, type ChangeFailure } from './problems.ts'
import { CancellationView, ChangeAnswer, ChangesView, ChangeWish, Step } from './schemas.ts'
import { changesView } from './views.ts'

const getCancellation = createRoute({
  method: 'get',
  path: '/accounts/{id}/cancellation',
  middleware: [requireMember('see')] as const,
  request: { params: idParams },
  summary: 'What would end, and when; whether an end is set (S13)',
  responses: { 200: json(CancellationView, 'As it is now.') },
})

const postCancellation = createRoute({
  method: 'post',
  path: '/accounts/{id}/cancellation',
  middleware: [requireMember('money'), requireKey] as const,
  summary: 'First step of ending an account (S13); nothing ends yet',
  request: { params: idParams, headers: IdempotencyHeaders, body: body(Step) },
  responses: { 200: json(CancellationView, 'What would end and when, and until when to confirm it.') },
})

const postConfirmation = createRoute({
  method: 'post',
  path: '/accounts/{id}/cancellation/confirm',
  middleware: [requireMember('money'), requireKey] as const,
  summary: 'Second step: the account ends with its paid term (S13)',
  request: { params: idParams, headers: IdempotencyHeaders, body: body(Step) },
  responses: { 200: json(CancellationView, 'The end is set.') },
})

const deleteCancellation = createRoute({
  method: 'delete',
  path: '/accounts/{id}/cancellation',
  middleware: [requireMember('money')] as const,
  request: { params: idParams },
  summary: 'A change of mind before the end (S13)',
  responses: { 200: json(CancellationView, 'The account goes on.') },
})

const getChanges = createRoute({
  method: 'get',
  path: '/accounts/{id}/changes',
  middleware: [requireMember('see')] as const,
  request: { params: idParams },
  summary: 'Every package and term of the same kind: from when, for how much now, or why not (S17)',
  responses: { 200: json(ChangesView, 'In the order of the catalogue.') },
})

const postChange = createRoute({
  method: 'post',
  path: '/accounts/{id}/changes',
  middleware: [requireMember('money'), requireKey] as const,
  summary: 'Another package or term: from the next renewal, or at once once paid (S17)',
  request: { params: idParams, headers: IdempotencyHeaders, body: body(ChangeWish) },
  responses: { 201: json(ChangeAnswer, 'What was recorded, and what is to be paid for it.') },
})

const deleteChange = createRoute({
  method: 'delete',
  path: '/accounts/{id}/changes',
  middleware: [requireMember('money')] as const,
  request: { params: idParams },
  summary: 'Take back a change that has not begun (S17)',
  responses: { 200: json(ChangesView, 'As it is now.') },
})

interface Asker {
  readonly context: Context
  readonly visitor: CustomerVisitor
}

/** The clause that refuses, in the version that binds this customer; another reason names none. */
async function clauseOf({ context, visitor }: Asker, failure: object) {
  return 'clause' in failure ? { clause: await citedFor(context, visitor.customer.id, String(failure.clause)) } : {}
}

const refuseCancelling = async (c: HonoContext, asker: Asker, failure: CancellationFailure): Promise<never> =>
  refuse(c, CANCELLATION_PROBLEMS, failure, await clauseOf(asker, failure))

const refuseChanging = async (c: HonoContext, asker: Asker, failure: ChangeFailure): Promise<never> =>
  refuse(c, CHANGE_PROBLEMS, failure, await clauseOf(asker, failure))

export const changing = openDoor()
  .openapi(getCancellation, async (c) => {
    const view = await showCancellation(c.var.context, c.var.visitor, c.req.valid('param').id)
    return view ? c.json(view, 200) : refuse(c, CANCELLATION_PROBLEMS, { reason: 'account_not_found' })
  })
  .openapi(postCancellation, async (c) => {
    const asked = await askToCancel({ ...c.var, account: c.req.valid('param').id }, c.req.valid('json'), c.var.key, evidenceOf(c))
    return asked.ok ? c.json(asked.value, 200) : refuseCancelling(c, c.var, asked.failure)
  })
  .openapi(postConfirmation, async (c) => {
    const confirmed = await confirmToCancel({ ...c.var, account: c.req.valid('param').id }, c.req.valid('json'), c.var.key, evidenceOf(c))
    return confirmed.ok ? c.json(confirmed.value, 200) : refuseCancelling(c, c.var, confirmed.failure)
  })
  .openapi(deleteCancellation, async (c) => {
    const stays = await withdraw({ ...c.var, account: c.req.valid('param').id }, evidenceOf(c))
    return stays.ok ? c.json(stays.value, 200) : refuseCancelling(c, c.var, stays.failure)
  })
  .openapi(getChanges, async (c) => {
    const { facts } = await readChanging({ ...c.var, account: c.req.valid('param').id })
    return facts ? c.json(changesView(facts, c.var.context), 200) : refuse(c, CHANGE_PROBLEMS, { reason: 'account_not_found' })
  })
  .openapi(postChange, async (c) => {
    const changed = await changeAccount({ ...c.var, account: c.req.valid('param').id }, c.req.valid('json'), c.var.key, evidenceOf(c))
    return changed.ok ? c.json(changed.value, 201) : refuseChanging(c, c.var, changed.failure)
  })
  .openapi(deleteChange, async (c) => {
    const account = { ...c.var, account: c.req.valid('param').id }
    const taken = await takeBack(account, evidenceOf(c))
    if (!taken.ok) return refuseChanging(c, c.var, taken.failure)
    const { facts } = await readChanging(account)
    return facts ? c.json(changesView(facts, c.var.context), 200) : refuse(c, CHANGE_PROBLEMS, { reason: 'account_not_found' })
  })
