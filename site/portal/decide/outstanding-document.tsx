/** One document to decide: until when the old one binds, what changed, the text, and both ways out. */
import { useRef } from 'preact/hooks'
import { decide as words } from '../../i18n/portal/decide.ts'
import { invalid, type Refusal } from '../answers.ts'
import type { Outstanding } from '../contract.ts'
import { CheckField } from '../form/choices.tsx'
import { Form } from '../form/form.tsx'
import { isTicked } from '../form/read.ts'
import { day, instant } from '../format.ts'
import { language, wordsOf } from '../page.ts'
import { useShown } from '../reading/document-box.tsx'
import { FullText } from '../reading/full-text.tsx'
import { Changes } from './changes.tsx'
import { type Outcome, sendDecision } from './send-decision.ts'

const t = wordsOf(words)

interface Props {
  readonly one: Outstanding
  readonly clock: () => number
  readonly onSettled: (outcome: Outcome) => Promise<void>
}

export function OutstandingDocument({ one, clock, onSettled }: Props) {
  const shownAt = useRef<number | null>(null)
  const place = useShown(() => {
    shownAt.current = clock()
  })
  const decide = async (decision: 'accepted' | 'declined'): Promise<Refusal | undefined> => {
    const told = await sendDecision({ one, decision, shownAt: shownAt.current ?? clock() })
    if (!('kind' in told)) return told
    await onSettled(told)
    return undefined
  }
  const title = one.titles[language]
  return (
    <article class="agreement flow" ref={place} aria-labelledby={`doc-${one.document}`}>
      <h2 id={`doc-${one.document}`}>{t.versionOf(title, day(one.version))}</h2>
      <Standing one={one} />
      <Changes one={one} />
      <FullText title={title} path={one.paths[language]} digest={one.digest[language]} />
      <Accept one={one} decide={decide} />
      {!one.declined && <Decline one={one} decide={decide} />}
    </article>
  )
}

/** What holds now, and by when to decide: the first thing a worried reader looks for. */
function Standing({ one }: { one: Outstanding }) {
  return (
    <div class={one.declined ? 'note danger' : 'note warning'}>
      {one.declined && one.declinedAt !== null && <strong>{t.declinedOn(instant(one.declinedAt))}</strong>}
      {one.declined && <p>{one.declineMeans[language]}</p>}
      <p>{one.since ? t.oldBinds(day(one.since)) : t.never}</p>
      <p>{one.decideBy === null ? t.newer : t.decideBy(instant(one.decideBy))}</p>
      {one.declined && <p>{t.takeBack}</p>}
    </div>
  )
}

interface DecisionProps {
  readonly one: Outstanding
  readonly decide: (decision: 'accepted' | 'declined') => Promise<Refusal | undefined>
}

function Accept({ one, decide }: DecisionProps) {
  const title = one.titles[language]
  const box = `accept.${one.document}`
  const send = async (data: FormData) => (isTicked(data, box) ? decide('accepted') : invalid([{ field: box, message: t.needAgree(title) }]))
  return (
    <Form send={send} button={t.accept(title)}>
      <CheckField name={box} label={t.agree(title, day(one.version))} hint={t.languageNote} />
    </Form>
  )
}

function Decline({ one, decide }: DecisionProps) {
  return (
    <details>
      <summary>{t.declineOpen}</summary>
      <Form danger send={() => decide('declined')} button={t.decline(one.titles[language])}>
        <div class="flow">
          <p>{one.declineMeans[language]}</p>
          <p>{t.declineTakeBack}</p>
        </div>
      </Form>
    </details>
  )
}
