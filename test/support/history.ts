/** What the database tells of an account, read by plain SQL so that no code under test is asked about itself. */
import type { D1Database } from '@cloudflare/workers-types'

export async function rows<T>(db: D1Database, sql: string, ...values: unknown[]): Promise<T[]> {
  return (
    await db
      .prepare(sql)
      .bind(...values)
      .all<T>()
  ).results
}

export async function stateOf(db: D1Database, account: string): Promise<string | undefined> {
  return (await rows<{ state: string }>(db, 'SELECT state FROM accounts WHERE id = ?', account))[0]?.state
}

export interface HistoryEvent {
  readonly type: string
  readonly version: number
  readonly at: string
  readonly body: { readonly clause?: { readonly id: string; readonly version: string } }
}

export async function historyOf(db: D1Database, account: string): Promise<HistoryEvent[]> {
  const found = await rows<{ type: string; version: number; at: number; body: string }>(
    db,
    'SELECT type, version, at, body FROM events WHERE entity = ? ORDER BY version',
    account,
  )
  return found.map((event) => ({
    ...event,
    at: new Date(event.at).toISOString().replace(':00.000Z', 'Z'),
    body: JSON.parse(event.body) as HistoryEvent['body'],
  }))
}

/** “type at” of every event, oldest first. */
export async function toldOf(db: D1Database, account: string): Promise<string[]> {
  return (await historyOf(db, account)).map((event) => `${event.type} ${event.at}`)
}

/** “kind at” of every notice: from when it counts, or, while its mail waits, when it was posted. */
export async function noticesOf(db: D1Database, account: string): Promise<string[]> {
  const found = await rows<{ kind: string; at: number }>(
    db,
    'SELECT kind, coalesce(counts_from, posted_at) AS at FROM notices WHERE subject = ? ORDER BY posted_at, kind',
    account,
  )
  return found.map((notice) => `${notice.kind} ${new Date(notice.at).toISOString().replace(':00.000Z', 'Z')}`)
}

export async function count(
  db: D1Database,
  table: 'events' | 'notices' | 'outbox' | 'payments' | 'invoices' | 'accounts',
): Promise<number> {
  return (await rows<{ n: number }>(db, `SELECT count(*) AS n FROM ${table}`))[0]?.n ?? 0
}
