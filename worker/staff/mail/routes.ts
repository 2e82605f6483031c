/** Door of mail that came back (S14): staff read it in the mailbox of the sender's address. */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireStaff } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { recordBounce } from '../../notices/queue.ts'
import { refuse } from '../../problem.ts'
import { DOOR_PROBLEMS } from '../../problem-words.ts'
import { body } from '../../shapes.ts'

const Bounce = z.strictObject({
  delivery: z.string().max(120).describe('The part of the message’s Message-ID before the @.'),
  reason: z
    .string()
    .regex(/^[a-z0-9._-]{1,60}$/i)
    .describe('A code, such as the enhanced status 5.1.1; never an address.'),
})

const postBounce = createRoute({
  method: 'post',
  path: '/staff/mail/bounces',
  summary: 'Record that a mail came back: its notice counts anew from now, in the portal inbox (S14)',
  middleware: [requireStaff] as const,
  request: { body: body(Bounce) },
  responses: { 204: { description: 'Recorded. Told again it changes nothing and answers 404.' } },
})

export const bounces = openDoor().openapi(postBounce, async (c) => {
  const { delivery, reason } = c.req.valid('json')
  const outcome = await recordBounce(c.var.context, delivery, reason)
  return outcome === 'recorded' ? c.body(null, 204) : refuse(c, DOOR_PROBLEMS, { reason: 'not_found' })
})
