/** Queue to consumer. The outbox queue carries what is due; what its messages failed on too often arrives at the dead-letter queue. */
import type { MessageBatch } from '@cloudflare/workers-types'
import type { Context, Env } from './context.ts'
import type { OutboxMessage } from './db/outbox.ts'
import { type Consumers, type ContextNow, deliver, deliverDue, takeBackDeadLetter } from './delivery.ts'
import { mailConsumer } from './notices/queue.ts'
import { panelConsumer } from './panel/queue.ts'

/** By the `kind` of the outbox row. */
const CONSUMERS: Consumers = { mail: mailConsumer, panel: panelConsumer }

const DEAD_LETTERS = 'mufakat-outbox-dead'

/** Before the message, not what it orders, is tried again: the database did not answer. */
const RETRY_AFTER_SECONDS = 30

/** Messages of a batch go side by side; each is acknowledged or retried by itself. */
export async function consumeBatch(batch: MessageBatch<OutboxMessage>, contextNow: ContextNow): Promise<void> {
  const take = batch.queue === DEAD_LETTERS ? takeBackDeadLetter : deliver
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        await take(contextNow, CONSUMERS, message.body)
        message.ack()
      } catch (error) {
        const name = error instanceof Error ? error.name : 'unknown'
        console.error(JSON.stringify({ level: 'error', queue: batch.queue, row: message.body.id, error: name, attempts: message.attempts }))
        message.retry({ delaySeconds: RETRY_AFTER_SECONDS })
      }
    }),
  )
}

/** Development without a mail server or panel of its own. */
export function recordsOnly({ MAIL_TRANSPORT, PANEL }: Env): boolean {
  return MAIL_TRANSPORT === undefined && (PANEL ?? 'none') === 'none'
}

/** Carries out everything that is due, at the instant of the context. */
export function deliverAtOnce(context: Context): Promise<{ delivered: number }> {
  return deliverDue(async () => context, CONSUMERS)
}
