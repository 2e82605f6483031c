/** Finding the invoice that a payment is for, and what the payment would do before it is recorded (S13, S14, S16). */
import { judge, judgementQueries } from '../../billing/judging.ts'
import { entriesOf, invoiceQuery, paymentsOfInvoice, refundsOfInvoice, reversalsOfInvoice } from '../../billing/reads.ts'
import type { Context } from '../../context.ts'
import { policies } from '../../policies/generated.ts'
import { cite } from '../../policies/rules/cite.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { recordSearch } from '../record-search.ts'
import type { SearchFailure } from './problems.ts'
import { findInvoices, readInvoice } from './reads/invoices.ts'
import { LEAST_LETTERS, searchedBy, searchOf } from './rules/search.ts'
import type { InvoiceFile, InvoiceFound, PaymentPreview } from './schemas/invoices.ts'
import { invoiceFound, isoOf } from './views.ts'

interface Found {
  readonly invoices: InvoiceFound[]
  readonly recorded: InvoiceFound[]
}

/** @param by id of the staff user. @param amount invoices that lack exactly this come first. */
export async function searchInvoices(
  context: Context,
  by: string,
  text: string,
  amount: number | undefined,
): Promise<Result<Found, SearchFailure>> {
  const search = searchOf(text)
  if (search === null) return fail({ reason: 'search_too_short', leastLetters: LEAST_LETTERS })
  const { invoices, recorded } = await findInvoices(context.db, search)
  const customers = new Set([...invoices, ...recorded].map(({ customer }) => customer))
  await recordSearch(context, by, searchedBy(search), customers.size)
  const found = invoices.map(invoiceFound)
  const fits = ({ lackingRupiah }: InvoiceFound) => (lackingRupiah === amount ? 0 : 1)
  return ok({ invoices: amount === undefined ? found : found.toSorted((a, b) => fits(a) - fits(b)), recorded: recorded.map(invoiceFound) })
}

/** Undefined: no such invoice. */
export async function showInvoiceFile({ db }: Context, id: string): Promise<InvoiceFile | undefined> {
  const found = await readInvoice(db, id)
  if (found === undefined) return undefined
  const [[invoice], payments, reversals, refunds] = await db.batch([
    invoiceQuery(db, id),
    paymentsOfInvoice(db, id),
    reversalsOfInvoice(db, id),
    refundsOfInvoice(db, id),
  ])
  if (invoice === undefined) return undefined
  const entries = entriesOf(payments, reversals, refunds)
  const backOf = (reference: string) => entries.reduce((sum, { of, amount }) => (of === reference ? sum - amount : sum), 0)
  return {
    ...invoiceFound(found),
    ...{ issuedAt: isoOf(invoice.issuedAt), termsVersion: invoice.termsVersion },
    payments: payments.map(({ id: payment, amount, paidAt, recordedAt, method, reference, effect }) => ({
      ...{ id: payment, amountRupiah: amount, backRupiah: backOf(reference), paidAt: isoOf(paidAt), recordedAt: isoOf(recordedAt) },
      ...{ method, reference, effect },
    })),
  }
}

/** By the rule that judges the payment once it is recorded; nothing is written, so what changes meanwhile changes the answer. */
export async function previewPayment(
  { db, language }: Context,
  id: string,
  { amountRupiah, paidAt }: { readonly amountRupiah: number; readonly paidAt: number },
): Promise<PaymentPreview | undefined> {
  const judged = judge(await db.batch(judgementQueries(db, id)), { amount: amountRupiah, paidAt })
  if (judged === undefined) return undefined
  const { invoice, verdict } = judged
  const { effect, event, stillOwed, credit, kept, refundOwed, clause } = verdict
  const binding = versionNamed(policies, 'terms', invoice.termsVersion)
  return {
    ...{ effect, owedRupiah: event === 'paid_after_end' ? 0 : stillOwed, creditRupiah: credit, keptRupiah: kept, refundRupiah: refundOwed },
    clause: binding ? { ...cite(binding, clause, language), document: 'terms' } : null,
  }
}
