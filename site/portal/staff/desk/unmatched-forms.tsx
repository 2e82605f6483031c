/** The two ways of dealing with money that nobody could place: it is recorded for an invoice, or it is noted what became of it. */
import { unmatched as words } from '../../../i18n/portal/staff/unmatched.ts'
import { invalid, type Refusal } from '../../answers.ts'
import { createAttempts } from '../../attempts.ts'
import { TextArea, TextField } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { textOf } from '../../form/read.ts'
import { facts, href, wordsOf } from '../../page.ts'
import { assignMoney, type Money, resolveMoney, searchInvoices } from './calls.ts'
import { instantOf } from './send-payment.ts'

const t = wordsOf(words)
interface Props {
  readonly money: Money
  readonly onDone: () => void
}

/** Several such forms stand on one page, so a field bears the name of its money. */
const nameIn = ({ transactionId, reason }: Money, field: string) => `${field}.${reason}.${transactionId.replaceAll(/\W/g, '-')}`

type Assignment = { invoice: string; paidAt?: string; clientTime?: string | undefined }
const attempts = new Map<Money, ReturnType<typeof createAttempts<Assignment>>>()
function attemptOf(money: Money) {
  const known = attempts.get(money) ?? createAttempts<Assignment>()
  attempts.set(money, known)
  return known
}

export function AssignForm({ money, onDone }: Props) {
  const name = (field: string) => nameIn(money, field)
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const invoice = textOf(data, name('invoice'))
    const [day, time] = [textOf(data, name('paidOn')), textOf(data, name('paidTime'))]
    const timeless = money.paidAt === null
    const errors = [
      ...(invoice.length >= 3 ? [] : [{ field: name('invoice'), message: t.needInvoice }]),
      ...(timeless && !(day && /^\d{2}:\d{2}/.test(time)) ? [{ field: name('paidOn'), message: t.needPaidAt }] : []),
    ]
    if (errors.length > 0) return invalid(errors)
    const found = await searchInvoices(invoice, '')
    if (!found.ok) return { ...found.refusal, errors: [] }
    const [only, ...others] = found.value.invoices
    if (only === undefined || others.length > 0) return invalid([{ field: name('invoice'), message: t.needInvoice }])
    const { body, key } = attemptOf(money)({ invoice: only.id, ...(timeless ? { paidAt: instantOf(day, time) } : {}) })
    const answer = await assignMoney(money, body, key)
    if (!answer.ok) return { ...answer.refusal, errors: [] }
    onDone()
    return undefined
  }
  return (
    <details>
      <summary>{t.assign}</summary>
      <p>
        <a href={`${href('/staf/pembayaran')}`}>{t.search}</a>
      </p>
      <Form send={send} button={t.assignButton}>
        <TextField
          name={name('invoice')}
          label={t.invoice}
          hint={t.assignHint}
          autocomplete="off"
          spellcheck={false}
          defaultValue={money.invoice ?? ''}
        />
        {money.paidAt === null && (
          <>
            <TextField name={name('paidOn')} label={t.paidOn} type="date" />
            <TextField name={name('paidTime')} label={t.paidTime} hint={t.paidTimeHint(facts.zone)} type="time" class="short" />
          </>
        )}
      </Form>
    </details>
  )
}

export function ResolveForm({ money, onDone }: Props) {
  const field = nameIn(money, 'note')
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const note = textOf(data, field)
    if (note.length < 5) return invalid([{ field, message: t.needNote }])
    const answer = await resolveMoney(money, note)
    if (!answer.ok) return { ...answer.refusal, errors: [] }
    onDone()
    return undefined
  }
  return (
    <details>
      <summary>{t.resolve}</summary>
      <Form send={send} button={t.resolveButton}>
        <TextArea name={field} label={t.note} hint={t.noteHint} />
      </Form>
    </details>
  )
}
