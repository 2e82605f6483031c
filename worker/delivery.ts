/**
 * Carries out what the outbox orders. Delivery is at least once: whoever is asked twice is asked under the same id.
 * A failure is either for now (tried again, ever more rarely) or for good; for good, and after the last attempt, the
 * consumer's fallback stands in, in the same commit that takes the row away.
 */
import type { SQLWrapper } from 'drizzle-orm'
import { commit } from './commit.ts'
import type { Context, Db } from './context.ts'
import {
  claimRow,
  deleteRow,
  deliveryId,
  MOST_ATTEMPTS,
  type OutboxMessage,
  type OutboxRow,
  postponeRow,
  takeDue,
  waitAfter,
} from './db/outbox.ts'
import { deliveries } from './db/tables.ts'
import { mint } from './mint.ts'

type DeliveryRow = typeof deliveries.$inferInsert

/** What staff and the data map know of a delivery; `what` is the kind of mail or the order to the panel. */
export type DeliveryRecord = Pick<DeliveryRow, 'what' | 'outcome'> & Partial<Pick<DeliveryRow, 'customer' | 'cycle' | 'detail'>>

export type Outcome =
  /** `writes` join the commit; `at` is the instant after the other side answered. */
  | {
      readonly result: 'settled'
      readonly record: DeliveryRecord
      readonly writes: (commitId: string, at: number) => readonly SQLWrapper[]
    }
  | { readonly result: 'later'; readonly reason: string }
  | { readonly result: 'never'; readonly reason: string }

export interface Consumer {
  attempt(context: Context, row: OutboxRow): Promise<Outcome>
  /** What stands in for what could not be done. */
  giveUp(context: Context, row: OutboxRow, reason: string): Promise<Extract<Outcome, { result: 'settled' }>>
}

export type Consumers = { readonly [kind: string]: Consumer }

/** Makes the context of an instant: messages wait and other sides are slow, so each step reads the clock anew. */
export type ContextNow = () => Promise<Context>

/** One message: claimed, carried out, settled. A message whose attempt somebody else took, or whose row is gone, is done. */
export async function deliver(contextNow: ContextNow, consumers: Consumers, message: OutboxMessage): Promise<void> {
  const context = await contextNow()
  const row = await claimRow(context.db, message, context.now)
  if (row === undefined) return
  const consumer = consumers[row.kind]
  if (consumer === undefined) throw new Error(`nobody consumes outbox rows of kind ${row.kind}`)
  const outcome = await attempt(context, consumer, row)
  return conclude(await contextNow(), consumer, row, outcome)
}

async function conclude(context: Context, consumer: Consumer, row: OutboxRow, outcome: Outcome): Promise<void> {
  if (outcome.result === 'settled') return settle(context, row, outcome)
  const wait = outcome.result === 'later' ? waitAfter(row.attempts) : null
  if (wait !== null) return postponeRow(context.db, row, context.now + wait, outcome.reason)
  return settle(context, row, await consumer.giveUp(context, row, outcome.reason))
}

async function attempt(context: Context, consumer: Consumer, row: OutboxRow): Promise<Outcome> {
  // Its attempts ended without a word, each with the process that made it: one more would end the same way.
  if (row.attempts > MOST_ATTEMPTS) return { result: 'never', reason: 'no_outcome' }
  try {
    return await consumer.attempt(context, row)
  } catch (error) {
    // Names and places only: a message may carry an address.
    const { name, stack } = error instanceof Error ? error : new Error('unknown')
    const at = stack?.split('\n').find((line) => /^\s+at /.test(line))
    console.error(JSON.stringify({ level: 'error', delivery: deliveryId(row), error: name, at: at?.trim() }))
    return { result: 'later', reason: name }
  }
}

async function settle({ db, now }: Context, row: OutboxRow, { record, writes }: Extract<Outcome, { result: 'settled' }>): Promise<void> {
  const id = mint('commit', now)
  const settled = await commit(db, {
    id,
    at: now,
    guard: deleteRow(row),
    writes: [insertDelivery(db, row, record, id, now), ...writes(id, now)],
  })
  // Lost: the lease had run out and another attempt settled it. It was asked under the same id, so nothing happened twice.
  if (!settled.ok) console.warn(JSON.stringify({ level: 'warn', delivery: deliveryId(row), settled: 'by another attempt' }))
}

function insertDelivery(db: Db, row: OutboxRow, record: DeliveryRecord, commitId: string, at: number) {
  const { kind, subject, attempts } = row
  return db.insert(deliveries).values({ id: deliveryId(row), kind, subject, attempts, at, commitId, ...record })
}

/**
 * The queue gave up on the message itself, not on what it orders: the database was away for minutes. Whoever still finds the row
 * counts a vain attempt, so that it is tried again like any other and given up after the last.
 */
export async function takeBackDeadLetter(contextNow: ContextNow, consumers: Consumers, message: OutboxMessage): Promise<void> {
  const context = await contextNow()
  const row = await claimRow(context.db, message, context.now)
  const consumer = row && consumers[row.kind]
  if (row && consumer) await conclude(context, consumer, row, { result: 'later', reason: 'dead_letter' })
}

/** Development delivers at once, so that a test clock may jump without waiting for the queue. */
export async function deliverDue(contextNow: ContextNow, consumers: Consumers): Promise<{ delivered: number }> {
  let delivered = 0
  for (;;) {
    const { db, now } = await contextNow()
    const due = await takeDue(db, now, 100)
    for (const message of due) await deliver(contextNow, consumers, message)
    delivered += due.length
    if (due.length === 0) return { delivered }
  }
}
