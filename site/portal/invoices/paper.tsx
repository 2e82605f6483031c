/** The invoice as a document: who, to whom, for what, with which tax, what was paid. On paper it stands alone. */
import { Fragment } from 'preact'
import { addDays } from '#shared/calendar'
import { invoices as words } from '../../i18n/portal/invoices.ts'
import { day, instant, rupiah } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import type { InvoiceDocument, InvoiceLine } from './calls.ts'

const t = wordsOf(words)

export function Paper({ invoice }: { invoice: InvoiceDocument }) {
  return (
    <article class="paper" aria-label={t.titleOf(invoice.number)}>
      <Head invoice={invoice} />
      <Lines invoice={invoice} />
      <Sums invoice={invoice} />
      <Foot invoice={invoice} />
    </article>
  )
}

function Head({ invoice }: { invoice: InvoiceDocument }) {
  return (
    <header>
      <From provider={invoice.provider} />
      <div class="flow tight">
        <h2>
          {t.one} <span class="unbroken">{invoice.number}</span>
        </h2>
        <p>
          <strong class={`paid-word ${invoice.state}`}>{t.states[invoice.state]}</strong>
        </p>
      </div>
      <dl class="pairs">
        <dt>{t.to}</dt>
        <dd>
          <strong>{invoice.customer.name}</strong>
          <span class="lines">{invoice.customer.address}</span>
        </dd>
        <dt>{t.account}</dt>
        <dd>{invoice.domain}</dd>
        <dt>{t.issued}</dt>
        <dd>{instant(Date.parse(invoice.issuedAt))}</dd>
        <dt>{t.dueOn}</dt>
        <dd>{day(invoice.dueOn)}</dd>
      </dl>
    </header>
  )
}

const From = ({ provider: { name, service, address, phone, email, taxNumber } }: Pick<InvoiceDocument, 'provider'>) => (
  <address>
    <strong>{name}</strong>
    {[service, ...address, phone, email, ...(taxNumber ? [`${t.taxNumber} ${taxNumber}`] : [])].map((line) => (
      <span key={line}>{line}</span>
    ))}
  </address>
)

const number = (value: number) => new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 2 }).format(value)
const taxName = ({ tax }: InvoiceLine) => t.taxOf(tax.code, number(tax.ratePercent))

function Lines({ invoice }: { invoice: InvoiceDocument }) {
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">{t.item}</th>
          <th scope="col" class="number">
            {t.net}
          </th>
          <th scope="col" class="number">
            {t.tax}
          </th>
          <th scope="col" class="number">
            {t.gross}
          </th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line) => (
          <tr key={`${line.item} ${line.period.from}`}>
            <th scope="row">
              {line.name}
              <span class="small quiet block">{t.periodOf(day(line.period.from), day(addDays(line.period.to, -1)))}</span>
            </th>
            <td class="number" data-label={t.net}>
              {rupiah(line.netRupiah)}
            </td>
            <td class="number" data-label={taxName(line)}>
              {rupiah(line.tax.rupiah)}
            </td>
            <td class="number" data-label={t.gross}>
              {rupiah(line.grossRupiah)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What moved against the invoice, oldest first: money that came, credit that was used, all of one instant as one, money that went back. */
function entriesOf({ payments, credits, reversals }: InvoiceDocument) {
  const used = new Map<string, number>()
  for (const { at, amountRupiah } of credits) used.set(at, (used.get(at) ?? 0) + amountRupiah)
  const all = [
    ...payments.map(({ paidAt, amountRupiah }) => ({ kind: 'payment' as const, at: paidAt, amountRupiah })),
    ...[...used].map(([at, amountRupiah]) => ({ kind: 'credit' as const, at, amountRupiah })),
    ...reversals.map(({ kind, at, amountRupiah }) => ({ kind, at, amountRupiah })),
  ]
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function Sums({ invoice }: { invoice: InvoiceDocument }) {
  const [line] = invoice.lines
  const over = invoice.payments.reduce((sum, { creditRupiah }) => sum + creditRupiah, 0)
  return (
    <dl class="totals">
      <dt>{t.sumNet}</dt>
      <dd>{rupiah(invoice.netRupiah)}</dd>
      {line && (
        <>
          <dt>
            {line.tax.name} {number(line.tax.ratePercent)}%
          </dt>
          <dd>{rupiah(invoice.taxRupiah)}</dd>
        </>
      )}
      <dt class="sum">{t.sum}</dt>
      <dd class="sum">{rupiah(invoice.amountRupiah)}</dd>
      {entriesOf(invoice).map(({ kind, at, amountRupiah }) => (
        <Fragment key={`${kind} ${at}`}>
          <dt>
            {t.entries[kind]} <span class="small quiet">{instant(Date.parse(at))}</span>
          </dt>
          <dd>{rupiah(-amountRupiah)}</dd>
        </Fragment>
      ))}
      {over > 0 && (
        <>
          <dt>{t.over}</dt>
          <dd>{rupiah(over)}</dd>
        </>
      )}
      <dt class="sum">{t.left}</dt>
      <dd class="sum">{rupiah(invoice.owedRupiah)}</dd>
    </dl>
  )
}

function Foot({ invoice }: { invoice: InvoiceDocument }) {
  const { terms } = invoice
  const version = t.terms(day(terms.version))
  return (
    <footer class="small quiet">
      <p>
        {t.judged} {terms.href ? <a href={terms.href}>{version}</a> : version}.
      </p>
      <p>
        {t.questions} <a href={`mailto:${invoice.provider.email}`}>{invoice.provider.email}</a>
      </p>
    </footer>
  )
}
