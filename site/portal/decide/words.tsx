/** Words added and removed. Who does not see colours or lines hears and reads the words “Ditambahkan” and “Dihapus”. */
import type { Segment } from '#rules/policies/rules/differences'
import { decide as words } from '../../i18n/portal/decide.ts'
import { wordsOf } from '../page.ts'

const t = wordsOf(words)

const Said = ({ word }: { word: string }) => <span class="said">{word} </span>

function Run({ segment }: { segment: Segment }) {
  if (segment.kind === 'same') return <>{segment.text}</>
  const [Tag, word] = segment.kind === 'added' ? (['ins', t.added] as const) : (['del', t.removed] as const)
  return (
    <Tag>
      <Said word={word} />
      {segment.text}
    </Tag>
  )
}

export const Words = ({ segments }: { segments: readonly Segment[] }) => (
  <div class="wording">
    {segments.map((segment, index) => (
      <Run key={index} segment={segment} />
    ))}
  </div>
)
