/** Sets a new password by the link of the mail. */
import { useState } from 'preact/hooks'
import { PASSWORD_FLAWS, PASSWORD_MIN, passwordFlaw } from '#rules/auth/rules/password'
import { signin as words } from '../../i18n/portal/signin.ts'
import { invalid, onField, type Refusal } from '../answers.ts'
import { resetPassword } from '../auth.ts'
import { Done } from '../done.tsx'
import { PasswordField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { passwordOf } from '../form/read.ts'
import { href, language, query, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function NewPasswordPage() {
  const [saved, setSaved] = useState(false)
  const [dead, setDead] = useState(!query('token') || query('error') !== undefined)
  if (saved)
    return (
      <Done title={t.newDoneTitle}>
        <p class="lead">{t.newDone}</p>
        <p>
          <a class="button" href={href('/masuk')}>
            {t.button}
          </a>
        </p>
      </Done>
    )
  if (dead) return <DeadLink text={t.badReset} to={href('/masuk/lupa')} button={t.askAgain} />
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const password = passwordOf(data, 'password')
    const flaw = passwordFlaw(password)
    if (flaw) return invalid([{ field: 'password', message: PASSWORD_FLAWS[flaw][language] }])
    const answer = await resetPassword(query('token') ?? '', password)
    if (answer.ok) setSaved(true)
    else if (answer.refusal.code === 'link_expired') setDead(true)
    else return onField(answer.refusal, 'newPassword', 'password')
    return undefined
  }
  return (
    <Form send={send} button={t.newButton}>
      <PasswordField name="password" label={t.newPassword} hint={t.newHint(PASSWORD_MIN)} autocomplete="new-password" />
    </Form>
  )
}

export function DeadLink({ text, to, button }: { text: string; to: string; button: string }) {
  return (
    <Done title={t.badLinkTitle}>
      <p class="lead">{text}</p>
      <p>
        <a class="button" href={to}>
          {button}
        </a>
      </p>
    </Done>
  )
}
