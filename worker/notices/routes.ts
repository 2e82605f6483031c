/** Door of the portal inbox (M4: notices about the account cannot be switched off). */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireCustomer } from '../auth/middleware.ts'
import { openDoor } from '../door.ts'
import { ClauseLink } from '../policies/clause-link.ts'
import { policies, provider } from '../policies/generated.ts'
import { readInbox } from './reads.ts'
import { viewNotice } from './rules/view.ts'

const MOST_NOTICES = 200

const Notice = z.object({
  kind: z.string().describe('`overdue`, `termination_warning`, `terminated`, `new_version`, or what a payment did.'),
  subject: z.string().describe('Id of the account, or of the customer.'),
  title: z.string(),
  text: z.string(),
  postedAt: z.iso.datetime(),
  clause: ClauseLink.nullable(),
})

const getNotices = createRoute({
  method: 'get',
  path: '/notices',
  summary: 'The inbox, newest first',
  middleware: [requireCustomer] as const,
  responses: { 200: { content: { 'application/json': { schema: z.array(Notice) } }, description: `The newest ${MOST_NOTICES}.` } },
})

export const notices = openDoor().openapi(getNotices, async (c) => {
  const { db, language } = c.var.context
  const inbox = await readInbox(db, c.var.visitor.customer.id, MOST_NOTICES)
  const answer = inbox.flatMap(({ kind, subject, postedAt, body }) => {
    const view = viewNotice(kind, body, language, policies, provider)
    return view ? [{ kind, subject, ...view, postedAt: new Date(postedAt).toISOString() }] : []
  })
  return c.json(answer, 200)
})
