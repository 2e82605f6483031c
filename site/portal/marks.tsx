/** Marks of a time line: past solid, now ringed, future hollow, a refusal crossed. The words beside them say the same. */
export type Mark = 'past' | 'now' | 'next' | 'declined'

export const Dot = ({ kind }: { kind: Mark }) => (
  <svg class={`dot ${kind}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <title>{kind}</title>
    <circle cx="8" cy="8" r="6" />
    {kind === 'now' && <circle class="core" cx="8" cy="8" r="2.5" />}
    {kind === 'declined' && <path d="M5.5 5.5l5 5m0-5l-5 5" />}
  </svg>
)
