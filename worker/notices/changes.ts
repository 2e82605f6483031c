import { sql } from 'drizzle-orm'
import type { NoticeKey } from './mail/recipients.ts'

/**
 * The notice counts from here: its mail was taken over for delivery, or cannot go and the inbox posting stands in (S14).
 * Never earlier than its posting, and only for the posting whose mail this was.
 */
export function countNoticeFrom({ customer, subject, kind, cycle }: NoticeKey, postedBy: string, at: number) {
  return sql`UPDATE notices SET counts_from = max(posted_at, ${at})
    WHERE customer = ${customer} AND subject = ${subject} AND kind = ${kind} AND cycle = ${cycle} AND commit_id = ${postedBy}`
}
