/** Who of the staff opened the customer's file, when and why (P12). */
import { looks as words } from '../../i18n/portal/looks.ts'
import { answerOf } from '../answers.ts'
import { api } from '../calls.ts'
import { instant } from '../format.ts'
import { Loaded } from '../load.tsx'
import { facts, href, wordsOf } from '../page.ts'

const t = wordsOf(words)
const load = () => answerOf(() => api.looks.$get())

export function LooksPage() {
  return (
    <div class="flow">
      <p class="lead">{t.lead}</p>
      <Loaded load={load}>
        {(list) =>
          list.length === 0 ? (
            <p>{t.empty}</p>
          ) : (
            <ol class="messages">
              {list.map((look) => (
                <li key={look.id} class="flow tight">
                  <p class="small quiet">
                    <time dateTime={look.at}>{instant(Date.parse(look.at))}</time>
                  </p>
                  <h2>{t.categories[look.category]}</h2>
                  <p class="wording">{look.words}</p>
                  <p class="small quiet">
                    {t.who(look.who)}. {t.until(instant(Date.parse(look.until)))}
                  </p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      <p class="small quiet">
        {t.wrong} <a href={`mailto:${facts.supportEmail}`}>{facts.supportEmail}</a>. {t.why}{' '}
        <a href={`${href('/privasi')}#P12`}>{t.clause}</a>.
      </p>
    </div>
  )
}

/** Beside what a customer can do for their own security. */
export const LooksLink = () => (
  <section>
    <h2>{t.linkTitle}</h2>
    <p>{t.linkText}</p>
    <p>
      <a href={href('/akun/dilihat')}>{t.link}</a>
    </p>
  </section>
)
