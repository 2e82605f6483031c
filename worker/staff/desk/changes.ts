/** Each moves one row if nobody else did; else none. */
import { type SQL, sql } from 'drizzle-orm'

/** By whom, when, and in which commit. */
export interface Attended {
  readonly by: string
  readonly at: number
  readonly commitId: string
}

export const finishTask = (id: string, { by, at, commitId }: Attended): SQL =>
  sql`UPDATE tasks SET done_at = ${at}, done_by = ${by}, commit_id = ${commitId} WHERE id = ${id} AND done_at IS NULL`

export const attendDelivery = (id: string, { by, at }: Attended): SQL => sql`UPDATE deliveries SET attended_at = ${at}, attended_by = ${by}
  WHERE id = ${id} AND attended_at IS NULL AND outcome IN ('undeliverable', 'bounced', 'given_up')`

/** The task that the failure of a delivery left behind: whoever deals with the one has dealt with the other. */
export const finishTaskOfDelivery = (subject: string, delivery: string, { by, at, commitId }: Attended): SQL =>
  sql`UPDATE tasks SET done_at = ${at}, done_by = ${by}, commit_id = ${commitId}
    WHERE kind IN ('mail_undeliverable', 'panel_given_up', 'restore_outcome_unknown') AND subject = ${subject}
      AND done_at IS NULL AND body ->> 'delivery' = ${delivery}`

/** A mail counts for the posting of its own commit alone, so what is mailed again is posted again. From when it counts stays as it is. */
export const postAgain = (
  { customer, subject, kind, cycle }: { customer: string; subject: string; kind: string; cycle: string },
  commitId: string,
): SQL =>
  sql`UPDATE notices SET commit_id = ${commitId} WHERE customer = ${customer} AND subject = ${subject} AND kind = ${kind} AND cycle = ${cycle}`
