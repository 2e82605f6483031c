/** The invoices of an account: amounts right-aligned, the version of the terms that lateness is judged by. */
import { addDays } from '#shared/calendar'
import { service as words } from '../../i18n/portal/account.ts'
import type { AccountView } from '../contract.ts'
import { day } from '../format.ts'
import { InvoiceTable } from '../invoices/table.tsx'
import { href, versionFacts, wordsOf } from '../page.ts'

const t = wordsOf(words)
type Invoice = AccountView['invoices'][number]

export function Invoices({ invoices }: Pick<AccountView, 'invoices'>) {
  return (
    <section>
      <h2>{t.invoicesTitle}</h2>
      {invoices.length === 0 ? (
        <p>{t.noInvoices}</p>
      ) : (
        <InvoiceTable
          title={t.invoicesTitle}
          columns={[t.amount, t.paid]}
          rows={invoices.map((invoice) => ({
            ...{ ...invoice, head: <Head invoice={invoice} /> },
            amounts: [invoice.amountRupiah, invoice.paidRupiah],
          }))}
        />
      )}
    </section>
  )
}

function Head({ invoice }: { invoice: Invoice }) {
  const path = versionFacts('terms', invoice.termsVersion)?.path
  return (
    <>
      <a href={`${href('/akun/tagihan/lihat')}?id=${invoice.id}`}>{invoice.number}</a>
      <span class="small quiet block">{t.until(day(invoice.from), day(addDays(invoice.to, -1)))}</span>
      <span class="small quiet block">
        {t.judgedBy} {path ? <a href={path}>{day(invoice.termsVersion)}</a> : invoice.termsVersion}
      </span>
    </>
  )
}
