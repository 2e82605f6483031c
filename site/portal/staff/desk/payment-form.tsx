/** A payment is entered, then judged, then recorded: what was entered stays on the page until it stands in the books. */
import { useState } from 'preact/hooks'
import { overview } from '../../../i18n/portal/account.ts'
import { payments as words } from '../../../i18n/portal/staff/payments.ts'
import type { Refusal } from '../../answers.ts'
import { ClauseLink } from '../../clause.tsx'
import type { NewPayment, PaymentAnswer } from '../../contract.ts'
import { SelectField, TextField } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { instant, rupiah } from '../../format.ts'
import { facts, href, query, wordsOf } from '../../page.ts'
import { type InvoiceFile, type Preview, preview, recordPayment } from './calls.ts'
import { METHODS, paymentFrom, sendPayment } from './send-payment.ts'

const t = wordsOf(words)
const service = wordsOf(overview)
const states: Readonly<Record<string, string>> = service.states

interface Checked {
  readonly payment: NewPayment
  readonly effect: Preview
}

export function NewPaymentForm({ invoice, reload }: { invoice: InvoiceFile; reload: () => Promise<void> }) {
  const [checked, setChecked] = useState<Checked>()
  const [done, setDone] = useState<PaymentAnswer>()
  const check = async (data: FormData): Promise<Refusal | undefined> => {
    const payment = paymentFrom(data)
    if ('title' in payment) return payment
    const effect = await preview(invoice.id, payment)
    if (!effect.ok) return effect.refusal
    setChecked({ payment, effect: effect.value })
    return undefined
  }
  const record = async (): Promise<Refusal | undefined> => {
    if (!checked) return undefined
    const refused = await sendPayment((payment, key) => recordPayment(invoice.id, payment, key), checked.payment, setDone)
    if (!refused) void reload()
    return refused
  }
  if (done) return <Recorded payment={done} isOff={invoice.accountIsOff} />
  return (
    <>
      <div hidden={checked !== undefined}>
        <Form send={check} button={t.check}>
          <Fields invoice={invoice} />
        </Form>
      </div>
      {checked && <Confirm checked={checked} record={record} change={() => setChecked(undefined)} />}
    </>
  )
}

const Fields = ({ invoice }: { invoice: InvoiceFile }) => (
  <>
    <TextField
      name="amountRupiah"
      label={t.amount}
      hint={t.amountHint}
      inputMode="numeric"
      autocomplete="off"
      defaultValue={query('jumlah') ?? (invoice.lackingRupiah > 0 ? String(invoice.lackingRupiah) : '')}
    />
    <TextField name="paidOn" label={t.paidOn} type="date" />
    <TextField name="paidAt" label={t.paidAt} hint={t.paidAtHint(facts.zone)} type="time" class="short" />
    <SelectField
      name="method"
      label={t.method}
      options={[{ value: '', label: t.pick }, ...METHODS.map((value) => ({ value, label: t.methods[value] }))]}
    />
    <TextField name="reference" label={t.reference} hint={t.referenceHint} autocomplete="off" spellcheck={false} />
  </>
)

function Confirm({ checked, record, change }: { checked: Checked; record: () => Promise<Refusal | undefined>; change: () => void }) {
  const { payment, effect } = checked
  const tone = effect.keptRupiah > 0 || effect.refundRupiah > 0 || effect.owedRupiah > 0 ? 'note warning' : 'note'
  return (
    <>
      <div class={tone} role="status">
        <strong>{t.willTitle}</strong>
        <p>
          {t.will[effect.effect]} {effect.clause && <ClauseLink clause={effect.clause} />}
        </p>
        <dl class="pairs">
          <dt>{t.amount}</dt>
          <dd>{rupiah(payment.amountRupiah)}</dd>
          <dt>{t.paidAt}</dt>
          <dd>{instant(Date.parse(payment.paidAt))}</dd>
          <Figure name={t.owed} amount={effect.owedRupiah} />
          <Figure name={t.credit} amount={effect.creditRupiah} />
          <Figure name={t.kept} amount={effect.keptRupiah} />
          <Figure name={t.refund} amount={effect.refundRupiah} />
        </dl>
        <p class="small">{t.nothingYet}</p>
      </div>
      <Form
        send={record}
        button={t.button}
        secondary={
          <button type="button" class="second" onClick={change}>
            {t.change}
          </button>
        }
      >
        {null}
      </Form>
    </>
  )
}

const Figure = ({ name, amount }: { name: string; amount: number }) =>
  amount > 0 ? (
    <>
      <dt>{name}</dt>
      <dd>{rupiah(amount)}</dd>
    </>
  ) : null

const Recorded = ({ payment, isOff }: { payment: PaymentAnswer; isOff: boolean }) => (
  <div class="flow" role="status">
    <h3>{t.doneTitle}</h3>
    <p class="lead">
      {t.effects[payment.effect]} {payment.clause && <ClauseLink clause={payment.clause} />}
    </p>
    <dl class="pairs">
      <dt>{t.state}</dt>
      <dd>{isOff ? service.off : (states[payment.accountState] ?? payment.accountState)}</dd>
      <dt>{t.owed}</dt>
      <dd>{rupiah(payment.owedRupiah)}</dd>
      <dt>{t.credit}</dt>
      <dd>{rupiah(payment.creditRupiah)}</dd>
      <dt>{t.payment}</dt>
      <dd>
        <code>{payment.id}</code>
      </dd>
    </dl>
    <p>
      <a class="button second" href={href('/staf/pembayaran')}>
        {t.another}
      </a>
    </p>
  </div>
)
