/** Doors of money that nobody could place (S13): never nowhere, and never guessed. */
import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../../../auth/middleware.ts'
import { resolveUnmatchedPayment } from '../../../billing/gateways/actions/unmatched.ts'
import { deskOf } from '../../../billing/gateways/desk.ts'
import { PAYMENT_PROBLEMS } from '../../../billing/problems.ts'
import { openDoor } from '../../../door.ts'
import { requireKey } from '../../../guards.ts'
import { refuse } from '../../../problem.ts'
import { body, IdempotencyHeaders, json } from '../../../shapes.ts'
import { assignMoney } from '../assign.ts'
import { pageOf, placeFrom } from '../page.ts'
import { UNMATCHED_PROBLEMS } from '../problems.ts'
import { readUnmatched } from '../reads/unmatched.ts'
import { Assignment, AssignmentAnswer, Resolution, ResolvedAnswer, UnmatchedList, UnmatchedParams } from '../schemas/unmatched.ts'
import { isoOf, placeOfUnmatched, unmatchedView } from '../views.ts'
import { placeQuery } from './place.ts'

const getUnmatched = createRoute({
  method: 'get',
  path: '/staff/unmatched',
  summary: 'Money that a person has to look at, the oldest first',
  middleware: [requireStaff] as const,
  request: { query: placeQuery },
  responses: { 200: json(UnmatchedList, 'A page of 25.') },
})

const postResolution = createRoute({
  method: 'post',
  path: '/staff/unmatched/{gateway}/{transaction}/{reason}/resolution',
  summary: 'Take it from the queue, with what was found and done',
  middleware: [requireStaff] as const,
  request: { params: UnmatchedParams, body: body(Resolution) },
  responses: { 200: json(ResolvedAnswer, 'It is off the queue.') },
})

const postAssignment = createRoute({
  method: 'post',
  path: '/staff/unmatched/{gateway}/{transaction}/{reason}/assignment',
  summary: 'Record it as a payment of an invoice (S13), which takes it from the queue',
  middleware: [requireStaff, requireKey] as const,
  request: { headers: IdempotencyHeaders, params: UnmatchedParams, body: body(Assignment) },
  responses: { 201: json(AssignmentAnswer, 'Recorded under the gateway’s own name for it, once, whoever else tries.') },
})

export const unmatchedDoors = openDoor()
  .openapi(getUnmatched, async (c) => {
    const rows = await readUnmatched(c.var.context.db, placeFrom(c.req.valid('query').after))
    const { items, next } = pageOf(rows, placeOfUnmatched)
    return c.json({ money: items.map(unmatchedView), next }, 200)
  })
  .openapi(postResolution, async (c) => {
    const { gateway, transaction: transactionId, reason } = c.req.valid('param')
    const { context, visitor } = c.var
    const name = { gateway, transactionId, reason }
    const done = await resolveUnmatchedPayment(context, deskOf(context), name, visitor.user.id, c.req.valid('json').note)
    return done.ok ? c.json({ resolvedAt: isoOf(done.value.resolvedAt) }, 200) : refuse(c, UNMATCHED_PROBLEMS, done.failure)
  })
  .openapi(postAssignment, async (c) => {
    const { gateway, transaction: transactionId, reason } = c.req.valid('param')
    const { context, visitor } = c.var
    const made = await assignMoney(context, visitor.user.id, { gateway, transactionId, reason }, c.req.valid('json'), c.var.key)
    return made.ok ? c.json(made.value, 201) : refuse(c, { ...PAYMENT_PROBLEMS, ...UNMATCHED_PROBLEMS }, made.failure)
  })
