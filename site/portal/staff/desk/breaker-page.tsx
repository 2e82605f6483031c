/** The breaker of mass terminations: its state in words, who waits behind it, and the acts of a person (S14). */
import { useRef, useState } from 'preact/hooks'
import { breaker as words } from '../../../i18n/portal/staff/breaker.ts'
import { instant } from '../../format.ts'
import { Loaded } from '../../load.tsx'
import { wordsOf } from '../../page.ts'
import { StaffOnly } from '../staff-only.tsx'
import { Act } from './act.tsx'
import { type BreakerState, breakerState, closeBreaker, declareOutage, endOutage } from './calls.ts'
import { DryRunSection } from './dry-run.tsx'

const t = wordsOf(words)
const at = (iso: string) => instant(Date.parse(iso))

export const BreakerPage = () => (
  <StaffOnly>
    <Loaded load={breakerState}>{(state, reload) => <Breaker state={state} reload={reload} />}</Loaded>
  </StaffOnly>
)

/** What was done is said on top, and everything below is shown as it stands then. */
function Breaker({ state, reload }: { state: BreakerState; reload: () => Promise<void> }) {
  const [said, setSaid] = useState('')
  const place = useRef<HTMLDivElement>(null)
  const told = (sentence: string) => async () => {
    await reload()
    setSaid(sentence)
    place.current?.focus()
  }
  const { trippedAt, outageSince } = state
  return (
    <>
      <div class="flow" ref={place} tabIndex={-1} role="status">
        {said && <p class="done">{said}</p>}
        <State state={state} />
      </div>
      <DryRunSection key={`${trippedAt} ${outageSince}`} />
      {trippedAt && (
        <section>
          <h2>{t.closeTitle}</h2>
          <p>{t.closeLead}</p>
          <Act act={closeBreaker} button={t.close} label={t.close} done={t.isClosed} onDone={told(t.isClosed)} />
        </section>
      )}
      <section>
        <h2>{t.outageTitle}</h2>
        <p>{outageSince === null ? t.outageNone : t.outageSince(at(outageSince))}</p>
        {outageSince === null ? (
          <Act key="declare" act={declareOutage} button={t.declare} label={t.declare} done={t.declared} onDone={told(t.declared)} />
        ) : (
          <Act key="end" act={endOutage} button={t.end} label={t.end} done={t.ended} onDone={told(t.ended)} />
        )}
      </section>
    </>
  )
}

function State({ state: { trippedAt, trip, limit, inLast24Hours } }: { state: BreakerState }) {
  if (trippedAt === null || trip === null) {
    return (
      <div class="note">
        <strong>{t.closedTitle}</strong>
        <p>{t.closed(inLast24Hours, limit)}</p>
      </div>
    )
  }
  return (
    <div class="note danger">
      <strong>{t.openTitle}</strong>
      <p>
        {t.openSince(at(trippedAt))}{' '}
        {trip.reason === 'mass_termination' ? t.mass(trip.count, trip.limit) : t.away(at(trip.lastGoodSweepAt), at(trip.now))}
      </p>
      <p>{t.whatToDo}</p>
    </div>
  )
}
