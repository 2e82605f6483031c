/** Naming the reason: what opens a file to one staff user for a while, and what the customer then reads (P12). */
import { file as words } from '../../../i18n/portal/staff/files.ts'
import { invalid } from '../../answers.ts'
import { createAttempts } from '../../attempts.ts'
import { SelectField, TextArea } from '../../form/fields.tsx'
import { Form } from '../../form/form.tsx'
import { textOf } from '../../form/read.ts'
import { wordsOf } from '../../page.ts'
import { look, type NewLook } from './calls.ts'

const t = wordsOf(words)
const CATEGORIES = ['asked', 'billing', 'fault', 'abuse', 'claim', 'data_request', 'law', 'task'] as const

const attempt = createAttempts<NewLook & { clientTime?: undefined }>()

async function send(customer: string, data: FormData) {
  const category = CATEGORIES.find((one) => one === textOf(data, 'category'))
  const written = textOf(data, 'words')
  const errors = [
    ...(category ? [] : [{ field: 'category', message: t.needCategory }]),
    ...(written.length >= 10 ? [] : [{ field: 'words', message: t.needWords }]),
  ]
  if (!category || errors.length > 0) return invalid(errors)
  const { body, key } = attempt({ category, words: written })
  const answer = await look(customer, body, key)
  return answer.ok ? undefined : answer.refusal
}

export function LookForm({ customer, onOpen }: { customer: string; onOpen: () => Promise<void> }) {
  const open = async (data: FormData) => {
    const refused = await send(customer, data)
    if (!refused) await onOpen()
    return refused
  }
  return (
    <section>
      <h2>{t.closedTitle}</h2>
      <p>{t.closed}</p>
      <Form send={open} button={t.openFile}>
        <SelectField
          name="category"
          label={t.category}
          options={[{ value: '', label: t.pick }, ...CATEGORIES.map((value) => ({ value, label: t.categories[value] }))]}
        />
        <TextArea name="words" label={t.words} hint={t.wordsHint} maxLength={500} />
      </Form>
    </section>
  )
}
