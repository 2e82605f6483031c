/** What changed for this customer since the version they accepted: by clause in a sentence, the terms as a table, the words on request. */
import { useState } from 'preact/hooks'
import type { ClauseDifference } from '#rules/policies/rules/differences'
import { termChanges } from '#rules/policies/rules/term-changes'
import { decide as words } from '../../i18n/portal/decide.ts'
import type { Answer } from '../answers.ts'
import type { Outstanding } from '../contract.ts'
import { day } from '../format.ts'
import { Loaded } from '../load.tsx'
import { language, wordsOf } from '../page.ts'
import { type Compared, comparedVersions } from './compared.ts'
import { Words } from './words.tsx'

const t = wordsOf(words)

export function Changes({ one }: { one: Outstanding }) {
  const { document, version, since, changed } = one
  const [load] = useState(() => (): Promise<Answer<Compared>> => comparedVersions(document, since ?? version, version))
  if (since === null || changed.length === 0) return null
  return (
    <section>
      <h3>{t.changedTitle}</h3>
      <p class="small quiet">{t.changedSince(day(since))}</p>
      <Loaded load={load}>
        {(compared) => (
          <>
            <TermTable compared={compared} />
            <ul class="changes">
              {changed.map((change) => (
                <Change key={change.clause ?? ''} change={change} difference={compared.clauses.find(({ id }) => id === change.clause)} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {one.differencePath && (
        <p>
          <a href={one.differencePath[language]}>{t.allDifferences}</a>
        </p>
      )}
    </section>
  )
}

function Change({ change, difference }: { change: Outstanding['changed'][number]; difference: ClauseDifference | undefined }) {
  return (
    <li class="stack tight">
      <p>
        <strong class={`mark ${change.change}`}>{t.change[change.change]}</strong>{' '}
        {change.clause && <span class="quiet">{change.clause}</span>} <strong>{change.title?.[language] ?? t.whole}</strong>
      </p>
      {change.texts[language].map((text) => (
        <p key={text}>{text}</p>
      ))}
      {difference && difference.segments.length > 0 && (
        <details>
          <summary>{t.wording}</summary>
          <Words segments={difference.segments} />
        </details>
      )}
    </li>
  )
}

/** A longer table is opened by who wants it. */
const SHORT_TABLE = 8

/** “90 → 30 hari”: the numbers first, since they are what people look for. */
function TermTable({ compared }: { compared: Compared }) {
  const rows = termChanges(compared.termsBefore, compared.termsAfter, language)
  if (rows.length === 0) return null
  const table = (
    <div class="wide">
      <table>
        <caption>{t.termsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{t.term}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{t.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, label, before, after, unit }) => (
            <tr key={path}>
              <th scope="row">{label}</th>
              <td>{before === undefined ? t.none_ : `${before} ${unit}`}</td>
              <td>{after === undefined ? t.none_ : `${after} ${unit}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
  if (rows.length <= SHORT_TABLE) return table
  return (
    <details>
      <summary>{t.termsCount(rows.length)}</summary>
      {table}
    </details>
  )
}
