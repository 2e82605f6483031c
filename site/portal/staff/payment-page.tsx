/** Staff record that an invoice was paid; the answer says what it did and by which clause (S13, S14, S16). */
import { useState } from 'preact/hooks'
import { overview } from '../../i18n/portal/account.ts'
import { payments as words } from '../../i18n/portal/staff/payments.ts'
import { me } from '../calls.ts'
import { ClauseLink } from '../clause.tsx'
import type { PaymentAnswer } from '../contract.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { rupiah } from '../format.ts'
import { Loaded } from '../load.tsx'
import { facts, href, wordsOf } from '../page.ts'
import { METHODS, sendPayment } from './send-payment.ts'

const t = wordsOf(words)
const states: Readonly<Record<string, string>> = wordsOf(overview).states

export function PaymentPage() {
  const [done, setDone] = useState<PaymentAnswer>()
  return (
    <Loaded load={me}>
      {({ user }) => (
        <div class="flow">
          <div class="note">
            <p>{t.factor}</p>
            {!user.twoFactorEnabled && (
              <p>
                {t.factorHow} <a href={href('/akun/keamanan')}>{t.toSecurity}</a>
              </p>
            )}
          </div>
          {done ? <Recorded payment={done} again={() => setDone(undefined)} /> : <PaymentForm onDone={setDone} />}
        </div>
      )}
    </Loaded>
  )
}

function PaymentForm({ onDone }: { onDone: (payment: PaymentAnswer) => void }) {
  return (
    <>
      <p class="lead">{t.intro}</p>
      <Form send={(data) => sendPayment(data, onDone)} button={t.button}>
        <TextField name="invoice" label={t.invoice} hint={t.invoiceHint} autocomplete="off" spellcheck={false} />
        <TextField name="amountRupiah" label={t.amount} hint={t.amountHint} inputMode="numeric" autocomplete="off" />
        <TextField name="paidOn" label={t.paidOn} type="date" />
        <TextField name="paidAt" label={t.paidAt} hint={t.paidAtHint(facts.zone)} type="time" class="short" />
        <SelectField
          name="method"
          label={t.method}
          options={[{ value: '', label: t.pick }, ...METHODS.map((value) => ({ value, label: t.methods[value] }))]}
        />
        <TextField name="reference" label={t.reference} hint={t.referenceHint} autocomplete="off" spellcheck={false} />
      </Form>
    </>
  )
}

function Recorded({ payment, again }: { payment: PaymentAnswer; again: () => void }) {
  return (
    <div class="flow" role="status">
      <h2>{t.doneTitle}</h2>
      <p class="lead">
        {t.effects[payment.effect]} {payment.clause && <ClauseLink clause={payment.clause} />}
      </p>
      <dl class="facts">
        <dt>{t.state}</dt>
        <dd>{states[payment.accountState] ?? payment.accountState}</dd>
        <dt>{t.owed}</dt>
        <dd>{rupiah(payment.owedRupiah)}</dd>
        <dt>{t.credit}</dt>
        <dd>{rupiah(payment.creditRupiah)}</dd>
        <dt>{t.payment}</dt>
        <dd>
          <code>{payment.id}</code>
        </dd>
      </dl>
      <button type="button" class="second" onClick={again}>
        {t.another}
      </button>
    </div>
  )
}
