/** The invoices of an account: amounts right-aligned, the version of the terms that lateness is judged by. */
import { service as words } from '../../i18n/portal/account.ts'
import type { AccountView } from '../contract.ts'
import { day, rupiah } from '../format.ts'
import { href, versionFacts, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function Invoices({ invoices }: Pick<AccountView, 'invoices'>) {
  return (
    <section>
      <h2>{t.invoicesTitle}</h2>
      {invoices.length === 0 ? (
        <p>{t.noInvoices}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="wide" aria-label={t.invoicesTitle} tabIndex={0}>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{t.number}</th>
                <th scope="col">{t.due}</th>
                <th scope="col">{t.state}</th>
                <th scope="col" class="number">
                  {t.amount}
                </th>
                <th scope="col" class="number">
                  {t.paid}
                </th>
              </tr>
            </thead>
            <tbody>
              {invoices.map((invoice) => (
                <Row key={invoice.id} invoice={invoice} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

function Row({ invoice }: { invoice: AccountView['invoices'][number] }) {
  const path = versionFacts('terms', invoice.termsVersion)?.path
  return (
    <tr>
      <th scope="row">
        <a href={`${href('/akun/tagihan/lihat')}?id=${invoice.id}`}>{invoice.number}</a>
        <br />
        <span class="small quiet">{t.until(day(invoice.from), day(invoice.to))}</span>
        <br />
        <span class="small quiet">
          {t.judgedBy} {path ? <a href={path}>{day(invoice.termsVersion)}</a> : invoice.termsVersion}
        </span>
      </th>
      <td data-label={t.due}>{day(invoice.dueOn)}</td>
      <td data-label={t.state}>{t.states[invoice.state]}</td>
      <td class="number" data-label={t.amount}>
        {rupiah(invoice.amountRupiah)}
      </td>
      <td class="number" data-label={t.paid}>
        {rupiah(invoice.paidRupiah)}
      </td>
    </tr>
  )
}
