/** A button that does one thing at once; what came of it, or why not, stands where the button stood. */
import { useState } from 'preact/hooks'
import { common } from '../../../i18n/portal/common.ts'
import type { Answer, Refusal } from '../../answers.ts'
import { wordsOf } from '../../page.ts'

const t = wordsOf(common)

interface ActProps {
  readonly act: () => Promise<Answer<unknown>>
  readonly button: string
  /** The button's words with what it is about, where several stand on a page. */
  readonly label: string
  readonly done: string
  readonly onDone?: () => void
}

export function Act({ act, button, label, done, onDone }: ActProps) {
  const [state, setState] = useState<'ready' | 'busy' | 'done' | Refusal>('ready')
  const run = async () => {
    if (state === 'busy') return
    setState('busy')
    const answer = await act()
    setState(answer.ok ? 'done' : answer.refusal)
    if (answer.ok) onDone?.()
  }
  const refused = typeof state === 'object' ? state : undefined
  return (
    <div>
      {state !== 'done' && (
        <button type="button" class="second" aria-label={label} aria-disabled={state === 'busy'} onClick={run}>
          {state === 'busy' ? t.sending : button}
        </button>
      )}
      <p role="status">
        {state === 'done' && <span class="done">{done}</span>}
        {refused && (
          <span class="word-danger">
            {refused.title}. {refused.detail}
          </span>
        )}
      </p>
    </div>
  )
}
