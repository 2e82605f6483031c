/** What binds a customer and how it came to: versions, decisions, receipts (P1, S1). */
import { agreements as words } from '../../i18n/portal/agreements.ts'
import type { Answer } from '../answers.ts'
import { agreements, me } from '../calls.ts'
import type { Agreements, Me } from '../contract.ts'
import { day, instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { href, language, wordsOf } from '../page.ts'
import { DecisionItem } from './decision.tsx'
import { HowToVerify } from './verify.tsx'

const t = wordsOf(words)

interface Everything {
  readonly agreements: Agreements
  readonly me: Me
}

async function load(): Promise<Answer<Everything>> {
  const [all, who] = await Promise.all([agreements(), me()])
  if (!all.ok) return all
  if (!who.ok) return who
  return { ok: true, value: { agreements: all.value, me: who.value } }
}

export function AgreementsPage() {
  return (
    <Loaded load={load}>
      {({ agreements: { binding, acceptances }, me: { outstanding } }) => (
        <div class="flow">
          {outstanding > 0 && <Waiting count={outstanding} />}
          <Binding binding={binding} />
          <section>
            <h2>{t.decisionsTitle}</h2>
            {acceptances.length === 0 ? (
              <p>{t.empty}</p>
            ) : (
              <ol class="line">
                {acceptances.map((one) => (
                  <DecisionItem key={one.id} decision={one} />
                ))}
              </ol>
            )}
          </section>
          <HowToVerify />
          <p class="form-actions">
            <button type="button" class="second" onClick={() => print()}>
              {t.print}
            </button>
          </p>
        </div>
      )}
    </Loaded>
  )
}

export const Waiting = ({ count }: { count: number }) => (
  <div class="note warning">
    <strong>{t.decideTitle}</strong>
    <p>{t.decideText(count)}</p>
    <p>
      <a class="button" href={href('/akun/persetujuan/baru')}>
        {t.decide}
      </a>
    </p>
  </div>
)

function Binding({ binding }: Pick<Agreements, 'binding'>) {
  return (
    <section>
      <h2>{t.bindsTitle}</h2>
      {binding.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <>
          <p>{t.bindsIntro}</p>
          <ul class="cards">
            {binding.map((one) => (
              <li key={one.document}>
                <h3>
                  <a href={one.paths[language]}>{one.titles[language]}</a>
                </h3>
                <dl class="facts">
                  <dt>{t.version}</dt>
                  <dd>{day(one.version)}</dd>
                  <dt>{t.since}</dt>
                  <dd>{instant(one.since)}</dd>
                  <dt>{t.how}</dt>
                  <dd>{t.howWords[one.how]}</dd>
                </dl>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
