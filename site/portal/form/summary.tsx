/** What is wrong, in one place; takes focus, and each line leads to its field. */
import { forwardRef } from 'preact/compat'
import { useId } from 'preact/hooks'
import { common } from '../../i18n/portal/common.ts'
import type { FieldError, Refusal } from '../answers.ts'
import { ClauseLink } from '../clause.tsx'
import { wordsOf } from '../page.ts'
import { idOf } from './errors.ts'

const t = wordsOf(common)

/** Following a link to an input moves the page but not the focus, so the focus is set here. */
function goTo(event: MouseEvent, field: string) {
  const input = document.getElementById(idOf(field))
  if (!input) return
  event.preventDefault()
  input.scrollIntoView({ block: 'center' })
  input.focus({ preventScroll: true })
}

/** What the Worker says of a field does not name it; here it stands away from its field, so the label is put before. */
function labelOf(field: string): string {
  const input = document.getElementById(idOf(field))
  const legend = input?.closest('fieldset')?.querySelector('legend')?.textContent
  const isInput = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement
  const label = isInput ? input.labels?.[0]?.textContent : undefined
  const name = legend ?? label
  return name ? `${name}: ` : ''
}

const Line = ({ error, named }: { error: FieldError; named: boolean }) => (
  <li>
    <a href={`#${idOf(error.field)}`} onClick={(event) => goTo(event, error.field)}>
      {named && labelOf(error.field)}
      {error.message}
    </a>
  </li>
)

export const ErrorSummary = forwardRef<HTMLDivElement, { refusal: Refusal }>(({ refusal }, ref) => {
  const id = useId()
  return (
    <div class="errors" ref={ref} tabIndex={-1} role="alert" aria-labelledby={id}>
      <h2 id={id}>{refusal.errors.length > 0 ? t.summaryTitle : refusal.title}</h2>
      {refusal.errors.length > 0 ? (
        <ul>
          {refusal.errors.map((error) => (
            <Line key={error.field} error={error} named={refusal.code !== 'invalid'} />
          ))}
        </ul>
      ) : (
        <p>{refusal.detail}</p>
      )}
      {refusal.clause && (
        <p>
          <ClauseLink clause={refusal.clause} />
        </p>
      )}
    </div>
  )
})
