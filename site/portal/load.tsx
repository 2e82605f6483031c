/** Loads what a part needs; keeps its room meanwhile, and offers another try where it fails. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { common } from '../i18n/portal/common.ts'
import type { Answer, Refusal } from './answers.ts'
import { facts, href, wordsOf } from './page.ts'

const t = wordsOf(common)

interface LoadedProps<T> {
  /** Must be the same function between renderings. */
  readonly load: () => Promise<Answer<T>>
  /** `reload` ends when the new value stands on the page; until then the old one does. */
  readonly children: (value: T, reload: () => Promise<void>) => ComponentChildren
}

export function Loaded<T>({ load, children }: LoadedProps<T>) {
  const [answer, setAnswer] = useState<Answer<T>>()
  const reload = useCallback(async () => {
    const value = await load()
    if (!value.ok && value.refusal.status === 401) goToSignIn()
    else setAnswer(value)
  }, [load])
  useEffect(() => void reload(), [reload])
  if (!answer) return <Skeleton />
  if (!answer.ok) return <Failed refusal={answer.refusal} retry={reload} />
  return <>{children(answer.value, reload)}</>
}

/** Signing in leads back to where the reader was. */
function goToSignIn(): void {
  location.replace(`${href('/masuk')}?lanjut=${encodeURIComponent(location.pathname + location.search)}`)
}

export const Skeleton = () => (
  <div class="skeleton" role="status" aria-label={t.loading}>
    <span />
    <span />
    <span />
  </div>
)

export function Failed({ refusal, retry }: { refusal: Refusal; retry: () => void }) {
  return (
    <div class="note danger" role="alert">
      <strong>{refusal.title}</strong>
      <p>{refusal.detail}</p>
      <p>
        {t.contact} <a href={`mailto:${facts.supportEmail}`}>{facts.supportEmail}</a>
      </p>
      <p>
        <button type="button" class="second" onClick={retry}>
          {t.retry}
        </button>
      </p>
    </div>
  )
}
