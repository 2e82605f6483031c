/** Door of the proof of a purge. */
import { createRoute } from '@hono/zod-openapi'
import { requireMember } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { refuse } from '../../problem.ts'
import { DOOR_PROBLEMS } from '../../problem-words.ts'
import { idParams, json } from '../../shapes.ts'
import { PurgeProof } from './schemas.ts'
import { showPurge } from './views.ts'

const getPurge = createRoute({
  method: 'get',
  path: '/accounts/{id}/purge',
  summary: 'What was deleted after an account ended, with the proof of each part (S11)',
  middleware: [requireMember('see')] as const,
  request: { params: idParams },
  responses: { 200: json(PurgeProof, 'Each part as it was confirmed.') },
})

export const purging = openDoor().openapi(getPurge, async (c) => {
  const proof = await showPurge(c.var.context, c.var.visitor.customer.id, c.req.valid('param').id)
  return proof ? c.json(proof, 200) : refuse(c, DOOR_PROBLEMS, { reason: 'not_found' })
})
