/** Doors of staff who act beside an account's state: holds, violations, blocks against the purge (S11, S14, S18). */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import {
  type Actor,
  blockPurgeOf,
  declareViolationOn,
  endHoldOn,
  liftViolationOn,
  placeHoldOn,
  unblockPurgeOf,
} from '../../accounts/beside/actions.ts'
import { BESIDE_PROBLEMS, type BesideFailure } from '../../accounts/beside/problems.ts'
import { ActAnswer, Ending, NewHold, NewPurgeBlock, NewViolation } from '../../accounts/beside/schemas.ts'
import { requireStaff } from '../../auth/middleware.ts'
import type { Visitor } from '../../auth/visitor.ts'
import { openDoor } from '../../door.ts'
import { requireKey } from '../../guards.ts'
import { refuse } from '../../problem.ts'
import { body, IdempotencyHeaders, json } from '../../shapes.ts'
import type { Result } from '../../shared/result.ts'

const id = z.string().max(64)

function door<M extends 'post' | 'delete', P extends string, S extends z.ZodType, Q extends z.ZodObject>(
  method: M,
  path: P,
  schema: S,
  params: Q,
  summary: string,
) {
  return createRoute({
    method,
    path,
    summary,
    middleware: [requireStaff, requireKey] as const,
    request: { headers: IdempotencyHeaders, params, body: body(schema) },
    responses: { 201: json(ActAnswer, 'Done, with the clause it rests on.') },
  })
}

const ofAccount = z.object({ id })
const postHold = door('post', '/staff/accounts/{id}/hold', NewHold, ofAccount, 'Take nothing from the account for a while (S14)')
const deleteHold = door('delete', '/staff/accounts/{id}/hold', Ending, ofAccount, 'End the hold; fresh notices go first (S14)')
const postViolation = door(
  'post',
  '/staff/accounts/{id}/violation',
  NewViolation,
  ofAccount,
  'Declare a violation; the service goes off (S18)',
)
const deleteViolation = door('delete', '/staff/accounts/{id}/violation', Ending, ofAccount, 'Lift the violation (S18)')
const postBlock = door('post', '/staff/accounts/{id}/purge-blocks', NewPurgeBlock, ofAccount, 'Keep the data by a lawful order (S11)')
const deleteBlock = door(
  'delete',
  '/staff/accounts/{id}/purge-blocks/{block}',
  Ending,
  z.object({ id, block: id }),
  'Lift a lawful order’s block against the purge (S11)',
)

type Asked = Parameters<typeof refuse>[0]

const actorOf = ({ visitor, key }: { visitor: Visitor; key: string }, account: string): Actor => ({ user: visitor.user.id, account, key })

function answerOf(c: Asked, made: Result<ActAnswer, BesideFailure>): ActAnswer {
  return made.ok ? made.value : refuse(c, BESIDE_PROBLEMS, made.failure)
}

export const beside = openDoor()
  .openapi(postHold, async (c) => {
    const actor = actorOf(c.var, c.req.valid('param').id)
    return c.json(answerOf(c, await placeHoldOn(c.var.context, actor, c.req.valid('json'))), 201)
  })
  .openapi(deleteHold, async (c) => {
    const actor = actorOf(c.var, c.req.valid('param').id)
    return c.json(answerOf(c, await endHoldOn(c.var.context, actor, c.req.valid('json'))), 201)
  })
  .openapi(postViolation, async (c) => {
    const actor = actorOf(c.var, c.req.valid('param').id)
    return c.json(answerOf(c, await declareViolationOn(c.var.context, actor, c.req.valid('json'))), 201)
  })
  .openapi(deleteViolation, async (c) => {
    const actor = actorOf(c.var, c.req.valid('param').id)
    return c.json(answerOf(c, await liftViolationOn(c.var.context, actor, c.req.valid('json'))), 201)
  })
  .openapi(postBlock, async (c) => {
    const actor = actorOf(c.var, c.req.valid('param').id)
    return c.json(answerOf(c, await blockPurgeOf(c.var.context, actor, c.req.valid('json'))), 201)
  })
  .openapi(deleteBlock, async (c) => {
    const { id: account, block } = c.req.valid('param')
    const actor = actorOf(c.var, account)
    return c.json(answerOf(c, await unblockPurgeOf(c.var.context, actor, block, c.req.valid('json'))), 201)
  })
