/** The breaker as a person sees it (S14): its state, and whom the sweep would terminate by an instant of choice. */
import { breakerView, type DryTermination, dryRunAt } from '../../accounts/breaker/dry-run.ts'
import { runningOutage } from '../../accounts/outages/reads.ts'
import type { Trip } from '../../accounts/rules/breaker.ts'
import { atTick } from '../../accounts/rules/forecast.ts'
import { invoiceNumber } from '../../billing/rules/invoice.ts'
import type { Context } from '../../context.ts'
import { type TerminationDetails, terminationDetails } from './reads/breaker.ts'
import type { BreakerAnswer, DryRunAnswer } from './schemas/breaker.ts'
import { isoOf, isoOrNull } from './views.ts'

export async function showBreaker(context: Context): Promise<BreakerAnswer> {
  const [{ trippedAt, trip, limit, inLast24Hours }, outage] = await Promise.all([breakerView(context), runningOutage(context.db)])
  return {
    ...{ trippedAt: isoOrNull(trippedAt), trip: trip && tripView(trip), limit, inLast24Hours },
    outageSince: isoOrNull(outage?.fromAt ?? null),
  }
}

const tripView = (trip: Trip): BreakerAnswer['trip'] =>
  trip.reason === 'mass_termination' ? trip : { reason: trip.reason, lastGoodSweepAt: isoOf(trip.lastGoodSweepAt), now: isoOf(trip.now) }

export async function showDryRun(context: Context, at: number): Promise<DryRunAnswer> {
  const { instant, breaker, counts, terminations, complete } = await dryRunAt(context, at)
  const details = await terminationDetails(
    context.db,
    terminations.map(({ account }) => account),
  )
  const due = atTick(context.now)
  return {
    ...{ at: isoOf(instant), counts, complete },
    terminations: terminations.map((one) => terminationView(one, details.get(one.account), breaker.trippedAt !== null && one.at <= due)),
  }
}

/** @param mayRelease it is due now, and the breaker holds it back. */
function terminationView(one: DryTermination, details: TerminationDetails | undefined, mayRelease: boolean) {
  const { account, customer, domain, at, dueOn, owedRupiah, candidate, releasedAt } = one
  return {
    ...{ account, domain, customer: { id: customer, name: details?.customerName ?? '' }, dueOn, owedRupiah, at: isoOf(at) },
    invoice: details?.invoice == null ? null : { id: details.invoice, number: invoiceNumber(details) },
    ...{ suspendedAt: isoOrNull(details?.suspendedAt ?? null), warnedAt: isoOrNull(details?.warnedAt ?? null) },
    ...{ releasedAt: isoOrNull(releasedAt), candidate: mayRelease && releasedAt === null ? candidate : null },
  }
}
