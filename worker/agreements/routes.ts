/** Doors of agreements: what can be accepted, decisions, what is outstanding, receipts and the keys to check them. */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireMember } from '../auth/middleware.ts'
import { openDoor } from '../door.ts'
import { evidenceOf } from '../evidence.ts'
import { requireKey } from '../guards.ts'
import { doorProblem, refuse } from '../problem.ts'
import { DOOR_PROBLEMS } from '../problem-words.ts'
import { body, IdempotencyHeaders, idParams, json } from '../shapes.ts'
import { acceptablePolicies, agreementsOf, decide, outstandingOf, receiptOf } from './actions.ts'
import { AGREEMENT_PROBLEMS } from './problems.ts'
import * as schema from './schemas.ts'
import { publicKeys } from './signature.ts'

const getPolicies = createRoute({
  method: 'get',
  path: '/policies',
  summary: 'What can be accepted now',
  responses: { 200: json(schema.AcceptablePolicies, 'Versions in force and upcoming, with their digests.') },
})

const postAcceptances = createRoute({
  method: 'post',
  path: '/acceptances',
  summary: 'Accept or decline versions (P1, P5)',
  middleware: [requireMember('agree'), requireKey] as const,
  request: {
    headers: IdempotencyHeaders,
    body: body(schema.Decisions),
  },
  responses: { 201: json(schema.DecisionsAnswer, 'Recorded; each with its receipt.') },
})

const getAgreements = createRoute({
  method: 'get',
  path: '/agreements',
  summary: 'What binds the customer, and every decision',
  middleware: [requireMember('see')] as const,
  responses: { 200: json(schema.Agreements, 'Newest decision first.') },
})

const getOutstanding = createRoute({
  method: 'get',
  path: '/agreements/outstanding',
  summary: 'What the customer has yet to decide, and what changed for them',
  middleware: [requireMember('see')] as const,
  responses: { 200: json(z.array(schema.Outstanding), 'Empty: nothing to decide.') },
})

const getReceipt = createRoute({
  method: 'get',
  path: '/receipts/{id}',
  summary: 'A receipt: signed text and its content; with `.jws` behind the id, the file',
  middleware: [requireMember('see')] as const,
  request: { params: idParams },
  responses: { 200: json(schema.Receipt, 'A compact JWS (EdDSA); keys at /.well-known/jwks.json.') },
})

export const agreements = openDoor()
  .openapi(getPolicies, (c) => c.json(acceptablePolicies(c.var.context.now), 200))
  .openapi(postAcceptances, async (c) => {
    const made = await decide(c.var.context, c.var.visitor, c.req.valid('json'), c.var.key, evidenceOf(c))
    return made.ok ? c.json(made.value, 201) : refuse(c, AGREEMENT_PROBLEMS, made.failure)
  })
  .openapi(getAgreements, async (c) => c.json(await agreementsOf(c.var.context, c.var.visitor.customer.id), 200))
  .openapi(getOutstanding, async (c) => c.json(await outstandingOf(c.var.context, c.var.visitor.customer.id, c.req.url), 200))
  .openapi(getReceipt, async (c) => {
    const [, id, file] = /^(.*?)(\.jws)?$/.exec(c.req.valid('param').id) ?? []
    const receipt = await receiptOf(c.var.context, c.var.visitor.customer.id, id ?? '')
    if (!receipt) return refuse(c, DOOR_PROBLEMS, { reason: 'not_found' })
    return file === undefined ? c.json(receipt, 200) : (download(receipt.id, receipt.jws) as never)
  })

function download(id: string, jws: string): Response {
  return new Response(jws, {
    headers: {
      'content-type': 'application/jose',
      'content-disposition': `attachment; filename="${id}.jws"`,
      'cache-control': 'private, no-store',
    },
  })
}

/** Public halves of all keys, retired ones too: a receipt stays checkable for good. */
export const wellKnownKeys = openDoor().get('/.well-known/jwks.json', (c) => {
  const keys = publicKeys(c.env.RECEIPT_KEYS)
  if (!keys) return doorProblem(c, { reason: 'internal' })
  return c.json(keys, 200, { 'cache-control': 'public, max-age=3600' })
})
