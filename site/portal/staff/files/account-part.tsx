/** One service in a customer's file: its time line as the customer sees it, its invoices and payments, and what stands beside its state. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { isAlive } from '#rules/accounts/rules/lifecycle-state'
import { beside as words } from '../../../i18n/portal/staff/files.ts'
import { StateWord } from '../../account/state-word.tsx'
import { TimeLine } from '../../account/time-line.tsx'
import { instant, rupiah } from '../../format.ts'
import { InvoiceTable } from '../../invoices/table.tsx'
import { Loaded } from '../../load.tsx'
import { href, query, wordsOf } from '../../page.ts'
import { Acts } from './acts.tsx'
import { Beside, History } from './beside.tsx'
import { type AccountFile, accountFile } from './calls.ts'

const t = wordsOf(words)
type Invoice = AccountFile['view']['invoices'][number]

export function AccountPart({ id, domain }: { id: string; domain: string }) {
  const [load] = useState(() => () => accountFile(id))
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever chose a service in the list above wants to read it, not the list.
  useEffect(() => {
    if (query('layanan') === id) heading.current?.scrollIntoView()
  }, [id])
  return (
    <section>
      <h2 ref={heading}>{t.title(domain)}</h2>
      <Loaded load={load}>
        {(file, reload) => (
          <div class="flow">
            <p>
              <StateWord state={file.view.account.state} isOff={isAlive(file.view.account.state) && file.violation !== null} />{' '}
              {file.serviceRuns ? t.runs : t.off}
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

/** What nobody asks for any more is no debt. */
const owedOf = ({ state, amountRupiah, paidRupiah }: Invoice) => (state === 'issued' ? amountRupiah - paidRupiah : 0)

const Invoices = ({ invoices }: Pick<AccountFile['view'], 'invoices'>) => (
  <section>
    <h3>{t.invoices}</h3>
    <InvoiceTable
      title={t.invoices}
      columns={[t.owed]}
      rows={invoices.map((invoice) => ({ ...invoice, head: <Head invoice={invoice} />, amounts: [owedOf(invoice)] }))}
    />
  </section>
)

const Head = ({ invoice: { id, number } }: { invoice: Invoice }) => (
  <>
    {number}
    <a class="block" href={`${href('/staf/pembayaran')}?id=${id}`} aria-label={t.recordPaymentOf(number)}>
      {t.recordPayment}
    </a>
  </>
)

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
