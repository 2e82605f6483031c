/** What came of a check: a line for each problem, or what the import will do. */
import { useEffect, useRef } from 'preact/hooks'
import { imports as words } from '../../../i18n/portal/staff/import.ts'
import { instant } from '../../format.ts'
import { wordsOf } from '../../page.ts'
import type { Report } from './calls.ts'

const t = wordsOf(words)

/** Every new report is read out, also one that says the same. */
function useFocus(of: unknown) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [of])
  return place
}

export function Problems({ report }: { report: Report }) {
  const place = useFocus(report)
  if (report.problems.length === 0) return null
  return (
    <div class="note danger" ref={place} tabIndex={-1} role="alert">
      <strong>{t.problemsTitle(report.problems.length)}</strong>
      <p>{t.problemsAct}</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{t.file}</th>
            <th scope="col" class="number">
              {t.line}
            </th>
            <th scope="col">{t.column}</th>
            <th scope="col">{t.problem}</th>
          </tr>
        </thead>
        <tbody>
          {report.problems.map(({ file, line, column, text }, index) => (
            <tr key={index}>
              <td data-label={t.file}>{t.files[file]}</td>
              <td data-label={t.line} class="number">
                {line}
              </td>
              <td data-label={t.column}>{column === '' ? '–' : <code>{column}</code>}</td>
              <td data-label={t.problem}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Summary({ report }: { report: Report }) {
  const place = useFocus(report)
  if (report.imported && report.importedAt) {
    return (
      <div class="note" ref={place} tabIndex={-1} role="status">
        <strong>{t.already(instant(Date.parse(report.importedAt)))}</strong>
      </div>
    )
  }
  return (
    <div class="note" ref={place} tabIndex={-1} role="status">
      <strong>{t.cleanTitle}</strong>
      <p>{t.will(report.customers, report.accounts)}</p>
      {report.invoicesNow > 0 && <p>{t.willInvoice(report.invoicesNow)}</p>}
      <p>{t.willInvite}</p>
      {report.withoutUsername > 0 && <p>{t.withoutUsername(report.withoutUsername)}</p>}
    </div>
  )
}
