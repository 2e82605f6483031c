/** Which invoice is it? Found by what a bank statement or a caller says. */
import { useState } from 'preact/hooks'
import { payments as words } from '../../../i18n/portal/staff/payments.ts'
import { StateWord } from '../../account/state-word.tsx'
import { invalid, type Refusal } from '../../answers.ts'
import { TextField } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { textOf } from '../../form/read.ts'
import { day, rupiah } from '../../format.ts'
import { href, wordsOf } from '../../page.ts'
import { type InvoiceFound, type Search, searchInvoices } from './calls.ts'

const t = wordsOf(words)

export function PaymentSearch() {
  const [found, setFound] = useState<{ readonly answer: Search; readonly amount: string }>()
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const [q, amount] = [textOf(data, 'q'), textOf(data, 'amountRupiah')]
    const errors = [
      ...(q.length < 3 ? [{ field: 'q', message: t.needQ }] : []),
      ...(amount !== '' && !/^[1-9]\d*$/.test(amount) ? [{ field: 'amountRupiah', message: t.needAmount }] : []),
    ]
    if (errors.length > 0) return invalid(errors)
    const answer = await searchInvoices(q, amount)
    if (!answer.ok) return answer.refusal
    setFound({ answer: answer.value, amount })
    return undefined
  }
  return (
    <>
      <p class="lead">{t.intro}</p>
      <Form send={send} button={t.find}>
        <TextField name="q" label={t.q} hint={t.qHint} autocomplete="off" spellcheck={false} />
        <TextField name="amountRupiah" label={t.findAmount} hint={t.findAmountHint} inputMode="numeric" autocomplete="off" />
      </Form>
      <div role="status">{found && <Results answer={found.answer} amount={found.amount} />}</div>
    </>
  )
}

const Results = ({ answer: { invoices, recorded }, amount }: { answer: Search; amount: string }) => (
  <div class="flow">
    {recorded.length > 0 && (
      <div class="note warning">
        <strong>{t.recordedTitle}</strong>
        <p>{t.recorded}</p>
        <List list={recorded} amount="" />
      </div>
    )}
    <section>
      <h2>{invoices.length === 0 ? t.none : t.foundTitle(invoices.length)}</h2>
      {invoices.length === 0 ? <p>{t.noneTeach}</p> : <List list={invoices} amount={amount} />}
    </section>
  </div>
)

const List = ({ list, amount }: { list: readonly InvoiceFound[]; amount: string }) => (
  <ul class="services">
    {list.map((invoice) => (
      <li key={invoice.id} class={`service ${invoice.accountIsOff ? 'suspended' : invoice.accountState}`}>
        <h3>
          {invoice.domain} <StateWord state={invoice.accountState} isOff={invoice.accountIsOff} />
        </h3>
        <p>
          {t.invoiceStates[invoice.state]}: {rupiah(invoice.lackingRupiah || invoice.amountRupiah)}. {t.due} {day(invoice.dueOn)}.
        </p>
        <p class="small quiet">
          {t.kinds[invoice.kind]}, {invoice.customer.name}
        </p>
        <p>
          <a href={`${href('/staf/pembayaran')}?id=${invoice.id}${amount ? `&jumlah=${amount}` : ''}`}>{t.choose(invoice.number)}</a>
        </p>
      </li>
    ))}
  </ul>
)
