/** Where the verification link of the mail leads. Whoever opens the page by hand is told nothing that was not checked. */
import { signin as words } from '../../i18n/portal/signin.ts'
import { href, query, wordsOf } from '../page.ts'
import { useTitle } from '../title.ts'
import { DeadLink } from './new-password.tsx'

const t = wordsOf(words)

export function VerifiedPage() {
  if (query('error')) return <DeadLink text={t.badVerify} to={href('/masuk')} button={t.button} />
  // The link leads here only after the address was found to be the customer's own.
  return query('dari') === 'tautan' ? <Verified /> : <ByHand />
}

function Verified() {
  useTitle(t.verifiedTitle)
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

const ByHand = () => (
  <div class="flow">
    <p class="lead">{t.verify}</p>
    <p>
      <a class="button" href={href('/akun')}>
        {t.toAccount}
      </a>
    </p>
  </div>
)
