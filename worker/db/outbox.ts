/**
 * The outbox: what a decision orders from the world outside is a row of the decision's own commit, so that it is neither lost
 * nor done for a decision that did not happen. The relay hands due rows to the queue; the queue's consumer claims a row,
 * carries it out, and deletes it in the commit that records the outcome.
 *
 * Claims and due times are bookkeeping of the transport: they decide nothing, and so are written outside `commit`.
 */
import { sql } from 'drizzle-orm'
import type { Context, Db } from '../context.ts'
import { HOUR } from '../shared/calendar.ts'

const MINUTE = 60_000

/** A row that was handed over and of which nothing was heard for so long is handed over again: whoever had it is gone. */
const LEASE_MS = 15 * MINUTE

/** A queue takes 100 messages at a time; what is left of a flood goes with the next tick. */
const BATCH = 100
const MOST_BATCHES = 20

/**
 * Waiting times between attempts. Together they stay under 24 hours, so that a notice that cannot be mailed falls back to
 * the portal inbox, and counts from there, before the suspension that waits for it would have been due (S14).
 */
const BACKOFF_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR] as const
export const MOST_ATTEMPTS = BACKOFF_MS.length + 1

/** @param attempts how often it was tried, from 1. Null: often enough. */
export function waitAfter(attempts: number): number | null {
  return BACKOFF_MS[attempts - 1] ?? null
}

/** What travels through the queue: which row, and the number of attempts it had when it was handed over. */
export interface OutboxMessage {
  readonly id: number
  /** Row numbers may be used again once the table was empty; together with the commit they name one row for ever. */
  readonly commitId: string
  readonly attempts: number
}

export interface OutboxRow extends OutboxMessage {
  readonly kind: string
  readonly subject: string
  readonly body: string
  readonly createdAt: number
}

/** Stable over attempts, without a full stop: Message-ID, webhook-id and the key of `deliveries` are made of it. */
export function deliveryId({ id, commitId }: Pick<OutboxMessage, 'id' | 'commitId'>): string {
  return `${commitId}-${id}`
}

/** Takes due rows for the lease, so that of two relays at once each row goes with one. */
export function takeDue(db: Db, now: number, most: number): Promise<OutboxMessage[]> {
  return db.all(sql`UPDATE outbox SET due_at = ${now + LEASE_MS}
    WHERE id IN (SELECT id FROM outbox WHERE due_at <= ${now} ORDER BY id LIMIT ${most})
    RETURNING id, commit_id AS commitId, attempts`)
}

/** After each request that may have written, and at each tick: a process that died between commit and hand-over loses nothing. */
export async function relayOutbox({ db, env, now }: Context): Promise<{ relayed: number }> {
  let relayed = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const due = await takeDue(db, now, BATCH)
    if (due.length > 0) await env.OUTBOX.sendBatch(due.map((body) => ({ body, contentType: 'json' as const })))
    relayed += due.length
    if (due.length < BATCH) break
  }
  return { relayed }
}

/** @returns undefined when the row is gone, or somebody else took this attempt. */
export async function claimRow(db: Db, { id, commitId, attempts }: OutboxMessage, now: number): Promise<OutboxRow | undefined> {
  const rows = await db.all<OutboxRow>(sql`UPDATE outbox SET attempts = attempts + 1, due_at = ${now + LEASE_MS}
    WHERE id = ${id} AND commit_id = ${commitId} AND attempts = ${attempts}
    RETURNING id, commit_id AS commitId, attempts, kind, subject, body, created_at AS createdAt`)
  return rows[0]
}

/** @param reason a code, kept for staff; never an address. */
export async function postponeRow(db: Db, { id, commitId, attempts }: OutboxMessage, dueAt: number, reason: string): Promise<void> {
  await db.run(sql`UPDATE outbox SET due_at = ${dueAt}, last_error = ${reason}
    WHERE id = ${id} AND commit_id = ${commitId} AND attempts = ${attempts}`)
}

/** The guard of the commit that records the outcome: one row, still at this attempt. */
export function deleteRow({ id, commitId, attempts }: OutboxMessage) {
  return { statement: sql`DELETE FROM outbox WHERE id = ${id} AND commit_id = ${commitId} AND attempts = ${attempts}`, expected: 1 }
}
