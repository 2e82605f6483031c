/** A person has seen the inbox up to a message. What comes later stays unread, and a mark never goes back. */
import { sql } from 'drizzle-orm'
import type { CustomerVisitor } from '../../auth/visitor.ts'
import { commit } from '../../commit.ts'
import type { Context } from '../../context.ts'
import { mint } from '../../mint.ts'
import { unreadQuery } from './reads.ts'

/** @param until when the newest message that was seen was posted. @returns how many are left unread. */
export async function markRead({ db, now }: Context, { customer, user }: CustomerVisitor, until: number): Promise<{ unread: number }> {
  const upTo = Math.min(until, now)
  const mark = sql`INSERT INTO inbox_marks (customer, user, read_until) VALUES (${customer.id}, ${user.id}, ${upTo})
    ON CONFLICT (customer, user) DO UPDATE SET read_until = max(read_until, excluded.read_until)`
  await commit(db, { id: mint('commit', now), at: now, writes: [mark] })
  const [left] = await unreadQuery(db, customer.id, user.id)
  return { unread: left?.count ?? 0 }
}
