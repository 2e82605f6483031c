/** What happens next, and the receipts of what was just accepted. */
import type { Document } from '#content/schema'
import { register as words } from '../../i18n/portal/register.ts'
import { Done } from '../done.tsx'
import { href, wordsOf } from '../page.ts'

const t = wordsOf(words)

export interface Registered {
  readonly email: string
  readonly receipts: readonly { readonly id: string; readonly document: Document }[]
}

export function RegisteredNote({ registered }: { registered: Registered }) {
  return (
    <Done title={t.doneTitle}>
      <p class="lead">{t.doneLead(registered.email)}</p>
      <h2>{t.doneNext}</h2>
      <ol>
        {t.doneSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        <a class="button" href={href('/masuk')}>
          {t.doneSignIn}
        </a>
      </p>
    </Done>
  )
}
