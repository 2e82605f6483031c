import * as z from 'zod'

/** As many as a request of 64 KiB can name. */
export const MOST_RELEASED = 400

const Trip = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('mass_termination'), count: z.int(), limit: z.int() }),
  z.object({ reason: z.literal('sweep_was_away'), lastGoodSweepAt: z.iso.datetime(), now: z.iso.datetime() }),
])

export const BreakerAnswer = z.object({
  trippedAt: z.iso.datetime().nullable().describe('Null while closed.'),
  trip: Trip.nullable().describe('Why it opened, with its figures.'),
  limit: z.int().describe('More terminations in 24 hours than this are stopped.'),
  inLast24Hours: z.int(),
  outageSince: z.iso.datetime().nullable().describe('Since when staff say that the payment gateways are away; null: they are not.'),
})
export type BreakerAnswer = z.infer<typeof BreakerAnswer>

export const DryRunQuery = z.object({ at: z.iso.datetime({ offset: true }).optional().describe('Absent: now.') })

const Candidate = z.strictObject({
  account: z.string().max(64),
  invoice: z.string().max(64),
  suspendedAt: z.int().describe('Epoch milliseconds: paying, or another suspension, makes it another termination.'),
})

const DryTermination = z.object({
  account: z.string(),
  domain: z.string(),
  customer: z.object({ id: z.string(), name: z.string() }),
  invoice: z.object({ id: z.string(), number: z.string() }).nullable(),
  at: z.iso.datetime().describe('The minute at which the sweep would terminate it.'),
  dueOn: z.iso.date(),
  owedRupiah: z.int(),
  suspendedAt: z.iso.datetime().nullable(),
  warnedAt: z.iso.datetime().nullable().describe('From when the warning of the termination counts.'),
  releasedAt: z.iso.datetime().nullable(),
  candidate: Candidate.nullable().describe('What a release names; null: it cannot be released now.'),
})

export const DryRunAnswer = z.object({
  at: z.iso.datetime(),
  counts: z.object({ issued: z.int(), overdue: z.int(), suspended: z.int(), terminated: z.int(), ended: z.int() }),
  complete: z.boolean().describe('False: more accounts have something coming by then than are looked at.'),
  terminations: z.array(DryTermination).describe('Soonest first.'),
})
export type DryRunAnswer = z.infer<typeof DryRunAnswer>

export const Release = z.strictObject({ candidates: z.array(Candidate).min(1).max(MOST_RELEASED) })
export const ReleaseAnswer = z.object({ released: z.int() })
export const ClosedAnswer = z.object({ closedAt: z.iso.datetime() })
export const OutageAnswer = z.object({ id: z.string(), from: z.iso.datetime(), until: z.iso.datetime().nullable() })
