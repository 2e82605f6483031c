/** Changing the password; other devices can be signed out with it. */
import { useState } from 'preact/hooks'
import { PASSWORD_FLAWS, PASSWORD_MIN, passwordFlaw } from '#rules/auth/rules/password'
import { security as words } from '../../i18n/portal/security.ts'
import { type FieldError, invalid, onField, type Refusal } from '../answers.ts'
import { changePassword } from '../auth.ts'
import { CheckField } from '../form/choices.tsx'
import { PasswordField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { isTicked, passwordOf } from '../form/read.ts'
import { language, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function PasswordSection({ userId, onChanged }: { userId: string; onChanged: () => void }) {
  const [round, setRound] = useState(0)
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const current = passwordOf(data, 'currentPassword')
    const next = passwordOf(data, 'newPassword')
    const flaw = passwordFlaw(next, { userId })
    const errors: FieldError[] = [
      ...(current ? [] : [{ field: 'currentPassword', message: t.needCurrent }]),
      ...(flaw ? [{ field: 'newPassword', message: PASSWORD_FLAWS[flaw][language] }] : []),
    ]
    if (errors.length > 0) return invalid(errors)
    const answer = await changePassword(current, next, isTicked(data, 'others'))
    if (!answer.ok) return onField(answer.refusal, 'password', 'currentPassword')
    setRound(round + 1)
    onChanged()
    return undefined
  }
  return (
    <section>
      <h2>{t.passwordTitle}</h2>
      <p role="status" class="done">
        {round > 0 && t.changed}
      </p>
      <Form key={round} send={send} button={t.change}>
        <PasswordField name="currentPassword" label={t.current} autocomplete="current-password" />
        <PasswordField name="newPassword" label={t.next} hint={t.nextHint(PASSWORD_MIN)} autocomplete="new-password" />
        <CheckField name="others" label={t.others} />
      </Form>
    </section>
  )
}
