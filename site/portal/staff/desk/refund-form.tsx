/** Money that staff paid back is recorded beside its payment, which stays as it was (S13, S16). */
import { useState } from 'preact/hooks'
import { payments as words } from '../../../i18n/portal/staff/payments.ts'
import { invalid, type Refusal } from '../../answers.ts'
import { createAttempts } from '../../attempts.ts'
import { TextArea, TextField } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { textOf } from '../../form/read.ts'
import { rupiah } from '../../format.ts'
import { wordsOf } from '../../page.ts'
import { type InvoiceFile, type Refund, recordRefund } from './calls.ts'

const t = wordsOf(words)

interface Props {
  readonly payment: InvoiceFile['payments'][number]
  readonly reload: () => Promise<void>
}

export function RefundForm({ payment, reload }: Props) {
  const [attempt] = useState(() => createAttempts<Refund & { clientTime?: string | undefined }>())
  const [done, setDone] = useState<string>()
  const name = (field: string) => `${field}.${payment.id}`
  const left = payment.amountRupiah - payment.backRupiah
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const field = (of: string) => textOf(data, name(of))
    const errors = [
      ...(/^[1-9]\d*$/.test(field('amount')) ? [] : [{ field: name('amount'), message: t.needAmount }]),
      ...(field('reason').length >= 3 ? [] : [{ field: name('reason'), message: t.needReason }]),
      ...(field('reference').length >= 3 ? [] : [{ field: name('reference'), message: t.needReference }]),
    ]
    if (errors.length > 0) return invalid(errors)
    const { body, key } = attempt({ amountRupiah: Number(field('amount')), reason: field('reason'), reference: field('reference') })
    const answer = await recordRefund(payment.id, body, key)
    if (!answer.ok) return { ...answer.refusal, errors: [] }
    setDone(`${t.refundDone(rupiah(-answer.value.amountRupiah))} ${t.refundBases[answer.value.basis]}`)
    void reload()
    return undefined
  }
  if (done) {
    return (
      <p class="done" role="status">
        {done}
      </p>
    )
  }
  if (left <= 0) return null
  return (
    <details>
      <summary>{t.refundOf(rupiah(left))}</summary>
      <p>{t.refundLead}</p>
      <Form send={send} button={t.refundButton}>
        <TextField
          name={name('amount')}
          label={t.refundAmount}
          hint={t.amountHint}
          inputMode="numeric"
          autocomplete="off"
          defaultValue={String(left)}
        />
        <TextArea name={name('reason')} label={t.refundReason} hint={t.refundReasonHint} />
        <TextField name={name('reference')} label={t.refundReference} hint={t.referenceHint} autocomplete="off" spellcheck={false} />
      </Form>
    </details>
  )
}
