/** Paying: a gateway's page, or a transfer with what to write on it (S12, S13). */
import { useState } from 'preact/hooks'
import { invoices as words } from '../../i18n/portal/invoices.ts'
import { invalid, type Refusal } from '../answers.ts'
import { ChoiceField } from '../form/choices.tsx'
import { Form } from '../form/form.tsx'
import { textOf } from '../form/read.ts'
import { rupiah } from '../format.ts'
import { facts, wordsOf } from '../page.ts'
import { type Gateway, type InvoiceDocument, payAt } from './calls.ts'

const t = wordsOf(words)

interface Props {
  readonly invoice: InvoiceDocument
  readonly gateways: readonly Gateway[]
}

const NAMES: Readonly<Record<Gateway, string>> = { midtrans: 'Midtrans', xendit: 'Xendit' }

export function Pay({ invoice, gateways }: Props) {
  const amount = rupiah(invoice.owedRupiah)
  if (gateways.length === 0 && facts.bankAccounts.length === 0) {
    return (
      <p class="note warning screen">
        {t.noWay} <a href={`mailto:${facts.billingEmail}`}>{facts.billingEmail}</a>
      </p>
    )
  }
  return (
    <section class="screen" aria-label={t.payTitle}>
      <h2>{t.payTitle}</h2>
      {gateways.length > 0 && <GatewayForm invoice={invoice} gateways={gateways} amount={amount} />}
      {facts.bankAccounts.length > 0 && <Transfer number={invoice.number} amount={amount} open={gateways.length === 0} />}
    </section>
  )
}

function GatewayForm({ invoice, gateways, amount }: Props & { amount: string }) {
  const only = gateways.length === 1 ? gateways[0] : undefined
  const [picked, setPicked] = useState<Gateway | undefined>(only)
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const gateway = only ?? gateways.find((one) => one === textOf(data, 'gateway'))
    if (!gateway) return invalid([{ field: 'gateway', message: t.needWay }])
    const answer = await payAt(invoice.id, gateway)
    if (!answer.ok) return answer.refusal
    location.assign(answer.value.payUrl)
    // The button stays busy until the other page stands there.
    return new Promise(() => {})
  }
  return (
    <Form send={send} button={picked ? t.payAt(amount, NAMES[picked]) : t.pay(amount)}>
      {only ? (
        <p>
          {t.ways[only]}. {t.wayHint}
        </p>
      ) : (
        <ChoiceField
          name="gateway"
          legend={t.way}
          hint={t.wayHint}
          options={gateways.map((value) => ({ value, label: t.ways[value] }))}
          onPick={(value) => setPicked(gateways.find((one) => one === value))}
        />
      )}
    </Form>
  )
}

function Transfer({ number, amount, open }: { number: string; amount: string; open: boolean }) {
  return (
    <details open={open}>
      <summary>{t.transferTitle}</summary>
      <div class="flow">
        <p>{t.transferExact(amount)}</p>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{t.bank}</th>
              <th scope="col">{t.accountNumber}</th>
              <th scope="col">{t.holder}</th>
            </tr>
          </thead>
          <tbody>
            {facts.bankAccounts.map((one) => (
              <tr key={one.number}>
                <th scope="row">{one.bank}</th>
                <td data-label={t.accountNumber}>{one.number}</td>
                <td data-label={t.holder}>{one.holder}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <strong>{t.message(number)}</strong>
        </p>
        <p>{t.transferNext}</p>
        <p class="small quiet">
          {t.questions} <a href={`mailto:${facts.billingEmail}`}>{facts.billingEmail}</a>
        </p>
      </div>
    </details>
  )
}
