/** What a customer is shown of invoices: the list, and the page that is printed. */
import type { Language } from '../../../content/schema.ts'
import type { Context } from '../../context.ts'
import { catalog, policies, provider } from '../../policies/generated.ts'
import { versionNamed } from '../../policies/rules/version.ts'
import { owedNow } from '../payable.ts'
import { type InvoiceLine, invoiceNumber, isPastDue } from '../rules/invoice.ts'
import { lineName } from '../rules/line-name.ts'
import { type InvoiceFacts, invoicesOfCustomer, readDocument } from './reads.ts'
import type { InvoiceList, InvoicePage, InvoiceSummary, InvoiceView } from './schemas.ts'

type Row = Awaited<ReturnType<typeof invoicesOfCustomer>>[number]

const iso = (at: number) => new Date(at).toISOString()

function summaryOf(row: Row, now: number): InvoiceSummary {
  const { id, account, domain, kind, state, dueOn, periodFrom, periodTo, amount, paidAmount, issuedAt, termsVersion } = row
  const owedRupiah = owedNow(
    { invoice: row, account: { state: row.accountState, createdAt: row.orderedAt, nextAction: null, nextActionAt: null } },
    now,
  )
  return {
    ...{ id, number: invoiceNumber(row), account, domain, kind, state, dueOn, termsVersion, owedRupiah },
    late: owedRupiah > 0 && isPastDue(dueOn, now, provider.timeZone),
    ...{ period: { from: periodFrom, to: periodTo }, amountRupiah: amount, paidRupiah: paidAmount, issuedAt: iso(issuedAt) },
  }
}

/** One more than asked for is read: it tells whether there are older ones. */
export async function listInvoices({ db, now }: Context, customer: string, { limit, before, account }: InvoicePage): Promise<InvoiceList> {
  const page = { ...(before === undefined ? {} : { before }), ...(account === undefined ? {} : { account }) }
  const found = await invoicesOfCustomer(db, customer, limit + 1, page)
  const invoices = found.slice(0, limit).map((row) => summaryOf(row, now))
  return { invoices, next: found.length > limit ? (invoices.at(-1)?.id ?? null) : null }
}

/** Undefined for another customer's as for one that does not exist. */
export async function showInvoice({ db, now, language }: Context, customer: string, id: string): Promise<InvoiceView | undefined> {
  const facts = await readDocument(db, customer, id)
  if (facts === undefined) return undefined
  const { invoice, account, payments, owner } = facts
  const { domain, state: accountState, createdAt: orderedAt } = account
  const lines = JSON.parse(invoice.lines) as InvoiceLine[]
  const sum = (part: 'net' | 'tax') => lines.reduce((total, line) => total + line[part], 0)
  return {
    ...summaryOf({ ...invoice, domain, accountState, orderedAt }, now),
    ...{ lines: lines.map((line) => lineView(line, invoice.kind, language)), netRupiah: sum('net'), taxRupiah: sum('tax') },
    credits: facts.credits.map(({ credit, amount, at }) => ({ credit, amountRupiah: amount, at: iso(at) })),
    payments: payments.map(({ id: payment, amount, paidAt, method, reference, effect, credit }) => ({
      ...{ id: payment, amountRupiah: amount, paidAt: iso(paidAt), method, reference, effect, creditRupiah: credit },
    })),
    reversals: reversalsOf(facts),
    provider: providerView(),
    customer: owner,
    terms: termsView(invoice.termsVersion, language),
  }
}

function lineView({ item, from, to, net, taxCode, rate, tax, gross }: InvoiceLine, kind: Row['kind'], language: Language) {
  // An issued line keeps its code and rate; the words for the code are today's.
  const name = taxCode === provider.tax.code ? provider.tax.name[language] : taxCode
  return {
    ...{ item, name: lineName(item, kind, catalog, language), period: { from, to }, netRupiah: net, grossRupiah: gross },
    tax: { code: taxCode, name, ratePercent: (100 * rate.numerator) / rate.denominator, rate, rupiah: tax },
  }
}

function reversalsOf({ reversals, refunds }: InvoiceFacts): InvoiceView['reversals'] {
  const all = [...reversals, ...refunds.map((refund) => ({ ...refund, kind: 'refund' as const }))]
  return all
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
    .map(({ kind, amount, recordedAt }) => ({ kind, amountRupiah: amount, at: iso(recordedAt) }))
}

function providerView(): InvoiceView['provider'] {
  const { name, service, address, phone, emails, taxNumber = null } = provider
  return { name, service, address: [...address], phone, email: emails.billing, taxNumber }
}

function termsView(version: string, language: Language): InvoiceView['terms'] {
  return { version, href: versionNamed(policies, 'terms', version)?.paths[language] ?? null }
}
