/** Decisions that wait: what changed, then accept or decline, a document at a time (P1, P5, S1). */
import { useEffect, useRef, useState } from 'preact/hooks'
import { decide as words } from '../../i18n/portal/decide.ts'
import { receiptFile } from '../agreements/decision.tsx'
import type { Answer } from '../answers.ts'
import { offered, outstanding } from '../calls.ts'
import type { Outstanding } from '../contract.ts'
import { day } from '../format.ts'
import { Loaded } from '../load.tsx'
import { href, language, wordsOf } from '../page.ts'
import { clockFrom } from '../policies.ts'
import { OutstandingDocument } from './outstanding-document.tsx'
import type { Outcome } from './send-decision.ts'

const t = wordsOf(words)

interface Waiting {
  readonly list: readonly Outstanding[]
  readonly clock: () => number
}

async function load(): Promise<Answer<Waiting>> {
  const [list, offer] = await Promise.all([outstanding(), offered()])
  if (!list.ok) return list
  if (!offer.ok) return offer
  return { ok: true, value: { list: list.value, clock: clockFrom(offer.value.now) } }
}

export function DecidePage() {
  const [outcome, setOutcome] = useState<Outcome>()
  return (
    <Loaded load={load}>
      {({ list, clock }, reload) => {
        const settle = async (next: Outcome) => {
          await reload()
          setOutcome(next)
        }
        return (
          <div class="flow">
            {outcome && <OutcomeNote outcome={outcome} />}
            {list.length === 0 ? <Nothing /> : <Contents list={list} />}
            {list.map((one) => (
              <OutstandingDocument key={`${one.document} ${one.version} ${one.digest.id}`} one={one} clock={clock} onSettled={settle} />
            ))}
          </div>
        )
      }}
    </Loaded>
  )
}

const Contents = ({ list }: Pick<Waiting, 'list'>) => (
  <>
    <p class="lead">{t.intro}</p>
    <nav aria-label={t.list}>
      <ul>
        {list.map((one) => (
          <li key={one.document}>
            <a href={`#doc-${one.document}`}>{t.versionOf(one.titles[language], day(one.version))}</a>{' '}
            <span class="small quiet">{t.changes(one.changed.filter(({ clause }) => clause !== null).length)}</span>
          </li>
        ))}
      </ul>
    </nav>
  </>
)

const Nothing = () => (
  <>
    <p class="lead">{t.none}</p>
    <p>{t.noneTeach}</p>
    <p>
      <a class="button" href={href('/akun/persetujuan')}>
        {t.toAgreements}
      </a>
    </p>
  </>
)

/** Takes focus, so that what just happened is read out before the list that is left. */
function OutcomeNote({ outcome }: { outcome: Outcome }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.focus()
    document.querySelector('main')?.scrollIntoView()
  }, [outcome])
  const title = { accepted: t.acceptedTitle, declined: t.declinedTitle, reloaded: () => '' }[outcome.kind](outcome.title)
  return (
    <div class={outcome.kind === 'reloaded' ? 'note warning' : 'note'} ref={place} tabIndex={-1} role="status">
      {outcome.kind === 'reloaded' ? (
        <p>{t.reloaded}</p>
      ) : (
        <>
          <strong>{title}</strong>
          <p>
            <a href={receiptFile(outcome.receiptId)} download={`${outcome.receiptId}.jws`}>
              {t.receipt}
            </a>
            . {t.receiptText}
          </p>
        </>
      )}
    </div>
  )
}
