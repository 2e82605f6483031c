/** What could not be delivered and nobody has dealt with, the oldest first, with what stood in for it. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../context.ts'
import { MOST_COUNTED, PAGE, type Place } from '../page.ts'

export interface Letter {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly what: string
  readonly customer: string | null
  readonly cycle: string | null
  readonly outcome: 'undeliverable' | 'bounced' | 'given_up'
  readonly at: number
  readonly attempts: number
  readonly detail: string | null
  readonly attendedAt: number | null
  readonly domain: string | null
  /** The posting in the portal inbox that stands in for a mail, and from when it counts. */
  readonly postedAt: number | null
  readonly countsFrom: number | null
  /** Of the invoice it was about: a cycle may say more behind a colon, as which reminder it was. */
  readonly invoiceState: string | null
}

/** As the index says it, word for word: else the database would not use it. */
const WAITING = sql.raw(`d.attended_at IS NULL AND d.outcome IN ('undeliverable', 'bounced', 'given_up')`)
const LETTERS =
  sql.raw(`SELECT d.id, d.kind, d.subject, d.what, coalesce(d.customer, a.customer) AS customer, d.cycle, d.outcome, d.at, d.attempts,
    d.detail, d.attended_at AS attendedAt, a.domain, n.posted_at AS postedAt, n.counts_from AS countsFrom, i.state AS invoiceState
  FROM deliveries d
  LEFT JOIN accounts a ON a.id = d.subject
  LEFT JOIN notices n ON d.kind = 'mail' AND n.customer = d.customer AND n.subject = d.subject AND n.kind = d.what AND n.cycle = d.cycle
  LEFT JOIN invoices i ON i.id = substr(d.cycle, 1, instr(d.cycle || ':', ':') - 1)`)

export const lettersQuery = ({ at, id }: Place, most: number): SQL =>
  sql`${LETTERS} WHERE ${WAITING} AND (d.at, d.id) > (${at}, ${id}) ORDER BY d.at, d.id LIMIT ${most}`

export const letterCountsQuery = (): SQL => sql`SELECT outcome, count(*) AS count FROM (
    SELECT d.outcome FROM deliveries d WHERE ${WAITING} ORDER BY d.at LIMIT ${MOST_COUNTED}
  ) GROUP BY outcome`

export const readLetters = (db: Db, place: Place) => db.all<Letter>(lettersQuery(place, PAGE + 1))

export async function readLetter(db: Db, id: string): Promise<Letter | undefined> {
  const [row] = await db.all<Letter>(sql`${LETTERS} WHERE d.id = ${id} AND d.outcome IN ('undeliverable', 'bounced', 'given_up')`)
  return row
}
