/** Doors of staff who look for a customer and open the file with a reason (P12), and the customer's own door on who did. */
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { requireMember, requireStaff } from '../../auth/middleware.ts'
import { openDoor } from '../../door.ts'
import { requireKey } from '../../guards.ts'
import { refuse } from '../../problem.ts'
import { body, IdempotencyHeaders, idParams, json } from '../../shapes.ts'
import { findCustomers, openFile } from './actions.ts'
import { FILE_PROBLEMS } from './problems.ts'
import { AccountFile, CustomerFile, LookAnswer, LookView, NewLook, Search, SearchAnswer } from './schemas.ts'
import { accountFile, customerFile, looksOf } from './views.ts'

/** What a customer reads of who looked; older ones are given on request. */
const MOST_LOOKS = 200

const getCustomers = createRoute({
  method: 'get',
  path: '/staff/customers',
  summary: 'Find a customer; that somebody searched is recorded, what they typed is not (P12)',
  middleware: [requireStaff] as const,
  request: { query: Search },
  responses: { 200: json(SearchAnswer, 'As little as is needed to pick one.') },
})

const postLook = createRoute({
  method: 'post',
  path: '/staff/customers/{id}/looks',
  summary: 'Open a customer’s file: for what, in words that the customer can read (P12)',
  middleware: [requireStaff, requireKey] as const,
  request: { headers: IdempotencyHeaders, params: idParams, body: body(NewLook) },
  responses: { 201: json(LookAnswer, 'The file is open to this staff user for a while.') },
})

const getCustomer = createRoute({
  method: 'get',
  path: '/staff/customers/{id}',
  summary: 'A customer’s file; 403 without a current look',
  middleware: [requireStaff] as const,
  request: { params: idParams },
  responses: { 200: json(CustomerFile, 'The customer, their people, accounts, notices, open tasks, and who looked.') },
})

const getAccount = createRoute({
  method: 'get',
  path: '/staff/accounts/{id}',
  summary: 'One account as its customer sees it, and what stands beside its state; 403 without a current look',
  middleware: [requireStaff] as const,
  request: { params: idParams },
  responses: { 200: json(AccountFile, 'Time line, invoices, payments, hold, violation, blocks against the purge, acts of staff.') },
})

export const files = openDoor()
  .openapi(getCustomers, async (c) => c.json(await findCustomers(c.var.context, c.var.visitor.user.id, c.req.valid('query').q), 200))
  .openapi(postLook, async (c) => {
    const made = await openFile(c.var.context, c.var.visitor.user.id, c.req.valid('param').id, c.req.valid('json'), c.var.key)
    return made.ok ? c.json(made.value, 201) : refuse(c, FILE_PROBLEMS, made.failure)
  })
  .openapi(getCustomer, async (c) => {
    const file = await customerFile(c.var.context, c.var.visitor.user.id, c.req.valid('param').id)
    return file.ok ? c.json(file.value, 200) : refuse(c, FILE_PROBLEMS, file.failure)
  })
  .openapi(getAccount, async (c) => {
    const file = await accountFile(c.var.context, c.var.visitor.user.id, c.req.valid('param').id)
    return file.ok ? c.json(file.value, 200) : refuse(c, FILE_PROBLEMS, file.failure)
  })

const getLooks = createRoute({
  method: 'get',
  path: '/looks',
  summary: 'Who of the staff opened the customer’s file, when and why (P12)',
  middleware: [requireMember('see')] as const,
  responses: { 200: json(z.array(LookView), `The newest ${MOST_LOOKS}.`) },
})

export const looks = openDoor().openapi(getLooks, async (c) => {
  return c.json(await looksOf(c.var.context, c.var.visitor.customer.id, MOST_LOOKS), 200)
})
