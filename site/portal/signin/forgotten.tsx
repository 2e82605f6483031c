/** Asks for a link. The answer is the same for every address, so that nobody learns who is a customer. */
import { useState } from 'preact/hooks'
import { signin as words } from '../../i18n/portal/signin.ts'
import { invalid, type Refusal } from '../answers.ts'
import { requestPasswordReset } from '../auth.ts'
import { Done } from '../done.tsx'
import { TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { textOf } from '../form/read.ts'
import { href, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function ForgottenPage() {
  const [sentTo, setSentTo] = useState<string>()
  if (sentTo)
    return (
      <Done title={t.forgotDoneTitle}>
        <p class="lead">{t.forgotDone(sentTo)}</p>
        <p>{t.forgotDoneNext}</p>
      </Done>
    )
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const email = textOf(data, 'email')
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) return invalid([{ field: 'email', message: t.needEmail }])
    const answer = await requestPasswordReset(email, href('/masuk/sandi-baru'))
    if (!answer.ok) return answer.refusal
    setSentTo(email)
    return undefined
  }
  return (
    <div class="flow">
      <p class="lead">{t.forgotIntro}</p>
      <Form send={send} button={t.forgotButton}>
        <TextField name="email" label={t.email} type="email" autocomplete="email" inputMode="email" spellcheck={false} />
      </Form>
    </div>
  )
}
