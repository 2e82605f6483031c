/** One invoice: what to do about it first, how to pay, then the document. Back from a gateway it asks a few times what became of it. */
import { useEffect, useState } from 'preact/hooks'
import { invoices as words } from '../../i18n/portal/invoices.ts'
import { day, rupiah } from '../format.ts'
import { Loaded } from '../load.tsx'
import { href, query, wordsOf } from '../page.ts'
import { useTitle } from '../title.ts'
import { type InvoicePageFacts, invoicePage } from './calls.ts'
import { CreditUsed, PayFromCredit } from './credit.tsx'
import { Paper } from './paper.tsx'
import { Pay } from './pay.tsx'

const t = wordsOf(words)

export function InvoicePage() {
  const [load] = useState(() => () => invoicePage(query('id') ?? '-'))
  return (
    <div class="flow">
      <p class="screen">
        <a href={href('/akun/tagihan')}>{t.back}</a>
      </p>
      <Loaded load={load}>{(value, reload) => <Invoice value={value} reload={reload} />}</Loaded>
    </div>
  )
}

function Invoice({ value, reload }: { value: InvoicePageFacts; reload: () => Promise<void> }) {
  const { invoice, ways, creditRupiah } = value
  const [usedRupiah, setUsed] = useState(0)
  useTitle(t.one, invoice.number)
  const owes = invoice.owedRupiah > 0
  const onPaid = async (paidRupiah: number) => {
    await reload()
    setUsed(paidRupiah)
  }
  return (
    <>
      <Top value={value} reload={reload} usedRupiah={usedRupiah} />
      {owes && creditRupiah > 0 && <PayFromCredit invoice={invoice} creditRupiah={creditRupiah} onPaid={onPaid} />}
      {owes && <Pay invoice={invoice} gateways={ways.gateways} />}
      <Paper invoice={invoice} />
      <p class="form-actions">
        <button type="button" class="second" onClick={() => print()}>
          {t.print}
        </button>
        <a href={`${href('/akun/layanan')}?id=${invoice.account}`}>{t.toService}</a>
      </p>
    </>
  )
}

function Top({ value, reload, usedRupiah }: { value: InvoicePageFacts; reload: () => Promise<void>; usedRupiah: number }) {
  if (usedRupiah > 0) return <CreditUsed invoice={value.invoice} paidRupiah={usedRupiah} next={newsOf(value).text} />
  return query('dari') === 'gateway' ? <Returned value={value} reload={reload} /> : <News value={value} />
}

function newsOf({ invoice: { state, owedRupiah, dueOn, late } }: InvoicePageFacts): { text: string; tone: string } {
  if (state === 'paid') return { text: t.news.paid, tone: '' }
  if (state === 'void') return { text: t.news.void, tone: '' }
  if (owedRupiah === 0) return { text: t.news.ended, tone: '' }
  return late
    ? { text: t.news.late(rupiah(owedRupiah), day(dueOn)), tone: 'danger' }
    : { text: t.news.issued(rupiah(owedRupiah), day(dueOn)), tone: 'warning' }
}

function News({ value }: { value: InvoicePageFacts }) {
  const { text, tone } = newsOf(value)
  const ordered = query('dari') === 'pesanan' && value.invoice.state === 'issued'
  return (
    <div class={`note screen ${tone}`} role={ordered ? 'status' : undefined}>
      <strong>{text}</strong>
      {ordered && <p>{t.ordered}</p>}
    </div>
  )
}

/** Ever more rarely, and not for ever: seconds to wait before each question. */
const ASK_AFTER = [2, 3, 5, 10, 20, 40] as const

function Returned({ value, reload }: { value: InvoicePageFacts; reload: () => Promise<void> }) {
  const { invoice } = value
  const [asked, setAsked] = useState(0)
  const settled = invoice.owedRupiah === 0
  useEffect(() => {
    const wait = ASK_AFTER[asked]
    if (settled || wait === undefined) return
    const timer = setTimeout(() => void reload().then(() => setAsked(asked + 1)), wait * 1000)
    return () => clearTimeout(timer)
  }, [asked, settled, reload])
  if (settled && invoice.state === 'paid') {
    return (
      <div class="note screen" role="status">
        <strong>{t.returned.done}</strong>
        <p>
          {invoice.kind === 'order' && t.returned.doneNext} <a href={`${href('/akun/layanan')}?id=${invoice.account}`}>{t.toService}</a>
        </p>
      </div>
    )
  }
  if (settled) return <News value={value} />
  return (
    <div class="note warning screen" role="status">
      <strong>{t.returned.title}</strong>
      <p>{asked < ASK_AFTER.length ? t.returned.asking : t.returned.later}</p>
    </div>
  )
}
