/** Sign in with user id or e-mail; wrong passwords are counted, so the page says when another try is possible (P13). */
import { signin as words } from '../../i18n/portal/signin.ts'
import { type FieldError, invalid, type Refusal } from '../answers.ts'
import { signIn } from '../calls.ts'
import { PasswordField, TextField } from '../form/fields.tsx'
import { Form } from '../form/form.tsx'
import { passwordOf, textOf } from '../form/read.ts'
import { href, query, safeNext, wordsOf } from '../page.ts'

const t = wordsOf(words)

export function SignInPage() {
  return (
    <div class="flow">
      <Form send={send} button={t.button} secondary={<a href={href('/masuk/lupa')}>{t.forgot}</a>}>
        <TextField name="identifier" label={t.identifier} autocomplete="username" autocapitalize="none" spellcheck={false} />
        <PasswordField name="password" label={t.password} autocomplete="current-password" />
      </Form>
      <p>
        {t.noAccount} <a href={href('/daftar')}>{t.register}</a>
      </p>
      <p class="small quiet">{t.cookie}</p>
    </div>
  )
}

async function send(data: FormData): Promise<Refusal | undefined> {
  const identifier = textOf(data, 'identifier')
  const password = passwordOf(data, 'password')
  const errors: FieldError[] = [
    ...(identifier ? [] : [{ field: 'identifier', message: t.needIdentifier }]),
    ...(password ? [] : [{ field: 'password', message: t.needPassword }]),
  ]
  if (errors.length > 0) return invalid(errors)
  const answer = await signIn(identifier, password)
  if (!answer.ok) return told(answer.refusal)
  const next = safeNext(query('lanjut'))
  location.assign(answer.value.secondFactor ? `${href('/masuk/kode')}?lanjut=${encodeURIComponent(next)}` : next)
  return undefined
}

/** Which of the two is wrong is never said; the page says what to do. */
function told(refusal: Refusal): Refusal {
  if (refusal.code !== 'wrong_credentials' && refusal.code !== 'invalid_input') return refusal
  return { ...refusal, code: 'invalid', title: t.wrongTitle, detail: t.wrong, errors: [{ field: 'password', message: t.wrong }] }
}
