/** What stands beside the state of a service, and what staff did about it; each thing by its word and its dates. */
import { beside as words } from '../../../i18n/portal/staff/files.ts'
import { day, instant } from '../../format.ts'
import { facts, wordsOf } from '../../page.ts'
import type { AccountFile } from './calls.ts'

const t = wordsOf(words)
const at = (text: string) => instant(Date.parse(text))

export function Beside({ file: { hold, violation, purgeBlocks, cancellation, wish, view } }: { file: AccountFile }) {
  // What protects everybody in an outage stands on no account of its own.
  const outage = view.beside.hold?.kind === 'staff' ? null : view.beside.hold
  const none = !hold && !outage && !violation && purgeBlocks.length === 0 && !cancellation && !wish
  return (
    <section>
      <h3>{t.besideTitle}</h3>
      {none && <p>{t.nothing}</p>}
      {violation && (
        <div class="note danger">
          <strong>{t.violation}</strong>
          <p>{t.since(at(violation.declaredAt))}</p>
          <p class="wording">{violation.reason}</p>
          <p>{t.evidence}:</p>
          <p class="wording">{violation.evidence}</p>
        </div>
      )}
      {hold && <Hold hold={hold} />}
      {outage && (
        <div class="note warning">
          <strong>
            {t.hold} ({t.holdKinds[outage.kind]})
          </strong>
          <p>{outage.until === null ? t.outageOpen : t.holdUntil(at(outage.until))}</p>
        </div>
      )}
      {purgeBlocks.map((block) => (
        <div key={block.id} class="note warning">
          <strong>{t.block}</strong>
          <p>
            {block.subject} ({t.blockKinds[block.kind]}). {t.since(at(block.placedAt))}
          </p>
        </div>
      ))}
      {cancellation && (
        <div class="note">
          <strong>{t.cancellation}</strong>
          <p>{cancellation.endsAt ? t.cancelEnds(at(cancellation.endsAt)) : t.cancelAsked(at(cancellation.askedAt))}</p>
        </div>
      )}
      {wish && (
        <div class="note">
          <strong>{t.wish}</strong>
          <p>{t.wishText(facts.packages[wish.package] ?? wish.package, day(wish.from))}</p>
        </div>
      )}
    </section>
  )
}

function Hold({ hold }: { hold: NonNullable<AccountFile['hold']> }) {
  const { runs, until, kind, reason } = hold
  return (
    <div class={runs ? 'note warning' : 'note'}>
      <strong>
        {t.hold} ({t.holdKinds[kind]})
      </strong>
      <p>{until === null ? t.holdOpen : runs ? t.holdUntil(at(until)) : t.holdEnded(at(until))}</p>
      <p class="wording">{reason}</p>
    </div>
  )
}

/** What staff wrote stays with the file, the newest first. */
export function History({ acts }: Pick<AccountFile, 'acts'>) {
  if (acts.length === 0) return null
  return (
    <section>
      <h3>{t.history}</h3>
      <ol class="messages">
        {acts.map((act) => (
          <li key={act.id} class="flow tight">
            <p class="small quiet">
              {at(act.at)}, {act.who}
            </p>
            <h4>{t.acts[act.act]}</h4>
            <p class="wording">{act.reason}</p>
            {act.evidence && <p class="wording">{act.evidence}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
