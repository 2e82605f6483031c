/** Doors of a customer's invoices (S13). Asked twice to pay, the gateway's page is the same: only credit needs a key. */
import { createRoute } from '@hono/zod-openapi'
import { requireMember } from '../auth/middleware.ts'
import { openDoor } from '../door.ts'
import { requireKey } from '../guards.ts'
import { refuse } from '../problem.ts'
import { body, IdempotencyHeaders, idParams, json, Nothing } from '../shapes.ts'
import { payFromCredit } from './credits/paying.ts'
import { InvoiceList, InvoicePage, InvoiceView } from './documents/schemas.ts'
import { listInvoices, showInvoice } from './documents/views.ts'
import { payInvoice } from './paying.ts'
import { CREDIT_PAY_PROBLEMS, PAY_PROBLEMS } from './problems.ts'
import { CreditPayment, PayAnswer, PayWish } from './schemas.ts'

const getInvoices = createRoute({
  method: 'get',
  path: '/invoices',
  summary: 'The customer’s invoices',
  middleware: [requireMember('money')] as const,
  request: { query: InvoicePage },
  responses: { 200: json(InvoiceList, 'A page of them.') },
})

const getInvoice = createRoute({
  method: 'get',
  path: '/invoices/{id}',
  summary: 'One invoice as it is printed, and what is still owed',
  middleware: [requireMember('money')] as const,
  request: { params: idParams },
  responses: { 200: json(InvoiceView, 'As it was issued.') },
})

const postPay = createRoute({
  method: 'post',
  path: '/invoices/{id}/pay',
  summary: 'A page of a payment gateway on which what is still owed can be paid (S13)',
  middleware: [requireMember('money')] as const,
  request: { params: idParams, body: body(PayWish) },
  responses: { 200: json(PayAnswer, 'The same page until it is paid or closes.') },
})

const postCredit = createRoute({
  method: 'post',
  path: '/invoices/{id}/credit',
  summary: 'Pay what is still owed from the customer’s credit, as far as it reaches (S13)',
  middleware: [requireMember('money'), requireKey] as const,
  request: { params: idParams, headers: IdempotencyHeaders, body: body(Nothing) },
  responses: { 201: json(CreditPayment, 'Paid, in part or in full, at this instant.') },
})

export const invoices = openDoor()
  .openapi(getInvoices, async (c) => c.json(await listInvoices(c.var.context, c.var.visitor.customer.id, c.req.valid('query')), 200))
  .openapi(getInvoice, async (c) => {
    const view = await showInvoice(c.var.context, c.var.visitor.customer.id, c.req.valid('param').id)
    return view ? c.json(view, 200) : refuse(c, PAY_PROBLEMS, { reason: 'invoice_not_found' })
  })
  .openapi(postPay, async (c) => {
    const made = await payInvoice(c.var.context, c.var.visitor.customer.id, c.req.valid('param').id, c.req.valid('json'))
    return made.ok ? c.json(made.value, 200) : refuse(c, PAY_PROBLEMS, made.failure)
  })
  .openapi(postCredit, async (c) => {
    const paid = await payFromCredit(c.var.context, c.var.visitor, c.req.valid('param').id, c.var.key)
    return paid.ok ? c.json(paid.value, 201) : refuse(c, CREDIT_PAY_PROBLEMS, paid.failure)
  })
