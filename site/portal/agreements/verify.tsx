/** How to check a receipt with somebody else's program. */
import { agreements as words } from '../../i18n/portal/agreements.ts'
import { wordsOf } from '../page.ts'

const t = wordsOf(words)

export const HowToVerify = () => (
  <section>
    <h2>{t.verifyTitle}</h2>
    <p>{t.verifyIntro}</p>
    <ol>
      {t.verifySteps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
    <p>
      <a href="/.well-known/jwks.json">{t.keys}</a>
    </p>
  </section>
)
