/**
 * A form that loses nothing: inputs are native and uncontrolled, so what was typed stays whatever the answer is.
 * A refusal is shown twice, beside its field and in a summary that takes focus and links to the fields.
 */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { common } from '../../i18n/portal/common.ts'
import type { Refusal } from '../answers.ts'
import { wordsOf } from '../page.ts'
import { Errors } from './errors.ts'
import { ErrorSummary } from './summary.tsx'

const t = wordsOf(common)
interface FormProps {
  /** Sends the form; what it returns is shown, nothing means that it went well. */
  readonly send: (data: FormData) => Promise<Refusal | undefined>
  /** What the button does, in words. */
  readonly button: string
  readonly danger?: boolean
  readonly secondary?: ComponentChildren
  readonly children: ComponentChildren
}

export function Form({ send, button, danger = false, secondary, children }: FormProps) {
  const [refused, setRefused] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refused) summary.current?.focus()
  }, [refused])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || !(event.currentTarget instanceof HTMLFormElement)) return
    setBusy(true)
    const answer = await send(new FormData(event.currentTarget))
    setBusy(false)
    markTitle(answer !== undefined)
    setRefused(answer)
  }
  return (
    <form noValidate onSubmit={submit}>
      {refused && <ErrorSummary ref={summary} refusal={refused} />}
      <Errors.Provider value={refused?.errors ?? []}>{children}</Errors.Provider>
      <div class="form-actions">
        <button type="submit" class={danger ? 'danger' : undefined} aria-disabled={busy}>
          {busy ? t.sending : button}
        </button>
        {secondary}
      </div>
    </form>
  )
}

/** The tab says that something is to be corrected, as a reader with many tabs or a screen reader needs. */
function markTitle(refused: boolean): void {
  const plain = document.title.startsWith(t.titlePrefix) ? document.title.slice(t.titlePrefix.length) : document.title
  document.title = refused ? t.titlePrefix + plain : plain
}
