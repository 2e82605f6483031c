/** One invoice: what it is, what was paid for it, and a new payment, judged before it is recorded. */
import { useState } from 'preact/hooks'
import { payments as words } from '../../../i18n/portal/staff/payments.ts'
import { StateWord } from '../../account/state-word.tsx'
import { day, instant, rupiah } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { href, wordsOf } from '../../page.ts'
import { useTitle } from '../../title.ts'
import { type InvoiceFile, invoiceFile } from './calls.ts'
import { NewPaymentForm } from './payment-form.tsx'
import { RefundForm } from './refund-form.tsx'

const t = wordsOf(words)

export function InvoiceForPayment({ id }: { id: string }) {
  const [load] = useState(() => () => invoiceFile(id))
  return (
    <>
      <p>
        <a href={href('/staf/pembayaran')}>{t.back}</a>
      </p>
      <Loaded load={load}>{(invoice, reload) => <Invoice invoice={invoice} reload={reload} />}</Loaded>
    </>
  )
}

function Invoice({ invoice, reload }: { invoice: InvoiceFile; reload: () => Promise<void> }) {
  useTitle(t.number, invoice.number)
  return (
    <>
      <p>
        <StateWord state={invoice.accountState} isOff={invoice.accountIsOff} />
      </p>
      <dl class="pairs">
        <dt>{t.domain}</dt>
        <dd>{invoice.domain}</dd>
        <dt>{t.customer}</dt>
        <dd>
          <a href={`${href('/staf/pelanggan/berkas')}?id=${invoice.customer.id}`}>{invoice.customer.name}</a>
        </dd>
        <dt>{t.kind}</dt>
        <dd>{t.kinds[invoice.kind]}</dd>
        <dt>{t.due}</dt>
        <dd>{day(invoice.dueOn)}</dd>
        <dt>{t.invoiceState}</dt>
        <dd>{t.invoiceStates[invoice.state]}</dd>
        <dt>{t.total}</dt>
        <dd>{rupiah(invoice.amountRupiah)}</dd>
        <dt>{t.lacking}</dt>
        <dd>{rupiah(invoice.lackingRupiah)}</dd>
      </dl>
      <section>
        <h2>{t.paymentsTitle}</h2>
        {invoice.payments.length === 0 ? <p>{t.noPayments}</p> : <Payments invoice={invoice} reload={reload} />}
      </section>
      <section>
        <h2>{t.newTitle}</h2>
        <NewPaymentForm invoice={invoice} reload={reload} />
      </section>
    </>
  )
}

const Payments = ({ invoice, reload }: { invoice: InvoiceFile; reload: () => Promise<void> }) => (
  <ul class="changes">
    {invoice.payments.map((payment) => (
      <li key={payment.id}>
        <strong>{rupiah(payment.amountRupiah)}</strong>, {instant(Date.parse(payment.paidAt))}.{' '}
        {payment.backRupiah > 0 && `${t.wentBack(rupiah(payment.backRupiah))}. `}
        <span class="small quiet">
          {(t.methods as Readonly<Record<string, string>>)[payment.method] ?? payment.method}, {payment.reference}.{' '}
          {t.effects[payment.effect]}
        </span>
        <RefundForm payment={payment} reload={reload} />
      </li>
    ))}
  </ul>
)
