/** Doors of payments at the desk (S13): find the invoice, see what the payment would do. Recording it is a door of its own. */
import { createRoute } from '@hono/zod-openapi'
import { requireStaff } from '../../../auth/middleware.ts'
import { PAYMENT_PROBLEMS } from '../../../billing/problems.ts'
import { openDoor } from '../../../door.ts'
import { refuse } from '../../../problem.ts'
import { idParams, json } from '../../../shapes.ts'
import { previewPayment, searchInvoices, showInvoiceFile } from '../invoices.ts'
import { SEARCH_PROBLEMS } from '../problems.ts'
import { InvoiceFile, PaymentPreview, PreviewQuery, SearchAnswer, SearchQuery } from '../schemas/invoices.ts'

const getSearch = createRoute({
  method: 'get',
  path: '/staff/invoices',
  summary: 'Find the invoice that a payment is for (S13); that somebody searched is recorded, what they typed is not (P12)',
  middleware: [requireStaff] as const,
  request: { query: SearchQuery },
  responses: { 200: json(SearchAnswer, 'At most 40.') },
})

const getInvoice = createRoute({
  method: 'get',
  path: '/staff/invoices/{id}',
  summary: 'One invoice, with the payments recorded for it',
  middleware: [requireStaff] as const,
  request: { params: idParams },
  responses: { 200: json(InvoiceFile, 'As it stands now.') },
})

const getPreview = createRoute({
  method: 'get',
  path: '/staff/invoices/{id}/preview',
  summary: 'What a payment would do, by the rule that will judge it (S13, S14, S16)',
  middleware: [requireStaff] as const,
  request: { params: idParams, query: PreviewQuery },
  responses: { 200: json(PaymentPreview, 'Nothing is written.') },
})

export const invoiceDoors = openDoor()
  .openapi(getSearch, async (c) => {
    const { q, amountRupiah } = c.req.valid('query')
    const found = await searchInvoices(c.var.context, c.var.visitor.user.id, q, amountRupiah)
    return found.ok ? c.json(found.value, 200) : refuse(c, SEARCH_PROBLEMS, found.failure)
  })
  .openapi(getInvoice, async (c) => {
    const file = await showInvoiceFile(c.var.context, c.req.valid('param').id)
    return file ? c.json(file, 200) : refuse(c, PAYMENT_PROBLEMS, { reason: 'invoice_not_found' })
  })
  .openapi(getPreview, async (c) => {
    const { amountRupiah, paidAt } = c.req.valid('query')
    const { now } = c.var.context
    const at = Date.parse(paidAt)
    if (at > now) return refuse(c, PAYMENT_PROBLEMS, { reason: 'paid_in_future', now })
    const preview = await previewPayment(c.var.context, c.req.valid('param').id, { amountRupiah, paidAt: at })
    return preview ? c.json(preview, 200) : refuse(c, PAYMENT_PROBLEMS, { reason: 'invoice_not_found' })
  })
