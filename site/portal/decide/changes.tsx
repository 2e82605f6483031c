/** What changed for this customer since the version they accepted: the terms as a table, each clause in a sentence, the words on request. */
import { useState } from 'preact/hooks'
import { decide as words } from '../../i18n/portal/decide.ts'
import type { Outstanding } from '../contract.ts'
import { day } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import { type Clauses, comparedClauses } from './compared.ts'
import { WordChange } from './word-change.tsx'

const t = wordsOf(words)

type Changed = Outstanding['changed'][number]

export function Changes({ one }: { one: Outstanding }) {
  const { document, version, since, changed, differencePath } = one
  // Fetched by the first reader of the words, once for all clauses.
  const [clauses] = useState(() => once(() => comparedClauses(document, since ?? version, version)))
  if (since === null || changed.length === 0) return null
  return (
    <section>
      <h3>{t.changedTitle}</h3>
      <p class="small quiet">{t.changedSince(day(since))}</p>
      <TermTable name={`${t.termsTitle}: ${one.titles[language]}`} rows={changed.flatMap(({ terms }) => terms[language])} />
      <ul class="changes">
        {changed
          .filter(({ clause, texts }) => clause !== null || texts[language].length > 0)
          .map((change) => (
            <Change key={change.clause ?? ''} change={change} clauses={clauses} />
          ))}
      </ul>
      {differencePath && (
        <p>
          <a href={differencePath[language]}>{t.allDifferences}</a>
        </p>
      )}
    </section>
  )
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

function Change({ change, clauses }: { change: Changed; clauses: () => Promise<Clauses> }) {
  return (
    <li class="flow tight">
      <p>
        <strong class={`mark ${change.change}`}>{t.change[change.change]}</strong>{' '}
        {change.clause && <span class="quiet">{change.clause}</span>} <strong>{change.title?.[language] ?? t.whole}</strong>
      </p>
      {change.texts[language].map((text) => (
        <p key={text}>{text}</p>
      ))}
      {change.clause && change.change !== 'moved' && <WordChange clause={change.clause} clauses={clauses} />}
    </li>
  )
}

/** A longer table is opened by who wants it. */
const SHORT_TABLE = 8

/** “90 → 30 hari”: the numbers first, since they are what people look for. */
function TermTable({ name, rows }: { name: string; rows: Changed['terms']['id'] }) {
  if (rows.length === 0) return null
  const table = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="wide" aria-label={name} tabIndex={0}>
      <table class="stack">
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
              <td data-label={t.before}>{before === undefined ? t.none_ : `${before} ${unit}`}</td>
              <td data-label={t.after}>{after === undefined ? t.none_ : `${after} ${unit}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
  if (rows.length <= SHORT_TABLE) return table
  return (
    <details>
      <summary>{t.termsCount(rows.length)}</summary>
      {table}
    </details>
  )
}
