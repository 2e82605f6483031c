/**
 * Door of outbox rows of kind `mail`.
 *
 * When a notice counts (S14): from the instant at which its mail was taken over for delivery. Where mail cannot go, the
 * posting in the portal inbox and a staff task stand in, and it counts from that instant. Without a mail transport the inbox
 * is the notice, and it counts from its posting.
 */
import { and, eq, type SQLWrapper } from 'drizzle-orm'
import { commit } from '../commit.ts'
import type { Context, Db } from '../context.ts'
import { deliveryId, type OutboxRow } from '../db/outbox.ts'
import { deliveries } from '../db/tables.ts'
import type { Consumer, DeliveryRecord, Outcome } from '../delivery.ts'
import { mint } from '../mint.ts'
import { insertTask } from '../tasks/changes.ts'
import { countNoticeFrom } from './changes.ts'
import { transportOf } from './clients/chosen.ts'
import type { SendResult } from './clients/transport.ts'
import { noticeMessage, type OutgoingMail, readyMessage } from './mail/message.ts'
import { type NoticeKey, postingOf, recipientsOf } from './mail/recipients.ts'
import { NoticeMail, ReadyMail } from './mail/shapes.ts'

type Settled = Extract<Outcome, { result: 'settled' }>

const settled = (record: DeliveryRecord, writes: Settled['writes'] = () => []): Settled => ({ result: 'settled', record, writes })

export const mailConsumer: Consumer = {
  attempt: (context, row) => {
    const body: unknown = JSON.parse(row.body)
    const ready = ReadyMail.safeParse(body)
    return ready.success ? sendReady(context, row, ready.data) : sendNotice(context, row, body)
  },
  giveUp: async (context, row, reason) => undeliverable(context, row, reason),
}

async function sendReady(context: Context, row: OutboxRow, mail: ReadyMail): Promise<Outcome> {
  const sent = await send(context, () => readyMessage(context, row, mail))
  return outcomeOf(context, row, sent, { what: mail.kind })
}

async function sendNotice(context: Context, row: OutboxRow, body: unknown): Promise<Outcome> {
  const key = noticeKey(row, body)
  const posting = key && (await postingOf(context.db, key))
  if (key === undefined || posting === undefined) return { result: 'never', reason: 'unknown_notice' }
  const { customer, kind: what, cycle } = key
  // Posted again meanwhile: the later posting has its own mail, and nobody gets the same notice twice.
  if (posting.commitId !== row.commitId) return settled({ what, customer, cycle, outcome: 'obsolete' })
  const recipients = await recipientsOf(context.db, customer, what)
  if (recipients === undefined) return { result: 'never', reason: 'nobody_to_write_to' }
  const sent = await send(context, async () => noticeMessage(context, row, what, posting.body, recipients))
  return outcomeOf(context, row, sent, { what, customer, cycle }, (at) => [countNoticeFrom(key, row.commitId, at)])
}

function noticeKey(row: OutboxRow, body: unknown): NoticeKey | undefined {
  const named = NoticeMail.safeParse(body)
  return named.success ? { subject: row.subject, ...named.data.notice } : undefined
}

async function send(context: Context, compose: () => Promise<OutgoingMail | undefined>): Promise<SendResult | 'no_transport'> {
  const transport = transportOf(context.env)
  if (transport === undefined) return 'no_transport'
  const mail = await compose()
  return mail === undefined ? { result: 'refused', reason: 'no_words' } : transport(mail, context)
}

type About = Pick<DeliveryRecord, 'what' | 'customer' | 'cycle'>

/** @param counted what counts from the instant given; never from before its posting. */
function outcomeOf(
  { db }: Context,
  row: OutboxRow,
  sent: SendResult | 'no_transport',
  about: About,
  counted: (at: number) => readonly SQLWrapper[] = () => [],
): Outcome {
  if (sent === 'no_transport') return settled({ ...about, outcome: 'obsolete', detail: 'no_transport' }, () => counted(0))
  if (sent.result !== 'accepted') return { result: sent.result === 'refused' ? 'never' : 'later', reason: sent.reason }
  // One of a company has it, so it was given; that another's address takes no mail, a person is told.
  const reason = `${sent.refused} of its recipients refused`
  return settled({ ...about, outcome: 'accepted', detail: sent.detail }, (commitId, at) => [
    ...counted(at),
    ...(sent.refused > 0 ? [undeliverableTask(db, commitId, at, row, about, reason)] : []),
  ])
}

function undeliverableTask(db: Db, commitId: string, at: number, row: OutboxRow, { what, customer, cycle = null }: About, reason: string) {
  const body = { delivery: deliveryId(row), what, cycle, reason, attempts: row.attempts }
  return insertTask(db, commitId, at, { kind: 'mail_undeliverable', subject: row.subject, topic: what, customer: customer ?? null, body })
}

/** The inbox posting stands in from now on, and a person is told. */
function undeliverable({ db }: Context, row: OutboxRow, reason: string): Settled {
  const body: unknown = JSON.parse(row.body)
  const key = noticeKey(row, body)
  const ready = ReadyMail.safeParse(body)
  const what = key?.kind ?? (ready.success ? ready.data.kind : 'unknown')
  const { customer = null, cycle = null } = key ?? {}
  return settled({ what, customer, cycle, outcome: 'undeliverable', detail: reason }, (commitId, at) => [
    ...(key ? [countNoticeFrom(key, row.commitId, at)] : []),
    undeliverableTask(db, commitId, at, row, { what, customer, cycle }, reason),
  ])
}

/** A mail that was taken over came back: its notice counts anew from here, and a person is told. Repeating it changes nothing. */
export async function recordBounce({ db, now }: Context, id: string, reason: string): Promise<'recorded' | 'unknown'> {
  const [delivery] = await db.select().from(deliveries).where(eq(deliveries.id, id))
  if (delivery === undefined || delivery.outcome !== 'accepted') return 'unknown'
  const { subject, what, customer, cycle } = delivery
  const commitId = mint('commit', now)
  const key = customer !== null && cycle !== null ? { customer, subject, kind: what, cycle } : undefined
  const posting = key && (await postingOf(db, key))
  const bounced = db
    .update(deliveries)
    .set({ outcome: 'bounced', detail: reason })
    .where(and(eq(deliveries.id, id), eq(deliveries.outcome, 'accepted')))
  const done = await commit(db, {
    id: commitId,
    at: now,
    guard: { statement: bounced, expected: 1 },
    writes: [
      ...(key && posting?.commitId === postedBy(id) ? [countNoticeFrom(key, posting.commitId, now)] : []),
      insertTask(db, commitId, now, {
        kind: 'mail_undeliverable',
        subject,
        topic: what,
        customer,
        body: { delivery: id, what, cycle, reason },
      }),
    ],
  })
  return done.ok ? 'recorded' : 'unknown'
}

/** A delivery is named by the commit that ordered it, and its number. */
const postedBy = (delivery: string): string => delivery.slice(0, delivery.lastIndexOf('-'))
