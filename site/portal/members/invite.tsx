/** Asking somebody by e-mail. */
import { useRef, useState } from 'preact/hooks'
import { members as words } from '../../i18n/portal/members.ts'
import { invalid, type Refusal } from '../answers.ts'
import { createAttempts } from '../attempts.ts'
import { TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { textOf } from '../form/read.ts'
import { instant } from '../format.ts'
import { wordsOf } from '../page.ts'
import { invite, type NewInvitation } from './calls.ts'
import { RoleFields, roleErrors, roleOf } from './role-fields.tsx'

const t = wordsOf(words)

export function Invite({ onSent }: { onSent: () => Promise<void> }) {
  const [sent, setSent] = useState<{ readonly email: string; readonly until: string }>()
  const [times, setTimes] = useState(0)
  // Asking the same address a second time is a new question, not the first one repeated.
  const attempt = useRef(createAttempts<NewInvitation & { clientTime?: string }>())
  const send = async (data: FormData): Promise<Refusal | undefined> => {
    const [email, role] = [textOf(data, 'email'), roleOf(data)]
    const wrong = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? [] : [{ field: 'email', message: t.needEmail }]
    const errors = [...wrong, ...roleErrors(data)]
    if (errors.length > 0 || role === undefined) return invalid(errors)
    const { body, key } = attempt.current({ email, role })
    const answer = await invite(body, key)
    if (!answer.ok) return answer.refusal
    attempt.current = createAttempts()
    await onSent()
    setSent({ email, until: answer.value.expiresAt })
    setTimes(times + 1)
    return undefined
  }
  return (
    <section>
      <h2>{t.inviteTitle}</h2>
      <p role="status">{sent && t.invited(sent.email, instant(Date.parse(sent.until)))}</p>
      <Form key={times} send={send} button={t.invite}>
        <TextField name="email" label={t.email} hint={t.emailHint} type="email" inputMode="email" autocomplete="off" spellcheck={false} />
        <RoleFields legend={t.role} />
      </Form>
    </section>
  )
}
