/** Doors of a customer's accounts. */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireMember } from '../auth/middleware.ts'
import { openDoor } from '../door.ts'
import { refuse } from '../problem.ts'
import { DOOR_PROBLEMS } from '../problem-words.ts'
import { idParams, json } from '../shapes.ts'
import { AccountSummary, AccountView } from './schemas.ts'
import { listAccounts, showAccount } from './views.ts'

const getAccounts = createRoute({
  method: 'get',
  path: '/accounts',
  summary: 'The customer’s accounts, each with its next step',
  middleware: [requireMember('see')] as const,
  responses: { 200: json(z.array(AccountSummary), 'Oldest first.') },
})

const getAccount = createRoute({
  method: 'get',
  path: '/accounts/{id}',
  summary: 'One account: what happened, what comes next by which clause, what a payment today would do (S14)',
  middleware: [requireMember('see')] as const,
  request: { params: idParams },
  responses: { 200: json(AccountView, 'Every date by the same rules that the sweep follows.') },
})

export const accounts = openDoor()
  .openapi(getAccounts, async (c) => c.json(await listAccounts(c.var.context, c.var.visitor.customer.id), 200))
  .openapi(getAccount, async (c) => {
    const view = await showAccount(c.var.context, c.var.visitor.customer.id, c.req.valid('param').id)
    return view ? c.json(view, 200) : refuse(c, DOOR_PROBLEMS, { reason: 'not_found' })
  })
