/** One clause word by word. Who does not see colours or lines hears and reads the words “Ditambahkan” and “Dihapus”. */
import { useState } from 'preact/hooks'
import type { Segment } from '#rules/policies/rules/differences'
import { decide as words } from '../../i18n/portal/decide.ts'
import { Failed, Skeleton } from '../load.tsx'
import { wordsOf } from '../page.ts'
import type { Clauses } from './compared.ts'

const t = wordsOf(words)

export function WordChange({ clause, clauses }: { clause: string; clauses: () => Promise<Clauses> }) {
  const [answer, setAnswer] = useState<Clauses>()
  const load = () => void clauses().then(setAnswer)
  const open = (event: Event) => {
    if (event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open && !answer) load()
  }
  return (
    <details onToggle={open}>
      <summary>{t.wording}</summary>
      {!answer && <Skeleton />}
      {answer && !answer.ok && <Failed refusal={answer.refusal} retry={load} />}
      {answer?.ok && <Words segments={answer.value.find(({ id }) => id === clause)?.segments ?? []} />}
    </details>
  )
}

function Run({ segment }: { segment: Segment }) {
  if (segment.kind === 'same') return <>{segment.text}</>
  const [Tag, word] = segment.kind === 'added' ? (['ins', t.added] as const) : (['del', t.removed] as const)
  return (
    <Tag>
      <span class="said">{word}</span>
      {segment.text}
    </Tag>
  )
}

const Words = ({ segments }: { segments: readonly Segment[] }) => (
  <div class="wording">
    {segments.map((segment, index) => (
      <Run key={index} segment={segment} />
    ))}
  </div>
)
