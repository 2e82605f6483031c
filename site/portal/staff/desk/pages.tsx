/** A list that comes by the page: the next one takes its place, and the address stays. */
import { useState } from 'preact/hooks'
import type { Answer } from '../../answers.ts'

export interface Paging<T> {
  readonly load: () => Promise<Answer<T>>
  readonly go: (after: string | null) => void
  /** Whether this is not the first page. */
  readonly further: boolean
}

export function usePages<T>(load: (after: string | null) => Promise<Answer<T>>): Paging<T> {
  const [place, setPlace] = useState(() => ({ after: null as string | null, load: () => load(null) }))
  return {
    load: place.load,
    go: (after) => setPlace({ after, load: () => load(after) }),
    further: place.after !== null,
  }
}

interface PagerProps {
  readonly paging: Pick<Paging<unknown>, 'go' | 'further'>
  readonly next: string | null
  readonly words: { readonly next: string; readonly first: string }
}

export const Pager = ({ paging, next, words }: PagerProps) =>
  next === null && !paging.further ? null : (
    <p class="form-actions">
      {next !== null && (
        <button type="button" class="second" onClick={() => paging.go(next)}>
          {words.next}
        </button>
      )}
      {paging.further && (
        <button type="button" class="link" onClick={() => paging.go(null)}>
          {words.first}
        </button>
      )}
    </p>
  )
