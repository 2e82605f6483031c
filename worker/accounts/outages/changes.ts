import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../context.ts'
import { outages } from './tables.ts'

/** The sweep's own, known only once it is over; found again while nothing has gone well yet, it reaches further. */
export function recordSweepOutage(db: Db, commitId: string, fromAt: number, untilAt: number) {
  return db
    .insert(outages)
    .values({ id: `sweep:${fromAt}`, kind: 'sweep_outage', fromAt, untilAt, commitId })
    .onConflictDoUpdate({ target: outages.id, set: { untilAt, commitId } })
}

export function insertGatewayOutage(db: Db, outage: { id: string; fromAt: number; declaredBy: string; commitId: string }) {
  return db.insert(outages).values({ ...outage, kind: 'gateway_outage' })
}

/** The guard of a commit: one that still runs. */
export function endOutage(db: Db, id: string, untilAt: number, endedBy: string, commitId: string) {
  return db
    .update(outages)
    .set({ untilAt, endedBy, commitId })
    .where(and(eq(outages.id, id), isNull(outages.untilAt)))
}
