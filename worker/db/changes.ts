/** Rows that any slice writes beside its own: events and what must leave the house. */
import type { Language } from '../../content/schema.ts'
import type { Db } from '../context.ts'
import { canonical } from '../shared/canonical.ts'
import { events, notices, outbox } from './tables.ts'

export interface NewEvent {
  /** Id of what it happened to, and that thing's version after it. */
  readonly entity: string
  readonly version: number
  /** As in `acceptance.recorded`. */
  readonly type: string
  /** Ids, numbers, clause and policy version, salted commitments; never personal data. */
  readonly body: object
}

export function insertEvents(db: Db, commitId: string, at: number, list: readonly NewEvent[]) {
  return db.insert(events).values(list.map((event) => ({ ...event, body: canonical(event.body), at, commitId })))
}

export interface MailAttachment {
  readonly filename: string
  readonly contentType: string
  /** Published bytes, fetched unchanged from this site when the mail is sent and checked against `digest` (SHA-256, hex). */
  readonly path?: string
  readonly digest?: string
  /** Short text that is the whole attachment. */
  readonly text?: string
}

export interface Mail {
  readonly to: string
  readonly kind: string
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly links: Readonly<Record<string, string>>
  readonly attachments?: readonly MailAttachment[]
}

/** @param about id of the customer or user whom the mail concerns. */
export function queueMail(db: Db, commitId: string, at: number, about: string, mails: readonly Mail[]) {
  return db
    .insert(outbox)
    .values(mails.map((mail) => ({ kind: 'mail', subject: about, body: JSON.stringify(mail), commitId, createdAt: at })))
}

export interface NewNotice {
  /** What it is about; one notice of a kind per subject and cycle. */
  readonly subject: string
  readonly kind: string
  readonly cycle: string
  readonly customer: string
  readonly body: object
}

/** Posts to the portal inbox alone, so it counts from its posting. */
export function insertNotice(db: Db, commitId: string, at: number, notice: NewNotice) {
  return db.insert(notices).values({ ...notice, body: JSON.stringify(notice.body), postedAt: at, countsFrom: at, commitId })
}

/** Posts to the portal inbox and orders the mail; it counts from when that is taken over for delivery (`notices/queue.ts`). */
export function mailNotice(db: Db, commitId: string, at: number, notice: NewNotice) {
  const posting = { ...notice, body: JSON.stringify(notice.body), postedAt: at, countsFrom: null, commitId }
  return [db.insert(notices).values(posting), queueNotice(db, commitId, at, notice)] as const
}

/** The mail of a notice. It names the notice; to whom and in which language is looked up when it is sent. */
export function queueNotice(db: Db, commitId: string, at: number, { customer, subject, kind, cycle }: NewNotice) {
  return db
    .insert(outbox)
    .values({ kind: 'mail', subject, body: canonical({ notice: { customer, kind, cycle } }), commitId, createdAt: at })
}
