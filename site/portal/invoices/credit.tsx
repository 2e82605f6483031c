/** Paying from credit (S13): as far as it reaches, and what became of it. */
import { useEffect, useRef } from 'preact/hooks'
import { invoices as words } from '../../i18n/portal/invoices.ts'
import { createAttempts } from '../attempts.ts'
import { Form } from '../form/form.tsx'
import { rupiah } from '../format.ts'
import { href, wordsOf } from '../page.ts'
import { type InvoiceDocument, payFromCredit } from './calls.ts'

const t = wordsOf(words)
const attempt = createAttempts<{ readonly owed: number; readonly credit: number; readonly clientTime?: undefined }>()

interface Props {
  readonly invoice: InvoiceDocument
  readonly creditRupiah: number
  /** Ends when the page shows what is owed now. */
  readonly onPaid: (paidRupiah: number) => Promise<void>
}

export function PayFromCredit({ invoice: { id, owedRupiah }, creditRupiah, onPaid }: Props) {
  const used = Math.min(owedRupiah, creditRupiah)
  const send = async () => {
    // What was owed and held makes it another attempt; the same state sent again is the same one.
    const answer = await payFromCredit(id, attempt({ owed: owedRupiah, credit: creditRupiah }).key)
    if (!answer.ok) return answer.refusal
    await onPaid(answer.value.paidRupiah)
    return undefined
  }
  return (
    <section class="screen">
      <h2>{t.creditTitle}</h2>
      <Form send={send} button={t.payCredit(rupiah(used))}>
        <p>
          {t.creditHeld(rupiah(creditRupiah))} {used < owedRupiah ? t.creditRest(rupiah(owedRupiah - used)) : t.creditEnough}
        </p>
      </Form>
    </section>
  )
}

/** Takes focus, so that what just happened is read out before what is left to do. */
export function CreditUsed({ invoice, paidRupiah, next }: { invoice: InvoiceDocument; paidRupiah: number; next: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.querySelector('main')?.scrollIntoView()
    place.current?.focus()
  }, [])
  return (
    <div class={`note screen ${invoice.owedRupiah > 0 ? 'warning' : ''}`} ref={place} tabIndex={-1} role="status">
      <strong>{t.creditUsed(rupiah(paidRupiah))}</strong>
      <p>
        {next} {invoice.owedRupiah === 0 && <a href={`${href('/akun/layanan')}?id=${invoice.account}`}>{t.toService}</a>}
      </p>
    </div>
  )
}
