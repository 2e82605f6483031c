/** Where the verification link of the mail leads. */
import { signin as words } from '../../i18n/portal/signin.ts'
import { href, query, wordsOf } from '../page.ts'
import { DeadLink } from './new-password.tsx'

const t = wordsOf(words)

export function VerifiedPage() {
  if (query('error')) return <DeadLink text={t.badVerify} to={href('/masuk')} button={t.button} />
  return (
    <div class="flow">
      <p class="lead">{t.verified}</p>
      <p>
        <a class="button" href={href('/akun')}>
          {t.toAccount}
        </a>
      </p>
    </div>
  )
}
