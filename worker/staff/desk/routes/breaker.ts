/** Doors of the breaker (S14): look, release exactly those who were seen, close; and say that the gateways are away or back. */
import { createRoute } from '@hono/zod-openapi'
import { closeBreaker, releaseTerminations } from '../../../accounts/breaker/actions.ts'
import { declareGatewayOutage, endGatewayOutage } from '../../../accounts/outages/actions.ts'
import { requireStaff } from '../../../auth/middleware.ts'
import { openDoor } from '../../../door.ts'
import { refuse } from '../../../problem.ts'
import { body, json, Nothing } from '../../../shapes.ts'
import { showBreaker, showDryRun } from '../breaker.ts'
import { BREAKER_PROBLEMS } from '../problems-breaker.ts'
import { BreakerAnswer, ClosedAnswer, DryRunAnswer, DryRunQuery, OutageAnswer, Release, ReleaseAnswer } from '../schemas/breaker.ts'
import { isoOf, isoOrNull } from '../views.ts'

const getBreaker = createRoute({
  method: 'get',
  path: '/staff/breaker',
  summary: 'Whether terminations happen by themselves, and why not (S14)',
  middleware: [requireStaff] as const,
  responses: { 200: json(BreakerAnswer, 'Its state, and whether the gateways are said to be away.') },
})

const getDryRun = createRoute({
  method: 'get',
  path: '/staff/breaker/dry-run',
  summary: 'What the sweep would do up to an instant if nobody did anything, and whom it would terminate',
  middleware: [requireStaff] as const,
  request: { query: DryRunQuery },
  responses: { 200: json(DryRunAnswer, 'Nothing is written.') },
})

const postRelease = createRoute({
  method: 'post',
  path: '/staff/breaker/releases',
  summary: 'Release exactly these terminations; if one is not what was seen, none (S14)',
  middleware: [requireStaff] as const,
  request: { body: body(Release) },
  responses: { 200: json(ReleaseAnswer, 'They are terminated at the next tick, unless they pay before it. Repeated, it changes nothing.') },
})

const postClosure = createRoute({
  method: 'post',
  path: '/staff/breaker/closure',
  summary: 'Close it: terminations happen by themselves again (S14)',
  middleware: [requireStaff] as const,
  request: { body: body(Nothing) },
  responses: { 200: json(ClosedAnswer, 'Closed.') },
})

const postOutage = createRoute({
  method: 'post',
  path: '/staff/gateway-outage',
  summary: 'Say that the payment gateways are away: nothing is taken from anybody meanwhile (S14)',
  middleware: [requireStaff] as const,
  request: { body: body(Nothing) },
  responses: { 201: json(OutageAnswer, 'From now on.') },
})

const postOutageEnd = createRoute({
  method: 'post',
  path: '/staff/gateway-outage/end',
  summary: 'Say that they are back: lateness goes on after a fresh notice (S14)',
  middleware: [requireStaff] as const,
  request: { body: body(Nothing) },
  responses: { 200: json(OutageAnswer, 'Ended now.') },
})

export const breakerDoors = openDoor()
  .openapi(getBreaker, async (c) => c.json(await showBreaker(c.var.context), 200))
  .openapi(getDryRun, async (c) => {
    const { at } = c.req.valid('query')
    return c.json(await showDryRun(c.var.context, at === undefined ? c.var.context.now : Date.parse(at)), 200)
  })
  .openapi(postRelease, async (c) => {
    const done = await releaseTerminations(c.var.context, c.var.visitor.user.id, c.req.valid('json').candidates)
    return done.ok ? c.json(done.value, 200) : refuse(c, BREAKER_PROBLEMS, done.failure)
  })
  .openapi(postClosure, async (c) => {
    const done = await closeBreaker(c.var.context, c.var.visitor.user.id)
    return done.ok ? c.json({ closedAt: isoOf(c.var.context.now) }, 200) : refuse(c, BREAKER_PROBLEMS, done.failure)
  })
  .openapi(postOutage, async (c) => {
    const made = await declareGatewayOutage(c.var.context, c.var.visitor.user.id)
    return made.ok ? c.json(outageView(made.value), 201) : refuse(c, BREAKER_PROBLEMS, made.failure)
  })
  .openapi(postOutageEnd, async (c) => {
    const ended = await endGatewayOutage(c.var.context, c.var.visitor.user.id)
    return ended.ok ? c.json(outageView(ended.value), 200) : refuse(c, BREAKER_PROBLEMS, ended.failure)
  })

const outageView = ({ id, from, until }: { id: string; from: number; until: number | null }) => ({
  ...{ id, from: isoOf(from), until: isoOrNull(until) },
})
