/** All invoices: unpaid ones first, each with what is owed and until when; then what is settled, page by page. */
import { useState } from 'preact/hooks'
import { invoices as words } from '../../i18n/portal/invoices.ts'
import type { Refusal } from '../answers.ts'
import { rupiah } from '../format.ts'
import { Failed, Loaded } from '../load.tsx'
import { href, wordsOf } from '../page.ts'
import { type InvoiceSummary, invoiceList, type ListFacts, listPage } from './calls.ts'
import { InvoiceTable } from './table.tsx'

const t = wordsOf(words)

export function InvoiceListPage() {
  return <Loaded load={listPage}>{(value) => <Lists value={value} />}</Loaded>
}

function Lists({ value }: { value: ListFacts }) {
  const [invoices, setInvoices] = useState(value.list.invoices)
  const [next, setNext] = useState(value.list.next)
  const [refusal, setRefusal] = useState<Refusal>()
  const more = async () => {
    const answer = await invoiceList(next ?? undefined)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    setInvoices([...invoices, ...answer.value.invoices])
    setNext(answer.value.next)
  }
  if (invoices.length === 0) return <Empty creditRupiah={value.creditRupiah} />
  // What is most urgent stands first.
  const owed = invoices.filter(({ owedRupiah }) => owedRupiah > 0).sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  const settled = invoices.filter(({ owedRupiah }) => owedRupiah === 0)
  return (
    <div class="flow">
      <Credit creditRupiah={value.creditRupiah} />
      <section>
        <h2>{t.owedTitle}</h2>
        {owed.length === 0 ? <p>{t.nothingOwed}</p> : <Table title={t.owedTitle} list={owed} />}
      </section>
      {settled.length > 0 && (
        <section>
          <h2>{t.settledTitle}</h2>
          <Table title={t.settledTitle} list={settled} />
        </section>
      )}
      {refusal && <Failed refusal={refusal} retry={more} />}
      {next && (
        <p>
          <button type="button" class="second" onClick={more}>
            {t.older}
          </button>
        </p>
      )}
    </div>
  )
}

const Credit = ({ creditRupiah }: Pick<ListFacts, 'creditRupiah'>) =>
  creditRupiah > 0 ? (
    <div class="note">
      <strong>{t.creditTitle}</strong>
      <p>{t.credit(rupiah(creditRupiah))}</p>
    </div>
  ) : null

const Empty = ({ creditRupiah }: Pick<ListFacts, 'creditRupiah'>) => (
  <div class="flow">
    <Credit creditRupiah={creditRupiah} />
    <p class="lead">{t.empty}</p>
    <p>{t.emptyTeach}</p>
    <p>
      <a class="button" href={href('/akun/pesanan/baru')}>
        {t.order}
      </a>
    </p>
  </div>
)

const Table = ({ title, list }: { title: string; list: readonly InvoiceSummary[] }) => (
  <InvoiceTable
    title={title}
    columns={[t.amount, t.owed]}
    rows={list.map((invoice) => ({ ...invoice, head: <Head invoice={invoice} />, amounts: [invoice.amountRupiah, invoice.owedRupiah] }))}
  />
)

const Head = ({ invoice }: { invoice: InvoiceSummary }) => (
  <>
    <a href={`${href('/akun/tagihan/lihat')}?id=${invoice.id}`}>{invoice.number}</a>
    <span class="small quiet block">
      {t.kinds[invoice.kind]}, {invoice.domain}
    </span>
  </>
)
