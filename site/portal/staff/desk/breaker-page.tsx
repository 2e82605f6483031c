/** The breaker of mass terminations: its state in words, who waits behind it, and the acts of a person (S14). */
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
    <Loaded load={breakerState}>
      {(state) => (
        <>
          <State state={state} />
          <DryRunSection />
          {state.trippedAt && (
            <section>
              <h2>{t.closeTitle}</h2>
              <p>{t.closeLead}</p>
              <Act act={closeBreaker} button={t.close} label={t.close} done={t.isClosed} />
            </section>
          )}
          <Outage since={state.outageSince} />
        </>
      )}
    </Loaded>
  </StaffOnly>
)

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

const Outage = ({ since }: { since: string | null }) => (
  <section>
    <h2>{t.outageTitle}</h2>
    <p>{since === null ? t.outageNone : t.outageSince(at(since))}</p>
    {since === null ? (
      <Act act={declareOutage} button={t.declare} label={t.declare} done={t.declared} />
    ) : (
      <Act act={endOutage} button={t.end} label={t.end} done={t.ended} />
    )}
  </section>
)
