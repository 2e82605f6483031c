/** One service in a customer's file: its time line as the customer sees it, its invoices and payments, and what stands beside its state. */
import { useState } from 'preact/hooks'
import { beside as words } from '../../../i18n/portal/staff/files.ts'
import { StateWord } from '../../account/state-word.tsx'
import { TimeLine } from '../../account/time-line.tsx'
import { day, instant, rupiah } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { href, wordsOf } from '../../page.ts'
import { Acts } from './acts.tsx'
import { Beside, History } from './beside.tsx'
import { type AccountFile, accountFile } from './calls.ts'

const t = wordsOf(words)

export function AccountPart({ id, domain }: { id: string; domain: string }) {
  const [load] = useState(() => () => accountFile(id))
  return (
    <section>
      <h2 id="layanan">{t.title(domain)}</h2>
      <Loaded load={load}>
        {(file, reload) => (
          <div class="flow">
            <p>
              <StateWord state={file.view.account.state} /> {file.serviceRuns ? t.runs : t.off}
            </p>
            <Beside file={file} />
            <Acts file={file} onDone={reload} />
            <TimeLine view={file.view} />
            <Invoices invoices={file.view.invoices} />
            <Payments payments={file.payments} />
            <History acts={file.acts} />
          </div>
        )}
      </Loaded>
    </section>
  )
}

const Invoices = ({ invoices }: Pick<AccountFile['view'], 'invoices'>) => (
  <section>
    <h3>{t.invoices}</h3>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
    <section class="wide" aria-label={t.invoices} tabIndex={0}>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{t.number}</th>
            <th scope="col">{t.due}</th>
            <th scope="col">{t.state}</th>
            <th scope="col" class="number">
              {t.owed}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <InvoiceRow key={invoice.id} invoice={invoice} />
          ))}
        </tbody>
      </table>
    </section>
  </section>
)

function InvoiceRow({ invoice }: { invoice: AccountFile['view']['invoices'][number] }) {
  const open = invoice.state === 'issued'
  return (
    <tr>
      <th scope="row">
        {invoice.number}
        <br />
        <a href={`${href('/staf/pembayaran')}?id=${invoice.id}`} aria-label={t.recordPaymentOf(invoice.number)}>
          {t.recordPayment}
        </a>
      </th>
      <td data-label={t.due}>{day(invoice.dueOn)}</td>
      <td data-label={t.state}>{t.states[invoice.state]}</td>
      <td class="number" data-label={t.owed}>
        {rupiah(open ? invoice.amountRupiah - invoice.paidRupiah : 0)}
      </td>
    </tr>
  )
}

const Payments = ({ payments }: Pick<AccountFile, 'payments'>) => (
  <section>
    <h3>{t.payments}</h3>
    {payments.length === 0 ? (
      <p>{t.noPayments}</p>
    ) : (
      <ul>
        {payments.map((payment) => (
          <li key={payment.id}>
            {rupiah(payment.amountRupiah)}, {t.paidAt.toLowerCase()} {instant(Date.parse(payment.paidAt))}{' '}
            <code class="quiet">{payment.reference}</code>
          </li>
        ))}
      </ul>
    )}
  </section>
)
