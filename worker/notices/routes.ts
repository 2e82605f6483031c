/** Door of the portal inbox (M4: notices about the account cannot be switched off). */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireMember } from '../auth/middleware.ts'
import { openDoor } from '../door.ts'
import { ClauseLink } from '../policies/clause-link.ts'
import { policies, provider } from '../policies/generated.ts'
import { inLanguage } from '../policies/rules/version.ts'
import { body, json } from '../shapes.ts'
import { markRead } from './inbox/actions.ts'
import { readMark } from './inbox/reads.ts'
import { readInbox } from './reads.ts'
import { noticePlace } from './rules/place.ts'
import { viewNotice } from './rules/view.ts'

const MOST_NOTICES = 200

const Notice = z.object({
  kind: z.string().describe('`overdue`, `termination_warning`, `terminated`, `new_version`, or what a payment did.'),
  subject: z.string().describe('Id of the account, or of the customer.'),
  title: z.string(),
  text: z.string(),
  postedAt: z.iso.datetime(),
  clause: ClauseLink.nullable(),
  unread: z.boolean().describe('Posted since this person last marked the inbox as seen.'),
  place: z
    .object({ to: z.enum(['account', 'invoice', 'agreements', 'members', 'security', 'inbox']), href: z.string() })
    .describe('The page of the portal on which it can be acted on.'),
})

const Seen = z.strictObject({ until: z.iso.datetime().describe('`postedAt` of the newest message that was seen.') })

const getNotices = createRoute({
  method: 'get',
  path: '/notices',
  summary: 'The inbox, newest first',
  middleware: [requireMember('see')] as const,
  responses: { 200: json(z.array(Notice), `The newest ${MOST_NOTICES}.`) },
})

const postRead = createRoute({
  method: 'post',
  path: '/notices/read',
  summary: 'This person has seen the inbox up to a message',
  middleware: [requireMember('see')] as const,
  request: { body: body(Seen) },
  responses: { 200: json(z.object({ unread: z.int() }), 'How many are left.') },
})

export const notices = openDoor()
  .openapi(getNotices, async (c) => {
    const { db, language } = c.var.context
    const { customer, user } = c.var.visitor
    const [inbox, readUntil] = await Promise.all([readInbox(db, customer.id, MOST_NOTICES), readMark(db, customer.id, user.id)])
    const answer = inbox.flatMap(({ kind, subject, cycle, postedAt, body }) => {
      const view = viewNotice(kind, body, language, policies, provider)
      const { to, path } = noticePlace({ kind, subject, cycle })
      const place = { to, href: inLanguage(path, language) }
      return view ? [{ kind, subject, ...view, postedAt: new Date(postedAt).toISOString(), unread: postedAt > readUntil, place }] : []
    })
    return c.json(answer, 200)
  })
  .openapi(postRead, async (c) => c.json(await markRead(c.var.context, c.var.visitor, Date.parse(c.req.valid('json').until)), 200))
