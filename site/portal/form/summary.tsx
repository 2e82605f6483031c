/** What is wrong, in one place; takes focus, and each line leads to its field. */
import { forwardRef } from 'preact/compat'
import { common } from '../../i18n/portal/common.ts'
import type { FieldError, Refusal } from '../answers.ts'
import { ClauseLink } from '../clause.tsx'
import { wordsOf } from '../page.ts'
import { idOf } from './form.tsx'

const t = wordsOf(common)

/** Following a link to an input moves the page but not the focus, so the focus is set here. */
function goTo(event: MouseEvent, field: string) {
  const input = document.getElementById(idOf(field))
  if (!input) return
  event.preventDefault()
  input.scrollIntoView({ block: 'center' })
  input.focus({ preventScroll: true })
}

const Line = ({ error }: { error: FieldError }) => (
  <li>
    <a href={`#${idOf(error.field)}`} onClick={(event) => goTo(event, error.field)}>
      {error.message}
    </a>
  </li>
)

export const ErrorSummary = forwardRef<HTMLDivElement, { refusal: Refusal }>(({ refusal }, ref) => (
  <div class="errors" ref={ref} tabIndex={-1} role="alert" aria-labelledby="error-summary">
    <h2 id="error-summary">{refusal.errors.length > 0 ? t.summaryTitle : refusal.title}</h2>
    {refusal.errors.length > 0 ? (
      <ul>
        {refusal.errors.map((error) => (
          <Line key={error.field} error={error} />
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
))
